// @vitest-environment happy-dom
// Sheets of paper at the official's console: a batch is keyed blind, the chief decides, two people say what counts.
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import { noBeat } from "../../src/flow/pulse.ts";
import { concat } from "../../src/basics/bytes.ts";
import { encodeHex } from "../../src/basics/encoding.ts";
import { bytes32, u8 } from "../../src/basics/writer.ts";
import { decodeBatchBody } from "../../src/ballot/entries/paper_batch.ts";
import type { BatchBody } from "../../src/ballot/entries/paper_batch.ts";
import {
    encodeStatement,
    signStatement,
    type StatementBody,
} from "../../src/ballot/entries/statement.ts";
import type { LogView } from "../../src/ballot/log_view.ts";
import { statedFor, type StatedPaper } from "../../src/ballot/paper.ts";
import { officialZh as zh } from "../../src/i18n/zh_official.ts";
import { sheetsZh as say } from "../../src/i18n/zh_official_paper.ts";
import { OfficialApp, type DeskActs } from "../../src/rooms/official/app.tsx";
import { sideActsOf } from "../../src/rooms/official/day.ts";
import { nothingKnown, type DeskState } from "../../src/rooms/official/desk.ts";
import { noSheets, PaperOfPage, type Sheets } from "../../src/rooms/official/paper_page.ts";
import { readProposals } from "../../src/rooms/official/proposals.ts";
import { rulesOf, SheetsPanel } from "../../src/rooms/official/sheets_panel.tsx";
import { sidePart } from "../../src/rooms/official/side_part.tsx";
import { PaperVotes } from "../../src/ui/paper_votes.tsx";
import { defaults } from "../../src/ui/settings.ts";
import { emptyDraft, readDraft } from "../../src/ui/sheets/batch_draft.ts";
import { cellWords } from "../../src/ui/sheets/words.ts";
import { viewOf } from "../support/hall_screen.tsx";
import { bodyBytes, keyOf } from "../support/sheets.ts";
import {
    closed,
    roundIn,
    manifest,
    projects,
    least,
    counted,
    logWith,
    second,
    official,
    secondAlone,
} from "../support/keyed_sheets.ts";
import { must, verdict } from "../support/vectors.ts";

await sidePart.fetch();
const root = document.createElement("div");
afterEach(() => {
    render(null, root);
});

class Page {
    readonly sent: [BatchBody, string][] = [];
    readonly signed: [string, StatementBody][] = [];
    taken = true;
    sheets: Sheets = noSheets;
    state: DeskState;

    constructor(log: LogView, keys: DeskState["keys"]) {
        const view = viewOf({ manifest: encodeHex(manifest.hash), phase: "closed" });
        this.state = { ...nothingKnown, log, keys, view };
        document.body.replaceChildren(root);
        this.draw();
    }

    draw(sheets: Partial<Sheets> = {}): void {
        this.sheets = { ...this.sheets, ...sheets };
        const acts: DeskActs = {
            unlock: () => Promise.resolve(false),
            lock: () => undefined,
            sign: () => Promise.resolve(false),
            signWith: (name, body) => {
                this.signed.push([name, body]);
                return Promise.resolve(true);
            },
            countersign: () => Promise.resolve(true),
            take: () => Promise.resolve(null),
        };
        const send = (body: BatchBody, as: string): Promise<boolean> => {
            this.sent.push([body, as]);
            return Promise.resolve(this.taken);
        };
        void act(() => {
            render(
                <PaperOfPage.Provider
                    value={{ sheets: this.sheets, send, Panel: SheetsPanel, Result: PaperVotes }}
                >
                    <OfficialApp
                        beat={noBeat}
                        {...{ state: this.state, acts }}
                        settings={defaults}
                        onSettings={() => undefined}
                    />
                </PaperOfPage.Provider>,
                root,
            );
        });
    }

    button(label: string): HTMLButtonElement {
        const found = [...root.querySelectorAll("button")].find(({ textContent }) =>
            textContent.startsWith(label),
        );
        if (found === undefined) throw new Error(`no button ${label}`);
        return found;
    }

    async press(label: string): Promise<void> {
        await act(async () => {
            this.button(label).click();
            await Promise.resolve();
        });
    }

    type(input: Element | null | undefined, value: string): void {
        if (!(input instanceof HTMLInputElement)) throw new Error("no field");
        void act(() => {
            input.value = value;
            input.dispatchEvent(new Event("input", { bubbles: true }));
        });
    }

    field(label: string): Element | null | undefined {
        return [...root.querySelectorAll("label")]
            .find(({ textContent }) => textContent.startsWith(label))
            ?.querySelector("input");
    }

    mark(place: number, column: string): Element | undefined {
        return [...root.querySelectorAll(".batch-votes input")].find((input) => {
            const label = input.getAttribute("aria-label") ?? "";
            return label.startsWith(`${place} `) && label.endsWith(column);
        });
    }
}

