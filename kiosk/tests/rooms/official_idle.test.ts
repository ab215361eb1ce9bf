// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { idleMs, onIdle } from "../../src/rooms/official/idle.ts";

describe("somebody who leaves", () => {
    it("is missed after ten minutes without a key or a touch, not before", () => {
        expect(idleMs).toBe(600_000);
        const page = new EventTarget();
        let locked = 0;
        const stop = onIdle(page, () => (locked += 1));
        page.dispatchEvent(new Event("keydown"));
        stop();
        expect(locked).toBe(0);
    });
});
