// @vitest-environment happy-dom
// The desk of a teller: what its own program checked is drawn, and nothing is signed that was not compared or verified.
import { render } from "preact";
import { act } from "preact/test-utils";
import { describe, expect, it } from "vitest";
import { at } from "../../src/basics/assert.ts";
import { tellerZh } from "../../src/i18n/zh_teller.ts";
import { TellerApp } from "../../src/rooms/teller/app.tsx";
import {
    decodeBoard,
    decodeSheet,
    stageOf,
    type Board,
    type Order,
    type Sheet,
} from "../../src/rooms/teller/board.ts";
import { Desk } from "../../src/rooms/teller/desk.ts";
import { codesTable } from "../../src/rooms/teller/sheet_table.ts";
import { defaults } from "../../src/ui/settings.ts";

const persons = [
    { teller: null, role: "official", name: "工作人员 1" },
    { teller: 1, role: "teller", name: "监票人 1" },
    { teller: 2, role: "teller", name: "监票人 2" },
    { teller: 3, role: "teller", name: "监票人 3" },
];
const nothing = {
    keys: null,
    place: null,
    line: null,
    names: null,
    sheet: null,
    enrolment: null,
    ceremony: null,
    log: null,
    round: null,
    box: null,
    cosignatures: null,
    shares: null,
    result: null,
    proposals: null,
    recount: null,
    verifying: null,
    working: null,
    refused: null,
    trouble: null,
    alarm: null,
};
const round = {
    number: 1,
    title: "民生实事项目票决",
    title2: "",
    phase: "sealed",
    compared: true,
    fingerprint: "0123456789ABCDEF01234567",
    counts: { due: 4, present: 3, issued: 0, cast: 0, handed_back: 0 },
    threshold: 2,
    tellers: 3,
    quorum: 3,
};
const seated = {
    ...nothing,
    keys: { name: "监票人 1", role: "teller", person: 2, teller: 1 },
    place: { keys: "/a.keys", share: "/a.share", server: "hall:8443" },
    enrolment: { fingerprint: "ABCD-EFGH-JKMN-PQRS", confirmed: true, persons },
    ceremony: { stage: "done", threshold: 2, step: null, missing: [] },
    log: { congress: "试点镇", congress2: "", sample: false, size: 7, heads: 3 },
    round,
    proposals: [],
};
const box = {
    held: true,
    ms: 1400,
    cast: 3,
    handed_back: 0,
    checks: [{ name: "tokens", passed: true, detail: "" }],
    refusal: null,
};
const closed = {
    ...seated,
    round: { ...round, phase: "closed" },
    box,
    cosignatures: { complete: false, own: false, by: [] },
    shares: { good: [], sent: [] },
};
const proposal = {
    id: "ab",
    act: "seal",
    by: "工作人员 1",
    of_congress: false,
    reason: null,
    deputies: null,
    tellers: null,
    kind: null,
    refusal: null,
};
const result = {
    refusal: null,
    hash: "ab".repeat(32),
    reporters: [2],
    opened: true,
    valid: 3,
    projects: [
        {
            no: 1,
            name: "老旧小区",
            name2: "",
            approve: 3,
            oppose: null,
            abstain: 0,
            chosen: true,
            tied: false,
        },
    ],
};

function boardOf(value: unknown): Board {
    const read = decodeBoard(JSON.parse(JSON.stringify(value)));
    if (!read.ok) throw new Error(read.error.detail);
    return read.value;
}

interface Drawn {
    readonly root: HTMLElement;
    readonly asked: Order[];
    readonly button: (label: string) => HTMLButtonElement;
    /** Presses the button whose label begins so. */
    readonly press: (label: string) => void;
    /** Types into the field of this label. */
    readonly type: (label: string, text: string) => void;
}

interface Around {
    readonly lost?: "gone" | "foreign";
    readonly sheet?: Sheet;
}

