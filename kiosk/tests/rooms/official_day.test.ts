import { describe, expect, it } from "vitest";
import { offerOf, stateOf, stepNames } from "../../src/rooms/official/day.ts";

describe("the day", () => {
    it("offers in each phase what the log allows in it", () => {
        const round = (phase: never): ReturnType<typeof offerOf> =>
            offerOf({ phase, next: phase === "voided" ? "ordered" : null, stated: null } as never);
        expect(offerOf(null).forward).toBeNull();
        const forward = (phase: string): unknown => round(phase as never).forward;
        expect(["drafted", "sealed", "issuing", "voting", "paused"].map(forward)).toEqual([
            "seal",
            "open",
            "end_issuing",
            "close",
            "resume",
        ]);
        expect(["closed", "cosigned", "decided", "announced", "voided"].map(forward)).toEqual([
            null,
            null,
            "announce",
            "publish",
            "further_round",
        ]);
        const stated = { phase: "voided", next: "ordered", stated: "ordered" } as never;
        expect(offerOf(stated)).toEqual({ forward: "publish", others: [] });
        expect(round("published" as never)).toEqual({ forward: null, others: [] });
    });

    it("has one step now, those before it done", () => {
        const states = stepNames.map((step) => stateOf(step, "voting", "voting", null));
        expect(states.filter((state) => state === "now")).toHaveLength(1);
        expect(states.indexOf("now")).toBe(stepNames.indexOf("voting"));
        expect(states.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => "done"));
    });

    it("never shows as done what a voided round did not come to", () => {
        const states = (phase: "voided" | "published"): string[] =>
            stepNames.map((step) => stateOf(step, "publish", phase, "voting"));
        const skipped = ["ahead", "ahead", "ahead", "ahead", "ahead"];
        const done = ["done", "done", "done", "done", "done"];
        expect(states("voided")).toEqual([...done, ...skipped, "now"]);
        expect(states("published")).toEqual([...done, ...skipped, "done"]);
    });
});