/** Every field of the batch that is counted above. */
function keys(page: Page): void {
    page.type(page.field(say.issued), String(least + 1));
    page.type(page.field(say.returned), String(least));
    expect(root.querySelector(".batch-valid b")?.textContent).toBe(String(least));
    const grades = root.querySelectorAll(".batch-votes thead th").length - 1;
    for (let place = 1; place <= projects; place += 1) {
        page.type(page.mark(place, say.approve), place === 1 ? String(least) : "0");
        if (grades !== 3) continue;
        page.type(page.mark(place, say.oppose), "0");
        page.type(page.mark(place, say.abstain), place === 1 ? "0" : String(least));
    }
}

describe("a batch that is keyed", () => {
    it("shows what is left of the valid sheets, and is signed when every sum fits", async () => {
        const page = new Page(closed, secondAlone);
        const send = say.send(1);
        // Nobody typed yet: what is missing is said when somebody wants to sign without it.
        expect(root.querySelector(".batch .say-wrong")).toBeNull();
        await page.press(send);
        expect(page.sent).toEqual([]);
        expect(root.querySelector(".batch .say-wrong")?.textContent).toBe(say.faults.number);
        expect(page.button(send).getAttribute("aria-disabled")).toBe("true");
        keys(page);
        expect(page.button(send).getAttribute("aria-disabled")).toBe("false");
        await page.press(send);
        expect(page.sent).toEqual([
            [must(decodeBatchBody(bodyBytes(manifest.hash, counted(1)))), "keyed"],
        ]);
        // Whoever keys it again counts it again.
        expect((page.field(say.returned) as HTMLInputElement).value).toBe("");
    });

    it("is kept on the page where nobody took it", async () => {
        const page = new Page(closed, secondAlone);
        page.taken = false;
        expect(readDraft(emptyDraft(1, projects), rulesOf(manifest)).fault).toEqual({
            is: "number",
        });
        keys(page);
        await page.press(say.send(1));
        expect(page.sent).toHaveLength(1);
        expect((page.field(say.returned) as HTMLInputElement).value).toBe(String(least));
    });

    it("names in words why it cannot be signed", () => {
        const filled = {
            ...emptyDraft(1, projects),
            issued: String(least + 1),
            returned: String(least),
            projects: counted(1).votes.map(([approve, oppose, abstain]) => ({
                approve: String(approve),
                oppose: String(oppose),
                abstain: String(abstain),
            })),
        };
        const fault = (change: Partial<typeof filled>): unknown =>
            readDraft({ ...filled, ...change }, rulesOf(manifest)).fault;
        expect(fault({})).toBeNull();
        expect(fault({ batch: "201" })).toEqual({ is: "batch" });
        expect(fault({ issued: "-1" })).toEqual({ is: "number" });
        expect(fault({ issued: "10001" })).toEqual({ is: "number" });
        expect(fault({ void: { ...filled.void, over: String(least + 1) } })).toEqual({
            is: "void",
        });
        expect(fault({ doubtful: [{ decision: "valid", reason: " " }] })).toEqual({ is: "reason" });
        expect(fault({ doubtful: [{ decision: "blank", reason: "x" }] })).toEqual({
            is: "decided",
            decision: "blank",
        });
        const more = { ...filled.projects[0], approve: String(least + 1), oppose: "0" };
        const beyond = [{ abstain: "0", ...more }, ...filled.projects.slice(1)];
        expect(fault({ projects: beyond })).toEqual({ is: "project", place: 0 });
    });

    it("names cells that differ and never a value", () => {
        const page = new Page(closed, secondAlone);
        const named = ["returned", "3 approve", "void_blank"];
        page.draw({ said: { is: "differs", batch: 1, cells: named } });
        const cells = [say.returned, say.cell("3", say.approve), say.void.blank].join(say.and);
        const told = say.said.differs(1, cells).what;
        expect(root.querySelector(".notice")?.textContent).toContain(told);
        expect(cellWords(say, "3 approve")).toBe("第 3 项赞成");
        page.draw({ said: { is: "waits" } });
        expect(root.textContent).toContain(say.said.waits.what);
    });

    it("that another keyed otherwise is told to the first too, once, and is offered again", () => {
        const page = new Page(closed, secondAlone);
        page.draw({ keyed: [1], said: { is: "waits" } });
        expect((page.field(say.batch) as HTMLInputElement).value).toBe("2");
        const one = { batch: 1, cells: ["returned"] };
        page.draw({ keyed: [], differs: [one, { batch: 4, cells: ["issued"] }], said: null });
        const told = (): string[] =>
            [...root.querySelectorAll(".notice-fact")].map(({ textContent }) => textContent);
        const both = [say.said.differs(1, say.returned), say.said.differs(4, say.issued)];
        expect(told()).toEqual(both.map(({ what }) => what));
        expect(root.textContent).toContain(both[0]?.todo);
        expect((page.field(say.batch) as HTMLInputElement).value).toBe("1");
        page.draw({ said: { is: "differs", ...one } });
        expect(told()).toEqual(both.map(({ what }) => what));
    });

    it("is keyed by nobody else, and not after act 18 or a share", () => {
        const page = new Page(closed, { official, second: null });
        expect(root.textContent).toContain(say.onlySecond);
        expect(root.querySelector(".batch")).toBeNull();
        const round = roundIn(closed);
        const stated = { ...round.paper, stated: statedFor(new Map(), 0) };
        for (const over of [
            { ...round, paper: stated },
            { ...round, shares: 1 },
        ]) {
            page.state = { ...page.state, log: { ...closed, round: over } };
            page.draw();
            expect(root.querySelector(".sheets")).toBeNull();
        }
    });

    it("with doubtful sheets waits for the chief scrutineer, who alone can sign", async () => {
        const doubtful = must(decodeBatchBody(bodyBytes(manifest.hash, counted(4, [[0, "划痕"]]))));
        const persons = closed.enrolment?.persons ?? [];
        const chief = persons.findIndex(({ role }) => role !== "official") + 1;
        const page = new Page(closed, { official: null, second: { ...second, person: chief } });
        page.draw({ waiting: [doubtful] });
        expect(root.textContent).toContain("划痕");
        await page.press(say.chief.sign(4));
        expect(page.sent).toEqual([[doubtful, "chief"]]);
        page.state = { ...page.state, keys: { official: null, second: { ...second, person: 0 } } };
        page.draw();
        expect(root.textContent).toContain(say.chief.only(persons[chief - 1]?.name ?? "?"));
        expect(() => page.button(say.chief.sign(4))).toThrow();
    });
});