function drawn(value: unknown, { lost, sheet }: Around = {}): Drawn {
    const root = document.createElement("div");
    document.body.replaceChildren(root);
    const asked: Order[] = [];
    void act(() => {
        render(
            <TellerApp
                board={value === null ? null : boardOf(value)}
                lost={lost ?? null}
                settings={defaults}
                onSettings={() => undefined}
                onOrder={(order) => asked.push(order)}
                onNames={() => undefined}
                readSheet={() => Promise.resolve(sheet ?? null)}
            />,
            root,
        );
    });
    const button = (label: string): HTMLButtonElement => {
        const found = Array.from(root.querySelectorAll("button")).find((one) =>
            one.textContent.startsWith(label),
        );
        if (found === undefined) throw new Error(`no button ${label} in ${root.textContent}`);
        return found;
    };
    const press = (label: string): void => {
        void act(() => {
            button(label).click();
        });
    };
    const type = (label: string, text: string): void => {
        const found = Array.from(root.querySelectorAll("label")).find(
            (one) => one.querySelector("span")?.textContent === label,
        );
        const field = found?.querySelector("input, textarea");
        if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) {
            throw new Error(`no field ${label}`);
        }
        void act(() => {
            field.value = text;
            field.dispatchEvent(new Event("input", { bubbles: true }));
        });
    };
    return { root, asked, button, press, type };
}

describe("the board", () => {
    it("is refused when a member is missing or of another kind", () => {
        expect(decodeBoard(seated).ok).toBe(true);
        expect(decodeBoard({ ...seated, round: { ...round, phase: "counted" } }).ok).toBe(false);
        expect(decodeBoard({ ...seated, log: { ...seated.log, size: -1 } }).ok).toBe(false);
        expect(decodeBoard({ ...seated, result: { ...result, projects: [{}] } }).ok).toBe(false);
        expect(decodeBoard({ ...seated, alarm: undefined }).ok).toBe(false);
    });

    it("says on which page the desk is; an alarm goes before everything", () => {
        const stage = (value: unknown): string => stageOf(boardOf(value));
        expect(stage(nothing)).toBe("locked");
        expect(stage({ ...seated, keys: { ...seated.keys, person: null } })).toBe("waiting");
        expect(stage({ ...seated, ceremony: null })).toBe("ceremony");
        expect(stage(seated)).toBe("watch");
        expect(stage(closed)).toBe("box");
        expect(stage({ ...seated, round: { ...round, phase: "decided" } })).toBe("result");
        expect(stage({ ...seated, round: { ...round, phase: "published" } })).toBe("after");
        const scrutineer = { name: "监票人", role: "scrutineer", person: 2, teller: null };
        expect(stage({ ...closed, keys: scrutineer })).toBe("watch");
        const unread = { ...seated.enrolment, confirmed: false };
        expect(stage({ ...closed, keys: scrutineer, enrolment: unread })).toBe("confirm");
        const alarm = { code: 23, name: "log_rollback", detail: "d" };
        expect(stage({ ...closed, alarm })).toBe("alarm");
    });
});

