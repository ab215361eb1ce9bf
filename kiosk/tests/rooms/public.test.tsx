// @vitest-environment happy-dom
// The public page: nothing before the announcement, the method's own arithmetic after it.
import { render } from "preact";
import { act } from "preact/test-utils";
import { describe, expect, it } from "vitest";
import { at } from "../../src/basics/assert.ts";
import { readResult, type PaperResult, type RoundResult } from "../../src/api/round_result.ts";
import { decodeRoundView, type RoundView } from "../../src/api/round_view.ts";
import { trackingCode, ballotId, type BallotId, type TrackingCode } from "../../src/ballot/ids.ts";
import { PublicApp } from "../../src/rooms/public/app.tsx";
import { least, ranked } from "../../src/flow/figures.ts";
import { readRecord, type RecordContents } from "../../src/rooms/public/record.ts";
import type { NoRecord } from "../../src/rooms/public/records.tsx";
import { defaults } from "../../src/ui/settings.ts";
import { exampleVote } from "../flow/vote.ts";
import { exampleFingerprint, fingerprintOf } from "../support/fingerprint.ts";
import { flip, hex, must, vectorBytes, vectors, verdict } from "../support/vectors.ts";
import * as example from "../support/example.ts";

const rule = { a: 1, b: 2, base: "all", strict: true } as const;
const counts = {
    due: 4,
    present: 3,
    issued: 3,
    cast: 2,
    handed_back: 1,
    outstanding: 0,
    sheets: 0,
};
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
    paper: null,
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
    congress: "cd",
    sample: false,
    title: "t",
    counts,
    result: null,
};

