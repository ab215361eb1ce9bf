// @vitest-environment happy-dom
// Leftover slips and absent tellers at the official's console, over the example's log with a list of slips put into it.
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import { noBeat } from "../../src/flow/pulse.ts";
import { compareBytes, type Bytes } from "../../src/basics/bytes.ts";
import { encodeHex } from "../../src/basics/encoding.ts";
import { attachmentHash } from "../../src/ballot/attachment.ts";
import type { StatementBody } from "../../src/ballot/entries/statement.ts";
import { readLog, type LogView } from "../../src/ballot/log_view.ts";
import { printSlip } from "../../src/ballot/slip.ts";
import { SigningKey } from "../../src/crypto/signature.ts";
import { officialZh as zh } from "../../src/i18n/zh_official.ts";
import { sidesZh as sides } from "../../src/i18n/zh_official_sides.ts";
import { OfficialApp, type DeskActs } from "../../src/rooms/official/app.tsx";
import { absentIn, tellersOf } from "../../src/rooms/official/absent.ts";
import { nothingKnown, type DeskState } from "../../src/rooms/official/desk.ts";
import { sideActsOf } from "../../src/rooms/official/day.ts";
import { sidePart } from "../../src/rooms/official/side_part.tsx";
import { findSlip, leftOverIn, type LeftOver } from "../../src/rooms/official/slips.ts";
import { bodyWords } from "../../src/rooms/official/waiting.tsx";
import { zh as common } from "../../src/i18n/zh.ts";
import { defaults } from "../../src/ui/settings.ts";
import { evidenceOf } from "../support/evidence.ts";
import { viewOf } from "../support/hall_screen.tsx";
import { exampleEntries } from "../support/rounds.ts";
import { attachment, hashOfSlip, listOf, slipSeed } from "../support/slips.ts";
import { must } from "../support/vectors.ts";

await sidePart.fetch();
const printed = [1, 2, 3, 4];
const hashes = await Promise.all(printed.map((number) => hashOfSlip(slipSeed(number))));
function hash(place: number): Bytes {
    const found = hashes[place];
    if (found === undefined) throw new Error(`no slip ${place}`);
    return found;
}

/** The example's log when it has come to this phase, its round with a list of four slips of which one was drawn. */
async function logAt(phase: string, stated: readonly StatementBody[] = []): Promise<LogView> {
    for (let size = 1; size <= exampleEntries.length; size += 1) {
        const log = must(readLog(await evidenceOf(exampleEntries.slice(0, size)), null));
        if (log.round?.phase !== phase) continue;
        const { round, acts } = log;
        const [done] = acts;
        if (done === undefined) throw new Error("nobody did anything");
        const list = await listOf(printed.map(slipSeed));
        const entry = attachment(4, log.congress.id, list);
        const manifest = { ...round.manifest, attachments: [attachmentHash(entry)] };
        const more = stated.map((body) => ({
            ...done,
            statement: { ...done.statement, scope: manifest.hash, body },
        }));
        return {
            ...log,
            acts: [...acts, ...more],
            attachments: [entry],
            round: { ...round, manifest, drawn: 1 },
        };
    }
    throw new Error(`the example is never ${phase}`);
}

function leftIn(log: LogView): LeftOver {
    const left = leftOverIn(log);
    if (left === null) throw new Error("no slips");
    return left;
}

describe("leftover slips", () => {
    it("are those on the list that were neither drawn nor voided", async () => {
        expect(leftIn(await logAt("voting")).count).toBe(3);
        const voided = await logAt("voting", [{ kind: "slips", slips: [hash(2)] }]);
        expect(leftIn(voided).count).toBe(2);
        expect(leftOverIn({ ...voided, attachments: [] })).toBeNull();
    });

    it("are taken once; what is of another list, voided, or no slip is not", async () => {
        const left = leftIn(await logAt("voting", [{ kind: "slips", slips: [hash(2)] }]));
        const opened = new Map<string, Bytes>();
        const find = async (text: string): Promise<string> => {
            const [finding, taken] = await findSlip(text, left, opened);
            if (taken !== null) opened.set(encodeHex(taken), taken);
            return finding;
        };
        const first = printSlip(slipSeed(1));
        expect(await find(first)).toBe("taken");
        expect(
            await find(first.slice("PIAOJUE-SLIP:".length).toLowerCase().replaceAll("-", " ")),
        ).toBe("twice");
        expect(await find(printSlip(slipSeed(3)))).toBe("voided");
        expect(await find(printSlip(slipSeed(9)))).toBe("other");
        expect(await find(first.replace(/.$/, first.endsWith("0") ? "1" : "0"))).toBe("unreadable");
        expect([...opened.values()]).toEqual([hash(0)]);
        // Of the list, but two alone are left over: somebody drew one of these three.
        expect(await find(printSlip(slipSeed(2)))).toBe("taken");
        expect(await find(printSlip(slipSeed(4)))).toBe("more");
        expect([...opened.values()]).toEqual([hash(0), hash(1)]);
    });

    it("are asked for in phase voting alone, and only where the round has some", async () => {
        const { round } = await logAt("voting");
        expect(sideActsOf(round, true)).toEqual(["void_slips"]);
        expect(sideActsOf(round, false)).toEqual([]);
        expect(sideActsOf((await logAt("issuing")).round, true)).toEqual([]);
        expect(sideActsOf((await logAt("closed")).round, true)).toEqual(["absent"]);
    });
});

const root = document.createElement("div");
afterEach(() => {
    render(null, root);
});

const key = await SigningKey.fromSeed(new Uint8Array(32));
type Signed = readonly [string, StatementBody];

class Page {
    readonly signed: Signed[] = [];
    state: DeskState;

