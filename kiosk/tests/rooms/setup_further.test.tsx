// @vitest-environment happy-dom
// The setting up of a round that follows another.
import { afterEach, describe, expect, it } from "vitest";
import { encodeBase64 } from "../../src/basics/encoding.ts";
import { setupZh } from "../../src/i18n/zh_setup.ts";
import { Secretary } from "../support/secretary.ts";
import { clear, draw, root } from "../support/setup_screen.tsx";

afterEach(clear);

/** A list of two slips. */
function list(first: number): string {
    return encodeBase64(new Uint8Array(64).fill(first, 0, 32).fill(first + 1, 32));
}

describe("a secretary", () => {
    it("offers a further round no list of slips that the round before had", async () => {
        const secretary = await new Secretary().prepared();
        const { wizard, server } = secretary;
        wizard.change({ slips: { name: "slips.list", base64: list(1), round: 1 } });
        await wizard.compose();
        expect(server.asked.at(-1)?.slips).toBe(list(1));
        await wizard.post();
        server.phase = "announced";
        await wizard.look();
        expect(secretary.state.draft.slips).not.toBeNull();
        draw(secretary);
        wizard.change({ step: "draft" });
        draw(secretary);
        expect(root.textContent).not.toContain("slips.list");
        expect(root.textContent).toContain(setupZh.draft.slipsAnew);
        await wizard.compose();
        expect(server.asked).toHaveLength(2);
        expect(server.asked.at(-1)).toMatchObject({ further: true, slips: "" });
        // One slip of the two.
        wizard.change({ slips: { name: "again.list", base64: list(2), round: 2 } });
        draw(secretary);
        expect(root.textContent).toContain(setupZh.draft.slipsUsed);
        expect(await wizard.compose()).toBe(false);
        expect(server.asked).toHaveLength(2);
        wizard.change({ slips: { name: "new.list", base64: list(3), round: 2 } });
        await wizard.compose();
        expect(server.asked.at(-1)).toMatchObject({ further: true, slips: list(3) });
        wizard.change({ slips: null });
        await wizard.compose();
        expect(server.asked.at(-1)).toMatchObject({ further: true, slips: "" });
    });
});
