// @vitest-environment happy-dom
// Sheets of paper at a teller's desk: a batch is keyed blind and sent as an order, what differs is named by its cells, the chief
// scrutineer and the second person sign, and no share is given before.
import { act } from "preact/test-utils";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sheetsZh as say } from "../../src/i18n/zh_official_paper.ts";
import { tellerZh as zh } from "../../src/i18n/zh_teller.ts";
import { sheetPages } from "../../src/rooms/teller/app.tsx";
import { boardOf, closed, drawn, proposal, round, seated, sheets } from "../support/teller.tsx";

const uncompared = { ...round, phase: "closed", compared: false, fingerprint: null };
const counted = {
    batch: 1,
    issued: 3,
    returned: 3,
    void: { over: 1, unreadable: 0, marked: 0, blank: 0 },
    projects: [
        { approve: 2, oppose: 0, abstain: 0 },
        { approve: 1, oppose: 0, abstain: 1 },
    ],
    doubtful: [],
};

type Page = ReturnType<typeof drawn>;

function on(
    change: Partial<Record<keyof typeof sheets, unknown>> = {},
    board: object = {},
): object {
    return { ...closed, ...board, sheets: { ...sheets, ...change } };
}

function opened(board: object): Page {
    const page = drawn(board);
    const row = Array.from(page.root.querySelectorAll("li.desk-row")).find((one) =>
        one.textContent.startsWith(zh.sheets.entry),
    );
    void act(() => row?.querySelector("button")?.click());
    expect(page.root.querySelector("h1")?.textContent).toContain(zh.pages.sheets);
    return page;
}

function votes({ root }: Page): readonly HTMLInputElement[] {
    return Array.from(root.querySelectorAll<HTMLInputElement>(".batch-votes input"));
}

function types(input: HTMLInputElement | undefined, value: string): void {
    if (input === undefined) throw new Error("no cell");
    void act(() => {
        input.value = value;
        input.dispatchEvent(new Event("input", { bubbles: true }));
    });
}

function keys(page: Page): void {
    page.type(say.issued, "3");
    page.type(say.returned, "3");
    page.type(say.void.over, "1");
    for (const [place, approve] of ["2", "1"].entries()) types(votes(page)[place], approve);
}

const signature = say.send(1);
const notices = ({ root }: Page): readonly string[] =>
    Array.from(root.querySelectorAll(".notice-fact"), ({ textContent }) => textContent);
const rows = ({ root }: Page): string =>
    Array.from(root.querySelectorAll(".desk-row"), ({ textContent }) => textContent).join("\n");

beforeAll(async () => {
    await sheetPages.fetch();
});

beforeEach(() => {
    sessionStorage.clear();
});

describe("a batch at a teller's desk", () => {
    it("is sent as an order when every sum fits, and not before", () => {
        const page = opened(on());
        page.press(signature);
        expect(page.asked).toEqual([]);
        expect(page.root.querySelector(".batch .say-wrong")?.textContent).toBe(say.faults.number);
        keys(page);
        types(votes(page)[0], "3");
        page.press(signature);
        expect(page.root.querySelector(".batch .say-wrong")?.textContent).toBe(say.faults.over(1));
        types(votes(page)[0], "2");
        page.press(signature);
        expect(page.asked).toEqual([{ order: "sheets", batch: counted }]);
    });

    it("knows the rules of three answers, of few sheets and of most approvals", () => {
        const rules = { ...sheets.rules, three_way: true, most: 1, min_group: 4 };
        const page = opened(on({ rules }));
        expect(votes(page)).toHaveLength(6);
        page.type(say.issued, "3");
        page.type(say.returned, "3");
        for (const [place, value] of ["3", "0", "0", "2", "1", "0"].entries()) {
            types(votes(page)[place], value);
        }
        const said = (): string | undefined =>
            page.root.querySelector(".batch .say-wrong")?.textContent;
        expect(said()).toBe(say.faults.min_group(3, 4));
        page.hear(on({ rules: { ...rules, min_group: 2 } }));
        expect(said()).toBe(say.faults.approvals);
    });

    it("survives a reload until the program has sent it, and a refusal leaves it", () => {
        keys(opened(on()));
        const page = opened(on());
        expect(votes(page).map(({ value }) => value)).toEqual(["2", "1"]);
        page.press(signature);
        page.hear(on({}, { working: "sheets" }));
        expect(page.button(say.sending).getAttribute("aria-busy")).toBe("true");
        const refused = { order: "sheets", code: 22, name: "internal", detail: "off" };
        page.hear(on({}, { refused }));
        expect(page.root.textContent).toContain(zh.refusals.internal.what);
        expect(votes(page).map(({ value }) => value)).toEqual(["2", "1"]);
        page.press(signature);
        expect(page.asked).toHaveLength(2);
        page.hear(on({ sent: 1, keyed: [1], said: { is: "waits", batch: 1 } }));
        expect(notices(page)).toEqual([say.said.waits.what]);
        expect(votes(page).map(({ value }) => value)).toEqual(["", ""]);
        expect(page.button(say.send(2))).toBeDefined();
        expect(sessionStorage.length).toBe(0);
    });

    it("of another round is not offered", () => {
        keys(opened(on()));
        const other = { ...closed.round, fingerprint: "F".repeat(24) };
        expect(votes(opened(on({}, { round: other }))).map(({ value }) => value)).toEqual(["", ""]);
    });

    it("that differs is named by its cells to whoever keyed it, first or last", () => {
        const differs = [{ batch: 1, cells: ["returned", "2 approve"] }];
        const told = say.said.differs(1, [say.returned, say.cell("2", say.approve)].join(say.and));
        const page = opened(on({ differs, said: { is: "differs", batch: 1 }, sent: 1 }));
        expect(notices(page)).toEqual([told.what]);
        expect(rows(page)).toContain(zh.sheets.differs(1));
        page.hear(on({ differs, said: null }));
        expect(notices(page)).toEqual([told.what]);
    });

    it("is keyed only by whom it is for, after the comparing and before act 18", () => {
        const without = (change: object, board: object, why: string): void => {
            const page = opened(on(change, board));
            expect(page.root.querySelector(".batch")).toBeNull();
            expect(page.root.textContent).toContain(why);
        };
        without({}, { round: uncompared }, zh.sheets.compareFirst);
        without({ may_key: false }, {}, zh.sheets.notYours);
        const said = { is: "logged", batch: 1 };
        without({ uncancelled: 0, awaited: false, said }, {}, zh.sheets.confirmed);
        expect(document.body.textContent).not.toContain(say.said.logged.todo);
        for (const gone of [closed, { ...seated, round: { ...round, phase: "voting" } }]) {
            expect(drawn(gone).root.textContent).not.toContain(zh.sheets.entry);
        }
        const scrutineer = { name: "监票人", role: "scrutineer", person: 2, teller: null };
        const page = opened(on({}, { keys: scrutineer, ceremony: null, box: null }));
        page.press(zh.paper.back);
        expect(page.root.querySelector("h1")?.textContent).toContain(zh.pages.watch);
    });
});