function shown(
    of: RoundView,
    records: RecordContents | NoRecord = "unreachable",
    linked: TrackingCode | null = null,
): HTMLElement {
    const root = document.createElement("div");
    document.body.replaceChildren(root);
    void act(() => {
        render(
            <PublicApp
                view={of}
                vote={exampleVote}
                reachable
                readRecords={() => Promise.resolve(records)}
                linked={linked}
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

    it("says that all that passed are chosen, unless there were more than places", () => {
        const sentence = (chosen: number): string => {
            const projects = result.projects.map((project, place) => ({
                ...project,
                approve: 200,
                chosen: place < chosen,
            }));
            const root = shown({ ...view, phase: "announced", result: { ...result, projects } });
            return root.querySelectorAll(".how-row")[8]?.textContent ?? "";
        };
        expect(sentence(names.length)).toContain("全部入选");
        expect(sentence(1)).toContain("按得票多少取前");
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
        const shownFor = (kind: string | null): string => {
            const nextRound = kind === null ? null : { kind, candidates: [1, 2], places: 1 };
            return shown({ ...view, phase: "announced", result: { ...result, nextRound } })
                .textContent;
        };
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
        const { codes } = must(readRecord(record));
        const id = ballotId(hex(example.value("ballot_id")));
        expect(codes.has(trackingCode(id))).toBe(true);
        expect(codes.size).toBe(3);
        expect(codes.has(trackingCode(ballotId(flip(id, 0))))).toBe(false);
    });

    it("looks by itself for the ballot of a receipt's link, once there is a record", async () => {
        const contents = must(readRecord(record));
        const id = ballotId(hex(example.value("ballot_id")));
        const said = async (of: RoundView, linked: BallotId): Promise<string> => {
            const root = shown(of, contents, trackingCode(linked));
            await act(() => Promise.resolve());
            return root.textContent;
        };
        const published: RoundView = { ...view, phase: "published", result };
        expect(await said(published, id)).toContain("这张票在票箱里");
        expect(await said(published, ballotId(flip(id, 0)))).toContain("没有这个查询码的票");
        expect(await said(view, id)).toContain("查询码已读入");
        expect(shown(published, contents).textContent).not.toContain("这张票在票箱里");
    });

    it("refuses what is no record", () => {
        expect(verdict(readRecord(flip(record, 0)))).toBe("malformed");
        expect(verdict(readRecord(record.subarray(0, 100)))).toBe("malformed");
    });
});

describe("a further round", () => {
    const record = must(readRecord(vectorBytes("piaojue_example_record.bin")));
    const running: RoundView = { ...view, round: 2, phase: "voting" };

    async function press(root: HTMLElement, label: string): Promise<void> {
        const button = [...root.querySelectorAll("button")].find(({ textContent }) =>
            textContent.startsWith(label),
        );
        if (button === undefined) throw new Error(`no button ${label}`);
        await act(async () => {
            button.click();
            await Promise.resolve();
        });
    }

    it("is named, and of the round before the record says what was announced", async () => {
        const root = shown(running, record);
        expect(root.textContent).toContain("第 2 轮 · 正在投票");
        expect(root.querySelectorAll(".result-row")).toHaveLength(0);
        await press(root, "看前几轮的结果");
        expect(root.textContent).toContain("第 1 轮 · 结果");
        const { projects } = exampleVote.manifest;
        expect(root.querySelectorAll(".result-row")).toHaveLength(projects.length);
        const [first] = record.rounds;
        const approvals = ranked(first?.result ?? result).map(({ approve }) => String(approve));
        const figures = [...root.querySelectorAll(".result-row > b")];
        expect(figures.map(({ textContent }) => textContent)).toEqual(approvals);
    });

    it("shows of a voided round that it has no result", async () => {
        const rounds = record.rounds.map((one) => ({ ...one, result: null }));
        const root = shown(running, { ...record, rounds });
        await press(root, "看前几轮的结果");
        expect(root.textContent).toContain("本轮作废，没有结果");
    });

    it.each<readonly [NoRecord, string]>([
        ["unpublished", "前几轮的记录还没有公布"],
        ["unreachable", "连不上服务器"],
    ])("says why nothing can be shown of the one before: %s", async (why, said) => {
        const root = shown(running, why);
        await press(root, "看前几轮的结果");
        expect(root.textContent).toContain(said);
    });

    it("offers nothing of the one before while nothing is given, and nothing in a first round", () => {
        expect(shown({ ...running, phase: "closed" }).textContent).not.toContain("前几轮");
        expect(shown({ ...view, phase: "published", result }).textContent).not.toContain("前几轮");
    });

    it("says of a code that is not there that only earlier rounds were looked at", async () => {
        const root = shown(running, record);
        const field = root.querySelector("input");
        if (field === null) throw new Error("four fields");
        await act(async () => {
            field.value = trackingCode(ballotId(new Uint8Array(32)));
            field.dispatchEvent(new InputEvent("input", { bubbles: true }));
            await Promise.resolve();
        });
        await press(root, "查找");
        expect(root.textContent).toContain("前几轮的票箱里没有这个查询码的票");
    });
});

/** One of the last project's approvals is on paper, and another sheet is void. */
const sheetsBack: PaperResult = {
    taken: 1,
    exchanged: 1,
    uncancelled: 1,
    returned: 2,
    void_over: 1,
    void_unreadable: 0,
    void_marked: 0,
    void_blank: 0,
    projects: names.map(({ no }, place) => {
        const approve = place === names.length - 1 ? 1 : 0;
        return { no, approve, oppose: null, abstain: 0 };
    }),
};
const withPaper: RoundResult = { ...result, paper: sheetsBack };

describe("paper on the public page", () => {
    function rowsOf(root: HTMLElement): readonly string[][] {
        return Array.from(root.querySelectorAll(".paper-votes tbody tr"), (row) =>
            Array.from(row.children, (cell) => cell.textContent),
        );
    }

    it("has columns of its own beside the electronic ballots, which add up", () => {
        const root = shown({ ...view, phase: "announced", result: withPaper });
        expect(root.textContent).toContain("纸票发出 3 张，收回 2 张，其中无效 1 张");
        const most = names.length - 1;
        expect(rowsOf(root)[0]).toEqual([names[most]?.name, String(most - 1), "1", String(most)]);
        for (const [, electronic, paper, total] of rowsOf(root)) {
            expect(Number(electronic) + Number(paper)).toBe(Number(total));
        }
    });

    it("is not outstanding any more when it came back", () => {
        const before = { ...counts, outstanding: 2 };
        const root = shown({ ...view, phase: "announced", counts: before, result: withPaper });
        const figures = Array.from(
            root.querySelectorAll(".count-figure"),
            (one) => one.textContent,
        );
        expect(figures.at(-1)).toBe("0");
    });

    it("is not spoken of where there was none", () => {
        const root = shown({ ...view, phase: "announced", result });
        expect(root.textContent).not.toContain("纸票");
        const noneBack = { ...withPaper, paper: { ...sheetsBack, returned: 0 } };
        const silent = shown({ ...view, phase: "announced", result: noneBack });
        expect(silent.textContent).not.toContain("纸票");
    });
});

describe.each(["example", "paper"])("the rounds of the %s record", (name) => {
    it("are those that the verifier prints, figure for figure", () => {
        const { rounds } = must(readRecord(vectorBytes(`piaojue_${name}_record.bin`)));
        const { verify } = vectors<{ verify: { rounds: readonly unknown[] } }>(
            `piaojue_${name}_record.json`,
        );
        const printed = verify.rounds.map((round) => {
            const named = { manifest_sha256: null, congress_id: view.congress };
            const seen = { ...view, ...named, result: round };
            return must(decodeRoundView(seen, readResult)).result;
        });
        expect(rounds.map((round) => round.result)).toEqual(printed);
    });
});
