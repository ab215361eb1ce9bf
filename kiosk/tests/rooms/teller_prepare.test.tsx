// @vitest-environment happy-dom
// What is made ready at a teller's desk before the vote: keys, cards and slips, the rehearsal, copies on paper.
import { act } from "preact/test-utils";
import { describe, expect, it } from "vitest";
import { at } from "../../src/basics/assert.ts";
import { tellerZh as zh } from "../../src/i18n/zh_teller.ts";
import { decodeSheet, type Sheet } from "../../src/rooms/teller/board.ts";
import { codesTable } from "../../src/rooms/teller/sheet_table.ts";
import { drawn, nothing, round, seated } from "../support/teller.tsx";

describe("keys that are made on the page", () => {
    it("take a passphrase that was typed twice alike, and nothing is asked before", () => {
        const { press, type, asked } = drawn(nothing);
        press(zh.makeKeys.instead);
        press(zh.roles.scrutineer);
        type(zh.makeKeys.name, " 监票人 1 ");
        type(zh.makeKeys.file, "a.keys");
        // Nine characters alike are too few, ten that differ are not typed twice.
        type(zh.makeKeys.first, "of a test");
        type(zh.makeKeys.again, "of a test");
        press(zh.makeKeys.go);
        type(zh.makeKeys.first, "of a test.");
        press(zh.makeKeys.go);
        expect(asked).toEqual([]);
        type(zh.makeKeys.again, "of a test.");
        press(zh.makeKeys.go);
        const about = { text: "a.keys", role: "scrutineer", name: "监票人 1" };
        expect(asked).toEqual([
            { order: "keys", ...about, passphrase: "of a test.", random: false },
        ]);
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

describe("the rehearsal", () => {
    const open = (value: unknown): ReturnType<typeof drawn> => {
        const page = drawn(value);
        const row = Array.from(page.root.querySelectorAll("li.desk-row")).find((one) =>
            one.textContent.startsWith(zh.paper.prepare.rehearsal),
        );
        void act(() => row?.querySelector("button")?.click());
        return page;
    };
    const some = {
        threshold: 2,
        tellers: [1],
        combinations: 0,
        opened: 0,
        fewer: 1,
        fewer_opened: 0,
    };

    it("takes one share file at a time, with its passphrase", () => {
        const { press, type, asked, root } = open(seated);
        press(zh.paper.rehearse.go);
        expect(asked).toEqual([]);
        type(zh.share.file, " /usb/a.share ");
        type(zh.unlock.passphrase, "p");
        press(zh.paper.rehearse.go);
        expect(asked).toEqual([{ order: "rehearse", text: "/usb/a.share", passphrase: "p" }]);
        const fields = Array.from(root.querySelectorAll("input"), ({ value }) => value);
        expect(fields).toEqual(["", ""]);
    });

    it("says how many are awaited, and what was shown when every choice opened", () => {
        const early = open({ ...seated, rehearsal: some });
        expect(early.root.textContent).toContain(zh.paper.rehearse.more(1));
        const all = { ...some, tellers: [1, 3, 2], combinations: 3, opened: 3, fewer: 3 };
        const held = open({ ...seated, rehearsal: all });
        expect(held.root.textContent).toContain(zh.paper.rehearse.proves(3, 2));
        for (const wrong of [{ opened: 2 }, { fewer_opened: 1 }]) {
            const failed = open({ ...seated, rehearsal: { ...all, ...wrong } });
            expect(failed.root.textContent).toContain(zh.paper.rehearse.fails.what);
            expect(failed.root.textContent).not.toContain(zh.paper.rehearse.proves(3, 2));
        }
    });
});

describe("copies on paper", () => {
    it("come back as lines: the share under the open keys, the keys with file and passphrase", () => {
        const { copies } = zh.paper;
        const lost = { ...seated.ceremony, stage: "without_share" };
        const share = drawn({ ...seated, ceremony: lost });
        share.type(copies.lines, "01 ABCD");
        share.press(copies.restoreGo);
        expect(share.asked).toEqual([{ order: "restore", lines: "01 ABCD" }]);
        const keys = drawn(nothing);
        keys.press(copies.instead);
        keys.type(copies.lines, "01 ABCD");
        keys.press(copies.restoreGo);
        expect(keys.asked).toEqual([]);
        keys.type(zh.makeKeys.file, "a.keys");
        keys.type(zh.unlock.passphrase, "p");
        keys.press(copies.restoreGo);
        const about = { text: "a.keys", passphrase: "p" };
        expect(keys.asked).toEqual([{ order: "restore", lines: "01 ABCD", ...about }]);
    });
});