describe("the desk", () => {
    it("gives the link's words in a header and tells a stranger and a silence apart", async () => {
        const seen: RequestInit[] = [];
        const answers = [new Response("{}", { status: 403 }), Response.json(seated)];
        const desk = new Desk("#abc", (_url, options) => {
            seen.push(options);
            const answer = answers.shift();
            return answer === undefined
                ? Promise.reject(new Error("off"))
                : Promise.resolve(answer);
        });
        expect((await desk.look()).is).toBe("foreign");
        expect((await desk.order({ order: "cosign" })).is).toBe("board");
        expect((await desk.look()).is).toBe("gone");
        expect(new Headers(at(seen, 1).headers).get("Authorization")).toBe("Bearer abc");
    });

    it("draws nothing but the alarm when there is one", () => {
        const { root } = drawn({
            ...closed,
            alarm: { code: 23, name: "log_rollback", detail: "behind" },
        });
        expect(root.querySelector("[role=alert]")?.textContent).toContain(tellerZh.alarm.what);
        expect(root.querySelectorAll("main button")).toHaveLength(0);
    });

    it("begins the ceremony with the number of tellers that was pressed", () => {
        const ahead = { stage: "ahead", threshold: null, step: "commit", missing: [1, 3] };
        const { button, asked } = drawn({ ...seated, round: null, ceremony: ahead });
        void act(() => {
            button(tellerZh.ceremony.ofTellers(3, 3)).click();
        });
        void act(() => {
            button(tellerZh.ceremony.go).click();
        });
        expect(asked).toEqual([{ order: "ceremony", number: 3 }]);
    });

    it("names who is waited for", () => {
        const running = { stage: "running", threshold: 2, step: "message", missing: [3] };
        const { root } = drawn({ ...seated, round: null, ceremony: running });
        const rows = Array.from(root.querySelectorAll("li.desk-row"), (row) => row.textContent);
        const waited = rows.filter((text) => text.includes(tellerZh.ceremony.missing));
        expect(waited).toHaveLength(1);
        expect(at(waited, 0)).toContain("监票人 3");
    });

    it("signs nothing of a round whose fingerprint was not compared", () => {
        const uncompared = { ...round, compared: false, fingerprint: null };
        const open = drawn({ ...seated, round: uncompared, proposals: [proposal] });
        const sign = tellerZh.proposals.sign(tellerZh.acts.seal);
        expect(open.button(sign).getAttribute("aria-disabled")).toBe("true");
        void act(() => {
            open.button(sign).click();
        });
        expect(open.asked).toEqual([]);
        const compared = drawn({ ...seated, proposals: [proposal] });
        void act(() => {
            compared.button(sign).click();
        });
        expect(compared.asked).toEqual([{ order: "sign", text: "ab" }]);
    });

    it("offers no signature for what the log would not take, and says why", () => {
        const refusal = { code: 8, name: "wrong_phase", detail: "seal in phase voting" };
        const { root } = drawn({ ...seated, proposals: [{ ...proposal, refusal }] });
        expect(root.textContent).toContain(tellerZh.refusals.wrong_phase.what);
        expect(root.textContent).toContain("seal in phase voting");
        expect(root.querySelectorAll(".proposal button")).toHaveLength(0);
    });

    it("asks for the fingerprint group by group and sends it whole", () => {
        const uncompared = { ...round, compared: false, fingerprint: null };
        const { root, button, asked } = drawn({ ...seated, round: uncompared });
        const fields = root.querySelectorAll<HTMLInputElement>(".desk-compare input");
        expect(fields).toHaveLength(6);
        void act(() => {
            const first = at([...fields], 0);
            first.value = "0123 4567 89ab cdef 0123 4567";
            first.dispatchEvent(new Event("input", { bubbles: true }));
        });
        void act(() => {
            button(tellerZh.compare.go).click();
        });
        expect(asked).toEqual([{ order: "compare", text: "0123456789ABCDEF01234567" }]);
    });

    it("cosigns, then gives the share, and neither while a check fails", () => {
        const first = drawn(closed);
        void act(() => {
            first.button(tellerZh.box.cosign).click();
        });
        expect(first.asked).toEqual([{ order: "cosign" }]);
        const cosigned = { complete: true, own: true, by: [1, 2, 3] };
        const second = drawn({
            ...closed,
            cosignatures: cosigned,
            shares: { good: [2], sent: [2, 3] },
        });
        expect(second.root.querySelectorAll(".block-full")).toHaveLength(1);
        expect(second.root.textContent).toContain(tellerZh.box.wrong);
        void act(() => {
            second.button(tellerZh.box.give).click();
        });
        expect(second.asked).toEqual([{ order: "share" }]);
        const refusal = { code: 1, name: "malformed", detail: "tokens: ballot 2" };
        const failed = {
            ...box,
            held: false,
            refusal,
            checks: [{ name: "tokens", passed: false, detail: "ballot 2" }],
        };
        const third = drawn({ ...closed, cosignatures: cosigned, box: failed });
        expect(third.root.textContent).toContain(tellerZh.box.failed);
        expect(third.root.textContent).toContain("tokens: ballot 2");
        void act(() => {
            third.button(tellerZh.box.give).click();
        });
        expect(third.asked).toEqual([]);
    });

    it("shows how far the verification is", () => {
        const { root } = drawn({ ...closed, box: null, verifying: { done: 1, total: 3 } });
        const bar = root.querySelector("[role=progressbar]");
        expect([bar?.getAttribute("aria-valuenow"), bar?.getAttribute("aria-valuemax")]).toEqual([
            "1",
            "3",
        ]);
    });

    it("signs the report of the result that was computed here, and of no other", () => {
        const decided = { ...closed, round: { ...round, phase: "decided" } };
        const same = drawn({ ...decided, result });
        expect(same.root.querySelector(".desk-result")?.textContent).toContain("老旧小区");
        void act(() => {
            same.button(tellerZh.result.report).click();
        });
        expect(same.asked).toEqual([{ order: "report" }]);
        const refusal = { code: 1, name: "malformed", detail: "another result" };
        const other = drawn({ ...decided, result: { refusal } });
        expect(other.root.textContent).toContain(tellerZh.result.other);
        expect(other.root.querySelector(".desk-result")).toBeNull();
        expect(other.root.textContent).not.toContain(tellerZh.result.report);
    });

    it("counts the published record again when asked", () => {
        const published = { ...seated, round: { ...round, phase: "published" } };
        const { button, asked } = drawn(published);
        void act(() => {
            button(tellerZh.after.recount).click();
        });
        expect(asked).toEqual([{ order: "recount" }]);
        const recount = { valid: true, anchored: true, record: "ab", checks: box.checks };
        expect(drawn({ ...published, recount }).root.textContent).toContain(tellerZh.after.valid);
    });

    it("says when its program has ended", () => {
        expect(drawn(seated, { lost: "gone" }).root.textContent).toContain(tellerZh.gone.what);
        expect(drawn(null, { lost: "foreign" }).root.textContent).toContain(tellerZh.foreign.what);
    });
});