describe("before the box is opened", () => {
    it("it is told what of the sheets still lacks", () => {
        const row = (change: object): string => rows(opened(on(change)));
        const batches = [{ batch: 1, issued: 4, returned: 4 }];
        expect(row({})).toContain(zh.sheets.nothingKeyed(3));
        expect(row({ taken: 0, awaited: false })).toContain(zh.sheets.nothingOut);
        expect(row({ batches, issued: 4 })).toContain(zh.sheets.rest(1));
        expect(row({ batches, issued: 2 })).toContain(zh.sheets.fewer);
        expect(row({ batches, issued: 3 })).toContain(zh.sheets.fits);
        expect(row({ batches, issued: 4, uncancelled: 1 })).toContain(zh.sheets.fits);
        expect(row({ batches, gap: 1 })).toContain(say.paper.gap(1));
        expect(row({ keyed: [1] })).toContain(zh.sheets.second(1));
        const waiting = [{ id: "ab", batch: 1, doubtful: [] }];
        const waits = row({ keyed: [1], waiting });
        expect(waits).toContain(zh.sheets.chief(1, "监票人 1"));
        expect(waits).not.toContain(zh.sheets.second(1));
        expect(row({})).toContain(zh.sheets.confirm);
    });

    it("no share is given before act 18, where sheets are known to be in use", () => {
        const cosigned = {
            round: { ...round, phase: "cosigned" },
            cosignatures: { complete: true, own: true, by: [1, 2] },
        };
        const page = drawn(on({}, cosigned));
        expect(page.button(zh.box.give).getAttribute("aria-disabled")).toBe("true");
        expect(page.root.textContent).toContain(zh.sheets.first);
        page.press(zh.box.give);
        expect(page.asked).toEqual([]);
        page.hear(on({ uncancelled: 0, awaited: false }, cosigned));
        page.press(zh.box.give);
        expect(page.asked).toEqual([{ order: "share" }]);
    });
});

describe("among what waits for this person's signature", () => {
    const waiting = [{ id: "cd", batch: 3, doubtful: [{ decision: "over", reason: "选了四项" }] }];

    it("stand the doubtful sheets for the chief scrutineer, and for nobody else", () => {
        const own = { ...sheets.chief, own: true };
        const page = drawn(on({ chief: own, waiting }));
        expect(page.root.querySelector(".proposal")?.textContent).toContain("选了四项");
        page.press(say.chief.sign(3));
        expect(page.asked).toEqual([{ order: "doubtful", text: "cd" }]);
        const early = drawn(on({ chief: own, waiting }, { round: uncompared }));
        early.press(say.chief.sign(3));
        expect(early.asked).toEqual([]);
        expect(drawn(on({ waiting })).root.querySelector(".proposal")).toBeNull();
    });

    it("stands act 18 with the sums that it confirms", () => {
        const batches = [{ batch: 1, issued: 4, returned: 4 }];
        const paper = { ...proposal, act: "paper", uncancelled: 1 };
        const page = drawn(on({ batches, issued: 4, returned: 4 }, { proposals: [paper] }));
        const sums = Array.from(page.root.querySelectorAll(".sheet-sums > div"), (row) =>
            Array.from(row.children, ({ textContent }) => textContent),
        );
        expect(sums).toContainEqual([say.paper.uncancelled, "1"]);
        expect(sums).toContainEqual([say.paper.out, "4"]);
        page.press(zh.proposals.sign(zh.acts.paper));
        expect(page.asked).toEqual([{ order: "sign", text: "ab" }]);
    });
});

describe("the board's sheets", () => {
    it("are refused in another form", () => {
        expect(() => boardOf(on())).not.toThrow();
        expect(() => boardOf(on({ differs: [{ batch: 1 }] }))).toThrow();
        expect(() =>
            boardOf(on({ waiting: [{ id: "a", batch: 1, doubtful: [{ decision: "torn" }] }] })),
        ).toThrow();
    });
});
