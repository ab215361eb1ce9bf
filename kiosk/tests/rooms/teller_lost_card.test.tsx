// @vitest-environment happy-dom
// A lost card at two tellers' desks, and the page that the chair reads.
import { act } from "preact/test-utils";
import { describe, expect, it } from "vitest";
import { at } from "../../src/basics/assert.ts";
import { en } from "../../src/i18n/en.ts";
import { tellerZh as zh } from "../../src/i18n/zh_teller.ts";
import { zh as common } from "../../src/i18n/zh.ts";
import { announcementOf, chosenOf, sizeFor } from "../../src/rooms/teller/announcement.ts";
import { decodeBoard, type Counted, type Sheet } from "../../src/rooms/teller/board.ts";
import { boardOf, drawn, proposal, result, round, seated } from "../support/teller.tsx";

const voting = { ...seated, round: { ...round, phase: "issuing" } };
const made = { kind: "card", count: 1, hash: "ef".repeat(32), posted: false };
const replacement = { deputy: 12, name: "张三", reason: "遗失", standing: "waits" };
const sheet: Sheet = {
    kind: "card",
    congress: "试点镇",
    congress2: "",
    sample: false,
    file: "",
    rows: [{ no: 12, code: "0000-1111", name: "张三", delegation: "一团" }],
};

function opened(value: unknown, around = {}): ReturnType<typeof drawn> {
    const page = drawn(value, around);
    const row = Array.from(page.root.querySelectorAll("li.desk-row")).find((one) =>
        one.textContent.startsWith(zh.replace.side),
    );
    void act(() => row?.querySelector("button")?.click());
    return page;
}

describe("a lost card", () => {
    it("is asked for by number and reason while papers are issued", () => {
        const { root, press, type, asked } = opened(voting);
        expect(root.querySelector("h1")?.textContent).toContain(zh.pages.replace);
        press(zh.replace.go);
        type(zh.replace.deputy, "0");
        press(zh.replace.go);
        type(zh.replace.deputy, "12");
        type(zh.replace.reason, "字".repeat(67));
        press(zh.replace.go);
        expect(asked).toEqual([]);
        type(zh.replace.reason, " 遗失 ");
        press(zh.replace.go);
        expect(asked).toEqual([{ order: "replace", number: 12, text: "遗失" }]);
    });

    it("is not for a scrutineer, who has no second card to sign for", () => {
        const keys = { name: "监票人", role: "scrutineer", person: 2, teller: null };
        const { root } = drawn({ ...voting, keys, ceremony: null });
        expect(root.textContent).not.toContain(zh.replace.side);
    });

    it("is printed with number and name; whether it counts is said in words", async () => {
        const printed: string[] = [];
        const windowPrint = globalThis.print;
        const { root, press, asked } = opened({ ...voting, sheet: made, replacement }, { sheet });
        globalThis.print = () => printed.push(root.querySelector(".sheet")?.textContent ?? "");
        await act(async () => {
            await import("uqr");
            await new Promise((resolve) => setTimeout(resolve, 50));
        });
        expect(root.textContent).toContain(zh.replace.standing.waits.what);
        expect(root.textContent).not.toContain("1111");
        press(zh.replace.print);
        globalThis.print = windowPrint;
        expect(at(printed, 0)).toMatch(/12 张三.*一团.*0000.*1111/);
        press(zh.replace.forget);
        expect(asked).toEqual([{ order: "forget" }]);
        for (const standing of ["recorded", "gone"] as const) {
            const now = opened({
                ...voting,
                sheet: made,
                replacement: { ...replacement, standing },
            });
            expect(now.root.textContent).toContain(zh.replace.standing[standing].what);
        }
    });

    it("of a deputy who was issued is refused in plain words", () => {
        const refused = { order: "replace", code: 13, name: "already_issued", detail: "d" };
        const { root } = opened({ ...voting, refused });
        expect(root.textContent).toContain(zh.refusals.already_issued.what);
    });
});

describe("the second person at a desk", () => {
    it("reads what an act does, how many slips, and the names of absent tellers", () => {
        const one = (more: object): string =>
            drawn({ ...seated, proposals: [{ ...proposal, ...more }] }).root.querySelector(
                ".proposal",
            )?.textContent ?? "";
        const card = one({
            act: "replace_card",
            of_congress: true,
            deputies: [12],
            reason: "遗失",
        });
        expect(card).toContain(zh.proposals.does.replace_card);
        expect(card).toContain("12");
        expect(card).toContain("遗失");
        expect(one({ act: "void_slips", slips: 31 })).toMatch(/票条张数.*31/);
        expect(one({ act: "absent", tellers: [1, 3] })).toContain("监票人 1 · 监票人 3");
    });
});

