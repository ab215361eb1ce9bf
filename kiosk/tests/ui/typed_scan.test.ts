// What was typed so far is kept for a moment only.
import { describe, expect, it } from "vitest";
import { scanPauseMs, TypedScan } from "../../src/ui/typed_scan.ts";

describe("what a scanner typed so far", () => {
    it("goes on while keys come, and is nobody's after a pause", () => {
        let now = 5_000;
        const scan = new TypedScan(() => now);
        scan.note("PIAO");
        now += scanPauseMs - 1;
        expect(scan.text).toBe("PIAO");
        now += 1;
        expect(scan.text).toBe("");
    });
});
