// @vitest-environment happy-dom
// The public page: nothing before the announcement, the method's own arithmetic after it.
import { render } from "preact";
import { act } from "preact/test-utils";
import { describe, expect, it } from "vitest";
import { at } from "../../src/basics/assert.ts";
import type { RoundResult, RoundView } from "../../src/api/round_view.ts";
import { trackingCode, ballotId } from "../../src/ballot/ids.ts";
import { PublicApp } from "../../src/rooms/public/app.tsx";
import { least, ranked, trackingCodes } from "../../src/rooms/public/figures.ts";
import { defaults } from "../../src/ui/settings.ts";
import { exampleVote } from "../flow/vote.ts";
import { exampleFingerprint, fingerprintOf } from "../support/fingerprint.ts";
import { flip, hex, must, vectorBytes, verdict } from "../support/vectors.ts";
import * as example from "../support/example.ts";

const rule = { a: 1, b: 2, base: "all", strict: true } as const;
const counts = { due: 4, present: 3, issued: 3, cast: 2, handed_back: 1, outstanding: 0 };
const names = exampleVote.manifest.projects;
const result: RoundResult = {
    due: 4,
    present: 3,
    issued: 3,
    returned: 3,
    blank: 0,
    void: 0,
    valid: 3,
    cast: 2,
    handedBack: 1,
    projects: names.map(({ no, name }, place) => ({
        no,
        name,
        approve: place,
        oppose: null,
        abstain: 0,
        chosen: place === names.length - 1,
    })),
    nextRound: null,
};
const view: RoundView = {
    phase: "voting",
    round: 1,
    manifest: null,
    sample: false,
    title: "t",
    counts,
    result: null,
};

function shown(of: RoundView): HTMLElement {
    const root = document.createElement("div");
    document.body.replaceChildren(root);
    void act(() => {
        render(
            <PublicApp
                view={of}
                vote={exampleVote}
                reachable
                find={() => Promise.resolve(true)}
                settings={defaults}
                onSettings={() => undefined}
            />,
            root,
        );
    });
    return root;
}

describe("a rule", () => {
    it("asks for more than half when strict, for at least the fraction otherwise", () => {
        expect([least(rule, 327), least(rule, 326)]).toEqual([164, 164]);
        const quorum = { a: 2, b: 3, base: "all", strict: false } as const;
        expect([least(quorum, 327), least(quorum, 328)]).toEqual([218, 219]);
    });
});

describe("the public page", () => {
    it("shows no result of any kind before it is announced", () => {
        const root = shown(view);
        expect(root.querySelectorAll(".bar, .result-row")).toHaveLength(0);
        expect(root.textContent).toContain("宣布之前不显示任何票数结果");
    });

    it("shows the manifest's fingerprint", () => {
        expect(fingerprintOf(shown(view))).toBe(exampleFingerprint);
    });

    it("lists the result by votes and tells by words what was chosen", () => {
        const root = shown({ ...view, phase: "announced", result });
        const rows = [...root.querySelectorAll(".result-row")].map(
            ({ textContent }) => textContent,
        );
        expect(rows).toHaveLength(names.length);
        expect(at(rows, 0)).toContain("入选");
        expect(ranked(result).map(({ approve }) => approve)).toEqual(
            names.map((_, i) => names.length - 1 - i),
        );
        expect(root.querySelectorAll(".how-row")).toHaveLength(10);
        expect(root.querySelectorAll("[style]")).toHaveLength(0);
    });

    it("draws one line where the chosen ones end", () => {
        const projects = result.projects.map((project, place) => ({
            ...project,
            chosen: place >= names.length - 2,
        }));
        const root = shown({ ...view, phase: "announced", result: { ...result, projects } });
        const rows = [...root.querySelectorAll(".result-row")];
        const lines = rows.flatMap(({ classList }, place) =>
            classList.contains("result-row-last") ? [place] : [],
        );
        expect(lines).toEqual([1]);
    });

    it("says who decides on places that are left", () => {
        const shownFor = (nextRound: string | null): string =>
            shown({ ...view, phase: "announced", result: { ...result, nextRound } }).textContent;
        expect(shownFor("presidium")).toContain("余下的由主席团决定");
        expect(shownFor("tie")).toContain("还须再投一轮");
        for (const sentence of ["余下的由主席团决定", "还须再投一轮"]) {
            expect(shownFor(null)).not.toContain(sentence);
        }
    });
});

describe("find my ballot", () => {
    const record = vectorBytes("piaojue_example_record.bin");

    it("finds the tracking code of each ballot of a record, and no other", () => {
        const codes = must(trackingCodes(record));
        const id = ballotId(hex(example.value("ballot_id")));
        expect(codes.has(trackingCode(id))).toBe(true);
        expect(codes.size).toBe(3);
        expect(codes.has(trackingCode(ballotId(flip(id, 0))))).toBe(false);
    });

    it("refuses what is no record", () => {
        expect(verdict(trackingCodes(flip(record, 0)))).toBe("malformed");
        expect(verdict(trackingCodes(record.subarray(0, 100)))).toBe("malformed");
    });
});