describe("acts 18 and 19", () => {
    it("are offered between the closing entry and the first share, 18 where there are sheets", async () => {
        const round = roundIn(closed);
        expect(sideActsOf(round, false)).toEqual(["absent", "end_claims"]);
        const log = roundIn(await logWith(1));
        expect(sideActsOf(log, false)).toEqual(["absent", "paper", "end_claims"]);
        expect(sideActsOf({ ...log, phase: "cosigned" }, false)).toEqual(["paper", "end_claims"]);
        expect(sideActsOf({ ...log, shares: 1 }, false)).toEqual(["absent"]);
        const open = { ...log, paper: { ...log.paper, closed: false } };
        expect(sideActsOf(open, false)).toEqual(["absent"]);
        const ended = { ...log, paper: { ...log.paper, usedSlips: 0 } };
        expect(sideActsOf(ended, false)).toEqual(["absent", "paper"]);
    });

    it("act 18 says why the sheets do not add up, and signs their number and hash when they do", async () => {
        const log = await logWith(least, counted(1));
        const page = new Page(log, { official, second: null });
        await page.press(zh.otherActs.paper);
        const sign = zh.signAndSend(zh.otherActs.paper);
        expect(root.textContent).toContain(say.paper.issued(least, least + 1));
        expect(page.button(sign).getAttribute("aria-disabled")).toBe("true");
        page.type(page.field(say.paper.fieldUncancelled), "1");
        expect(page.button(sign).getAttribute("aria-disabled")).toBe("false");
        await page.press(sign);
        const { batches } = roundIn(log).paper;
        expect(page.signed).toEqual([["paper", { kind: "paper", ...statedFor(batches, 1) }]]);
        expect(page.signed[0]?.[1]).toMatchObject({ uncancelled: 1, batches: 1 });
    });

    it("act 19 signs the used slips that were counted", async () => {
        const page = new Page(closed, { official, second: null });
        await page.press(zh.otherActs.end_claims);
        const sign = zh.signAndSend(zh.otherActs.end_claims);
        expect(page.button(sign).getAttribute("aria-disabled")).toBe("true");
        page.type(page.field(say.claims.field), "12");
        await page.press(sign);
        expect(page.signed).toEqual([["end_claims", { kind: "used_slips", usedSlips: 12 }]]);
    });
});

describe("who signs act 18 second", () => {
    it("finds the batches of the log under its hash, or is told that they are others", async () => {
        const log = await logWith(least, counted(1));
        const { batches } = roundIn(log).paper;
        const key = await keyOf(1);
        const person = { ...(log.enrolment?.persons[0] ?? missing()), statementKey: key.verifyKey };
        const enrolment = { ...(log.enrolment ?? missing()), persons: [person] };
        const verdictOf = async (said: Partial<StatedPaper>, of = log): Promise<string> => {
            const body = { kind: "paper", ...statedFor(batches, 1), ...said } as const;
            const head = { act: "paper", scope: manifest.hash, serial: 1, minute: 1 } as const;
            const signed = await signStatement({ ...head, body, signers: [] }, 1, key);
            const list = concat(u8(1), bytes32(encodeStatement(signed)));
            const [proposal] = must(readProposals(list, { ...of, enrolment }));
            return proposal === undefined ? "none" : verdict(proposal.fits);
        };
        expect(await verdictOf({})).toBe("ok");
        expect(await verdictOf({ uncancelled: 2 })).toBe("wrong_manifest");
        expect(await verdictOf({ batches: 2 })).toBe("wrong_manifest");
        expect(await verdictOf({ paperHash: new Uint8Array(32) })).toBe("wrong_manifest");
        expect(await verdictOf({}, await logWith(least, counted(1), counted(2)))).toBe(
            "wrong_manifest",
        );
    });
});

function missing(): never {
    throw new Error("nobody is enrolled");
}