const zh = tellerZh;

describe("keys that are made on the page", () => {
    it("take a passphrase that was typed twice alike, and nothing is asked before", () => {
        const { press, type, asked } = drawn(nothing);
        press(zh.makeKeys.instead);
        press(zh.roles.scrutineer);
        type(zh.makeKeys.name, " 监票人 1 ");
        type(zh.makeKeys.file, "a.keys");
        type(zh.makeKeys.first, "of a test");
        type(zh.makeKeys.again, "of a tset");
        press(zh.makeKeys.go);
        expect(asked).toEqual([]);
        type(zh.makeKeys.again, "of a test");
        press(zh.makeKeys.go);
        const about = { text: "a.keys", role: "scrutineer", name: "监票人 1" };
        expect(asked).toEqual([{ order: "keys", ...about, passphrase: "of a test", random: false }]);
    });

    it("take one that the machine made once it was typed from the paper", () => {
        const { root, press, type, asked } = drawn(nothing);
        press(zh.makeKeys.instead);
        type(zh.makeKeys.name, "监票人 1");
        type(zh.makeKeys.file, "a.keys");
        press(zh.makeKeys.byMachine);
        const shown = root.querySelector(".code")?.textContent.trim().replaceAll(" ", "-") ?? "";
        expect(shown).toMatch(/^(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}$/);
        press(zh.makeKeys.go);
        expect(asked).toEqual([]);
        type(zh.makeKeys.fromPaper, shown);
        press(zh.makeKeys.go);
        expect(asked[0]).toMatchObject({ passphrase: shown, random: true, role: "teller" });
        press(zh.makeKeys.byMachine);
        expect(root.textContent).not.toContain(shown.slice(0, 4));
    });

    it("come into the list by a line that is handed in, or saved where the server takes none", () => {
        const line = {
            congress: "试点镇",
            congress2: "",
            id: "ab".repeat(32),
            bytes: "AAEC",
            handed_in: "no",
        };
        const keys = { ...seated.keys, person: null, teller: null };
        const open = drawn({ ...nothing, keys, line });
        expect(open.root.textContent).toContain("ABAB");
        open.press(zh.line.go);
        expect(open.asked).toEqual([{ order: "line" }]);
        const refused = drawn({ ...nothing, keys, line: { ...line, handed_in: "not_taken" } });
        expect(refused.root.textContent).toContain(zh.line.notTaken.todo);
        expect(refused.button(zh.line.save)).toBeDefined();
    });
});