    constructor(log: LogView, phase: "voting" | "closed") {
        const manifest = encodeHex(log.round?.manifest.hash ?? new Uint8Array());
        const official = { person: 1, name: "工作人员 1", role: "official", key } as const;
        const keys = { official, second: null };
        this.state = { ...nothingKnown, log, keys, view: viewOf({ manifest, phase }) };
        this.draw();
    }

    draw(change: Partial<DeskState> = {}): void {
        this.state = { ...this.state, ...change };
        const { state, signed } = this;
        const acts: DeskActs = {
            unlock: () => Promise.resolve(false),
            lock: () => undefined,
            sign: () => Promise.resolve(false),
            signWith: (name, body) => {
                signed.push([name, body]);
                return Promise.resolve(true);
            },
            countersign: () => Promise.resolve(true),
            take: () => Promise.resolve(null),
        };
        document.body.replaceChildren(root);
        void act(() => {
            render(
                <OfficialApp
                    beat={noBeat}
                    {...{ state, acts }}
                    settings={defaults}
                    onSettings={() => undefined}
                />,
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

    press(label: string): void {
        void act(() => {
            this.button(label).click();
        });
    }

    async scans(number: number): Promise<void> {
        const field = root.querySelector<HTMLInputElement>(".slips-scan input");
        if (field === null) throw new Error("no field");
        await act(() => {
            field.value = printSlip(slipSeed(number));
            field.dispatchEvent(new Event("input", { bubbles: true }));
        });
        await act(() => {
            root.querySelector("form")?.dispatchEvent(
                new Event("submit", { bubbles: true, cancelable: true }),
            );
        });
    }
}

/** Until the page says so: what a slip is takes a while to find out. */
function says(sentence: string): Promise<void> {
    return vi.waitFor(() => {
        expect(root.textContent).toContain(sentence);
    }, 10_000);
}

describe("the form of leftover slips", () => {
    it("counts what is scanned, says what is not taken, and signs the hashes in their order", async () => {
        const page = new Page(await logAt("voting"), "voting");
        page.press(zh.otherActs.void_slips);
        const sign = zh.signAndSend(zh.otherActs.void_slips);
        expect(page.button(sign).getAttribute("aria-disabled")).toBe("true");
        await page.scans(1);
        await says(sides.slips.taken(1));
        expect(root.textContent).toContain(sides.slips.rest(2));
        await page.scans(1);
        await says(sides.slips.findings.twice);
        await page.scans(4);
        await says(sides.slips.taken(2));
        page.press(sign);
        const slips = [hash(0), hash(3)].sort(compareBytes);
        expect(page.signed).toEqual([["void_slips", { kind: "slips", slips }]]);
    });

    it("still has them after the page was locked, until the log has them voided", async () => {
        const log = await logAt("voting");
        const page = new Page(log, "voting");
        page.press(zh.otherActs.void_slips);
        await page.scans(1);
        await says(sides.slips.taken(1));
        page.draw({ log: null });
        expect(root.querySelector(".slips-counts")).toBeNull();
        page.draw({ log });
        expect(root.textContent).toContain(sides.slips.rest(2));
        page.draw({ log: await logAt("voting", [{ kind: "slips", slips: [hash(0)] }]) });
        // Done: the form gives its place back to the close.
        expect(root.querySelector(".slips-counts")).toBeNull();
        page.press(zh.otherActs.void_slips);
        expect(root.textContent).not.toContain(sides.slips.rest(1));
        const sign = zh.signAndSend(zh.otherActs.void_slips);
        expect(page.button(sign).getAttribute("aria-disabled")).toBe("true");
    });
});

describe("absent tellers", () => {
    it("are named by their names, and it is said when too few are left to open the box", async () => {
        const log = await logAt("closed");
        const tellers = tellersOf(log);
        const needed = log.round?.manifest.joint.k ?? 0;
        const page = new Page(log, "closed");
        page.press(zh.otherActs.absent);
        const sign = zh.signAndSend(zh.otherActs.absent);
        expect(page.button(sign).getAttribute("aria-disabled")).toBe("true");
        const boxes = (): HTMLInputElement[] => [
            ...root.querySelectorAll<HTMLInputElement>("fieldset input[type=checkbox]"),
        ];
        expect(boxes()).toHaveLength(tellers.length);
        for (let place = 0; place < tellers.length - needed + 1; place += 1) {
            const few = tellers.length - place < needed;
            expect(root.textContent.includes(sides.absent.tooFew(needed - 1, needed).what)).toBe(
                few,
            );
            void act(() => {
                boxes()[place]?.click();
            });
        }
        expect(root.textContent).toContain(sides.absent.tooFew(needed - 1, needed).what);
        page.press(sign);
        const named = tellers.slice(0, tellers.length - needed + 1).map(({ number }) => number);
        expect(page.signed).toEqual([["absent", { kind: "absent_tellers", tellers: named }]]);
    });

    it("who were named before are not named again", async () => {
        const log = await logAt("closed", [{ kind: "absent_tellers", tellers: [2] }]);
        expect([...absentIn(log)]).toEqual([2]);
        const page = new Page(log, "closed");
        page.press(zh.otherActs.absent);
        const open = root.querySelectorAll("fieldset input[type=checkbox]");
        expect(open).toHaveLength(tellersOf(log).length - 1);
        expect(root.textContent).toContain(sides.absent.already);
    });
});

describe("the second person", () => {
    it("reads how many slips, which tellers, which deputy", async () => {
        const tellers = tellersOf(await logAt("closed"));
        const words = { ...common, official: zh };
        const reads = (body: StatementBody): string => bodyWords(words, body, tellers);
        expect(reads({ kind: "slips", slips: hashes })).toBe(zh.slips(4));
        expect(reads({ kind: "absent_tellers", tellers: [1] })).toBe(tellers[0]?.name);
    });
});