const project = at(result.projects, 0);
const projects = [
    { ...project, no: 1, approve: 5, chosen: false, tied: true },
    { ...project, no: 2, name: "幼儿园", approve: 9 },
    { ...project, no: 7, name: "公厕", approve: 12 },
    { ...project, no: 9, name: "路灯", approve: 9 },
];
const read = (more: object): Counted => {
    const board = boardOf({ ...seated, result: { ...result, projects, ...more } });
    const counted = board.result?.counted ?? null;
    if (counted === null) throw new Error("no result");
    return counted;
};
const words = { ...common, teller: zh };
const next = (kind: string, candidates: number[]): object => ({
    places_left: 2,
    next: { kind, places: 2, candidates },
});

describe("what the chair reads", () => {
    it("lists the chosen in the method's order", () => {
        const numbers = (more: object): number[] => chosenOf(read(more)).map(({ no }) => no);
        expect(numbers({})).toEqual([7, 2, 9]);
        expect(numbers({ order: "candidate" })).toEqual([2, 7, 9]);
    });

    it("says in one sentence what follows", () => {
        const says = (more: object): string => announcementOf(words, read(more)).next;
        expect(says({})).toBe(zh.chair.next.none);
        expect(says({ places_left: 1 })).toBe(zh.chair.next.vacant(1));
        expect(says(next("tie", [1, 2]))).toBe(zh.chair.next.tie("1 号、2", 2));
        expect(says(next("presidium", [1]))).toBe(zh.chair.next.tiePresidium("1", 2));
        const untied = projects.map((one) => ({ ...one, tied: false }));
        expect(says({ ...next("presidium", [1]), projects: untied })).toBe(
            zh.chair.next.presidium(2),
        );
        expect(says(next("shortfall", [1, 3]))).toBe(zh.chair.next.shortfall(2, 2));
        expect(says(next("too_few", [1]))).toBe(zh.chair.next.again);
        expect(says({ missed: "quorum", places_left: 3 })).toBe(zh.chair.next.missed);
    });

    it("calls the vote valid unless the figures or the rules say otherwise", () => {
        const says = (more: object): string => announcementOf(words, read(more)).standing;
        expect(says({})).toBe(zh.chair.standing.valid);
        expect(says(next("set_invalid", [1]))).toBe(zh.chair.standing.set_invalid);
        expect(says({ missed: "participation" })).toBe(zh.chair.standing.participation);
    });

    it("is one printed page, with votes only where the method names them, and the result's fingerprint", () => {
        const printed: string[] = [];
        const windowPrint = globalThis.print;
        const decided = { ...seated, round: { ...round, phase: "decided" } };
        const print = (more: object, log = seated.log): string => {
            const page = drawn({ ...decided, log, result: { ...result, projects, ...more } });
            globalThis.print = () =>
                printed.push(page.root.querySelector(".sheet-chair")?.textContent ?? "");
            expect(page.root.querySelector(".sheet-chair")).toBeNull();
            page.press(zh.chair.go);
            return printed.at(-1) ?? "";
        };
        const names = print({});
        expect(names).toContain(zh.chair.figures(4, 3, 3, 3, 3, 0));
        expect(names).toMatch(/第 7 号公厕.*第 2 号幼儿园.*第 9 号路灯/);
        expect(names).not.toContain(zh.chair.votes(12));
        expect(names).not.toContain(zh.paper.piece.sample);
        expect(names).toContain("ABAB ABAB ABAB ABAB");
        const votes = print({ notice: "names_and_votes" }, { ...seated.log, sample: true });
        expect(votes).toContain(zh.chair.votes(12));
        expect(votes).toContain(zh.paper.piece.sample);
        globalThis.print = windowPrint;
    });

    it("is set in the largest type in which ten projects and more have room on one page", () => {
        const size = (count: number, more: object): string =>
            sizeFor(Array.from({ length: count }, () => ({ ...project, name2: "", ...more })));
        expect(size(3, { name2: "Kindergarten" })).toBe("large");
        expect(size(10, {})).toBe("middle");
        expect(size(10, { name2: "Kindergarten" })).toBe("small");
        expect(size(10, { name: "长".repeat(40), name2: "Long" })).toBe("least");
    });

    it("is not drawn from a result that has no order, and is there in English", () => {
        expect(decodeBoard({ ...seated, result: { ...result, order: "" } }).ok).toBe(false);
        const { teller } = en;
        const said = announcementOf({ ...common, teller }, read(next("tie", [1, 2])));
        expect(said.next).toContain("1, 2");
    });
});
