// @vitest-environment happy-dom
// Few sheets of paper at a teller's desk: what is keyed, handed over, named and never told.
import { act } from "preact/test-utils";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { at } from "../../src/basics/assert.ts";
import { tellerZh as zh } from "../../src/i18n/zh_teller.ts";
import { zh as common } from "../../src/i18n/zh.ts";
import { sheetPages } from "../../src/rooms/teller/app.tsx";
import { drawn, round, seated } from "../support/teller.tsx";

const { enter } = zh;
const few = {
    stage: "ready",
    open: true,
    most: 4,
    lo: 1,
    cap: 2,
    three_way: false,
    projects: [
        { no: 1, name: "老旧小区", name2: "" },
        { no: 2, name: "幼儿园", name2: "Kindergarten" },
        { no: 7, name: "公厕", name2: "" },
    ],
    count: 0,
    turn: 0,
    asked: [],
    differs: [],
    files: [],
    codes: [],
    sent: 0,
    unreadable: null,
};
const boardWith = (more: object): object => ({
    ...seated,
    round: { ...round, phase: "voting" },
    few_sheets: { ...few, ...more },
});
const first = { stage: "first", count: 2, turn: 1, asked: [1, 2] };
const second = { ...first, stage: "second", turn: 2 };
const differing = {
    stage: "first",
    count: 2,
    turn: 3,
    asked: [2],
    differs: [
        { sheet: 2, project: 7 },
        { sheet: 2, project: null },
    ],
};

type Page = ReturnType<typeof drawn>;

function opened(more: object): Page {
    const page = drawn(boardWith(more));
    const row = Array.from(page.root.querySelectorAll("li.desk-row")).find((one) =>
        one.textContent.startsWith(enter.side),
    );
    void act(() => row?.querySelector("button")?.click());
    return page;
}

/** Presses the toggle of a project, by its place. */
function mark({ root }: Page, place: number): void {
    const toggles = root.querySelectorAll<HTMLButtonElement>(".enter-toggle");
    void act(() => {
        at(Array.from(toggles), place).click();
    });
}
const marked = ({ root }: Page): number => root.querySelectorAll("[aria-checked=true]").length;

beforeAll(async () => {
    await sheetPages.fetch();
});

beforeEach(() => {
    localStorage.clear();
    sessionStorage.clear();
});