const cardRow = { no: 1, code: "0000-1111", name: '张, "三"', delegation: "一团" };
const cardSheet: Sheet = {
    kind: "cards",
    congress: "试点镇",
    congress2: "",
    sample: false,
    file: "AAEC",
    rows: [cardRow, { ...cardRow, no: 2, code: "2222-3333" }],
};
const cardsMade = { kind: "cards", count: 2, hash: "cd".repeat(32), posted: false };

describe("cards and slips", () => {
    it("are made for a number of people, and the roll is handed in with the setup code", () => {
        const early = drawn(seated);
        early.press(zh.paper.prepare.open);
        expect(early.root.querySelector("h1")?.textContent).toContain(zh.pages.cards);
        early.press(zh.paper.cards.go);
        expect(early.asked).toEqual([]);
        early.type(zh.paper.cards.count, "314");
        early.press(zh.paper.cards.go);
        expect(early.asked).toEqual([{ order: "cards", number: 314 }]);
        const made = drawn({ ...seated, sheet: cardsMade });
        made.press(zh.paper.prepare.open);
        made.type(zh.paper.roll.code, "abc ");
        made.press(zh.paper.roll.go);
        made.press(zh.paper.forget.go);
        expect(made.asked).toEqual([{ order: "roll", passphrase: "abc" }, { order: "forget" }]);
    });

    it("show no code on the screen before they are printed, and cards in the order of the roll", async () => {
        const printed: string[] = [];
        const windowPrint = globalThis.print;
        const { root, press } = drawn({ ...seated, sheet: cardsMade }, { sheet: cardSheet });
        globalThis.print = () => printed.push(root.querySelector(".sheet")?.textContent ?? "");
        press(zh.paper.prepare.open);
        await act(async () => {
            await import("uqr");
            await new Promise((resolve) => setTimeout(resolve, 50));
        });
        expect(root.textContent).not.toContain("1111");
        press(zh.paper.print.go.cards);
        globalThis.print = windowPrint;
        expect(printed).toHaveLength(1);
        expect(at(printed, 0)).toMatch(/张, "三".*0000.*1111.*2222.*3333/);
        expect(root.querySelectorAll(".sheet .card svg")).toHaveLength(2);
    });

    it("stand in a table as the programs write it", () => {
        expect(codesTable(cardSheet)).toBe(
            'no,code,name,delegation\n1,0000-1111,"张, ""三""",一团\n2,2222-3333,"张, ""三""",一团\n',
        );
        const rows = [{ no: 0, code: "X", name: "", delegation: "" }];
        expect(codesTable({ ...cardSheet, kind: "slips", rows })).toBe("no,code\n1,X\n");
    });

    it("are refused when the program says them in another form", () => {
        expect(decodeSheet(null)).toEqual({ ok: true, value: null });
        expect(decodeSheet({ ...cardSheet }).ok).toBe(true);
        expect(decodeSheet({ ...cardSheet, rows: [{ no: 1 }] }).ok).toBe(false);
    });

    it("are offered no more once papers are issued, but for what is not erased yet", () => {
        const issuing = { ...seated, round: { ...round, phase: "issuing" } };
        const open = zh.paper.prepare.open;
        const { root } = drawn(issuing);
        expect(root.textContent).not.toContain(open);
        expect(drawn({ ...issuing, sheet: cardsMade }).button(open)).toBeDefined();
    });
});