describe("few sheets", () => {
    it("are offered while ballots are cast, to those who may enter them", () => {
        expect(drawn(boardWith({})).root.textContent).toContain(enter.side);
        for (const none of [boardWith({ open: false }), { ...seated, few_sheets: null }]) {
            expect(drawn(none).root.textContent).not.toContain(enter.side);
        }
    });

    it("begin with their number, fewer than a batch may show, once the fingerprint is compared", () => {
        const page = opened({});
        page.press(enter.begin);
        page.type(enter.count(4), "5");
        page.press(enter.begin);
        expect(page.asked).toEqual([]);
        page.type(enter.count(4), "2");
        page.press(enter.begin);
        expect(page.asked).toEqual([{ order: "enter", number: 2 }]);
        const uncompared = { ...boardWith({}), round: { ...round, compared: false } };
        page.hear(uncompared);
        expect(page.root.textContent).toContain(enter.notCompared);
    });

    it("are keyed one after the other, nothing preselected, and handed in as the protocol has marks", () => {
        const page = opened({});
        page.hear(boardWith(first));
        expect(page.root.textContent).toContain(enter.sheetOf(1, 1, 2));
        expect(marked(page)).toBe(0);
        page.press(enter.next);
        expect(page.root.textContent).toContain(enter.sheetOf(1, 1, 2));
        mark(page, 0);
        mark(page, 2);
        expect(page.root.textContent).toContain(common.ballot.full(2));
        mark(page, 1);
        expect(page.root.textContent).toContain(enter.over(2).what);
        expect(marked(page)).toBe(2);
        page.press(enter.next);
        expect(page.root.textContent).toContain(enter.sheetOf(2, 2, 2));
        expect(marked(page)).toBe(0);
        page.press(enter.handIn(2));
        expect(page.keyed).toEqual([]);
        page.press(enter.blank);
        page.press(enter.handIn(2));
        expect(page.keyed).toEqual([{ turn: 1, marks: [1, 0, 1, 0, 0, 0, 0, 1] }]);
        expect(localStorage.length + sessionStorage.length).toBe(0);
    });

    it("are keyed by the second person without what the first one keyed", () => {
        const page = opened({});
        page.hear(boardWith(first));
        mark(page, 0);
        page.press(enter.next);
        page.press(enter.blank);
        page.press(enter.handIn(2));
        page.hear(boardWith(second));
        expect(page.root.textContent).toContain(enter.takeOver.second.what);
        expect(page.root.querySelector(".enter-toggle")).toBeNull();
        page.press(enter.start.second);
        expect(page.root.textContent).toContain(enter.keyer.second);
        expect(page.root.textContent).not.toContain(enter.again.what);
        expect(marked(page)).toBe(0);
        page.press(enter.next);
        expect(page.root.textContent).toContain(enter.sheetOf(1, 1, 2));
    });

    it("that differ are named by sheet and project and keyed anew, those alone", () => {
        const page = opened({});
        page.hear(boardWith(differing));
        const text = page.root.textContent;
        expect(text).toContain(enter.takeOver.first.what);
        expect(text).toContain(`${enter.sheet(2)}${enter.differ(7)}`);
        expect(text).toContain(`${enter.sheet(2)}${enter.differBlank}`);
        page.press(enter.start.first);
        mark(page, 1);
        page.press(enter.handIn(1));
        expect(page.keyed).toEqual([{ turn: 3, marks: [0, 1, 0, 0] }]);
    });

    it("that were not handed in are keyed again after the page was opened anew, and it says so", () => {
        const page = opened(second);
        expect(page.root.textContent).toContain(enter.again.what);
        page.hear(boardWith(differing));
        expect(page.root.textContent).not.toContain(enter.again.what);
    });

    it("of three ways are marked with three buttons; a sheet to abstain on all is not blank", () => {
        const page = opened({});
        page.hear(boardWith({ ...first, asked: [1], count: 1, three_way: true, lo: 0, cap: 3 }));
        const options = Array.from(
            page.root.querySelectorAll<HTMLButtonElement>(".options .option"),
        );
        expect(options).toHaveLength(9);
        page.press(enter.handIn(1));
        expect(page.keyed).toEqual([]);
        const press = (place: number): void => {
            const now = page.root.querySelectorAll<HTMLButtonElement>(".options .option");
            void act(() => {
                at(Array.from(now), place).click();
            });
        };
        for (const abstains of [2, 5, 8]) press(abstains);
        page.press(enter.handIn(1));
        press(1);
        press(3);
        page.press(enter.handIn(1));
        expect(page.keyed).toEqual([
            { turn: 1, marks: [0, 0, 0, 0] },
            { turn: 1, marks: [2, 1, 0, 0] },
        ]);
    });

    it("are sealed by the second person's keys, which are asked for again when they are wrong", () => {
        const page = opened({ stage: "agreed", count: 2, turn: 3 });
        page.press(enter.seal);
        expect(page.asked).toEqual([]);
        page.type(enter.secondFile, " /b.keys ");
        page.type(enter.secondPassphrase, "geheim");
        page.press(enter.seal);
        expect(page.asked).toEqual([{ order: "seal", text: "/b.keys", passphrase: "geheim" }]);
        const field = page.root.querySelector<HTMLInputElement>("input[type=password]");
        expect(field?.value).toBe("");
        const refused = { order: "seal", code: 10, name: "not_permitted", detail: "d" };
        page.hear({ ...boardWith({ stage: "agreed", count: 2, turn: 3 }), refused });
        expect(page.root.textContent).toContain(enter.wrongKeys.what);
    });

    it("that are sealed and not sent are sent again; what is in the box is said of each", () => {
        const kept = { stage: "kept", codes: ["AAAA", "BBBB"], sent: 1, files: ["/k.sheets"] };
        const page = opened(kept);
        const rows = (): (string | null)[] =>
            Array.from(page.root.querySelectorAll(".desk-column:first-child .desk-row")).map(
                (row) => row.textContent,
            );
        expect(at(rows(), 0)).toContain(`AAAA${enter.inBox}`);
        expect(at(rows(), 1)).toContain(`BBBB${enter.notYet}`);
        expect(page.root.textContent).toContain("/k.sheets");
        page.press(enter.send);
        expect(page.asked).toEqual([{ order: "send" }]);
        page.hear(boardWith({ ...kept, stage: "sent", sent: 2 }));
        expect(page.root.textContent).toContain(enter.sentAll(2).what);
    });

    it("in a file that cannot be read are not keyed again", () => {
        const unreadable = { code: 1, name: "malformed", detail: "/k.sheets" };
        const page = opened({ unreadable });
        expect(page.root.textContent).toContain(enter.unreadable.what);
        expect(page.root.querySelector("input")).toBeNull();
    });
});
