// Who is here by the log and by this desk, who is found, and what goes into the table.
import { describe, expect, it } from "vitest";
import { utf8 } from "../../../src/basics/bytes.ts";
import { parseAttendance, parseNames, type Attended } from "../../../src/api/desk.ts";
import { deputyNumber } from "../../../src/ballot/ids.ts";
import { deskZh } from "../../../src/i18n/zh_desk.ts";
import {
    figuresOf,
    standingsOf,
    type DeskAct,
    type OwnAct,
} from "../../../src/rooms/desk/attendance.ts";
import { printExcuses, readExcuses, type Excuse } from "../../../src/rooms/desk/excuses.ts";
import { delegationsOf, deputiesOf, fitsSearch, passes } from "../../../src/rooms/desk/people.ts";
import { printSheet } from "../../../src/rooms/desk/sheet.ts";
import { dayAndTime, timeOfDay } from "../../../src/rooms/desk/time.ts";
import { must, verdict } from "../../support/vectors.ts";

const shown = (...deputies: readonly Attended[]) => ({ logSize: 10, serial: 1, deputies });
const own = (act: DeskAct, no: number, minute: number, index: number | null): OwnAct => ({
    act,
    deputy: deputyNumber(no),
    minute,
    index,
});
const at = (standings: ReturnType<typeof standingsOf>, no: number) =>
    standings.get(deputyNumber(no));

describe("who is here", () => {
    it("is what the log says, and on top what this desk did since", () => {
        const attendance = shown(
            { no: 1, signedIn: 100, left: null, drew: true, took: false, declared: false },
            { no: 2, signedIn: 100, left: 105, drew: false, took: false, declared: false },
        );
        const standings = standingsOf(attendance, [
            own("leave", 1, 110, 12),
            own("sign_in", 2, 111, 13),
            own("sign_in", 3, 112, null),
        ]);
        expect(at(standings, 1)).toEqual({
            presence: "left",
            signedIn: 100,
            left: 110,
            pending: false,
            drew: true,
            took: false,
            declared: false,
        });
        expect(at(standings, 2)).toMatchObject({ presence: "present", signedIn: 100, left: null });
        expect(at(standings, 3)).toMatchObject({ presence: "present", pending: true });
        expect(figuresOf(5, standings)).toEqual({
            due: 5,
            inHall: 2,
            left: 1,
            toCome: 2,
            drew: 1,
            took: 0,
        });
    });

    it("does not hold an act against a log that already shows it", () => {
        const attendance = shown({
            no: 1,
            signedIn: 100,
            left: 120,
            drew: false,
            took: false,
            declared: false,
        });
        const standings = standingsOf(attendance, [own("sign_in", 1, 100, 9)]);
        expect(at(standings, 1)?.presence).toBe("left");
    });

    it("is nobody before anything is known", () => {
        expect(figuresOf(3, standingsOf(null, []))).toEqual({
            due: 3,
            inHall: 0,
            left: 0,
            toCome: 3,
            drew: 0,
            took: 0,
        });
    });
});

const names = [
    { name: "王伟", delegation: "东湖代表团", seat: "3-5", note: "" },
    { name: "王伟", delegation: "西湖代表团", seat: "4-1", note: "早退" },
    { name: '=1+1,"x"', delegation: "", seat: "", note: "" },
];
const excuse: Excuse = { kind: "leave", reason: "因病" };
const people = deputiesOf(
    3,
    names,
    standingsOf(
        shown({
            no: 2,
            signedIn: 29_916_000,
            left: null,
            drew: false,
            took: false,
            declared: false,
        }),
        [],
    ),
    new Map([[deputyNumber(1), excuse]]),
    false,
);
const found = (search: string): readonly number[] =>
    people.filter((deputy) => fitsSearch(deputy, search)).map(({ no }) => no);

describe("the list", () => {
    it("finds by name, number, delegation and seat, by all words at once", () => {
        expect(found("王伟")).toEqual([1, 2]);
        expect(found("王伟 西湖")).toEqual([2]);
        expect(found("2")).toEqual([2]);
        expect(found("4-1")).toEqual([2]);
        expect(found("3")).toEqual([3]);
        expect(found("")).toEqual([1, 2, 3]);
        expect(found("李")).toEqual([]);
    });

    it("shows those who are wanted", () => {
        const of = (filter: Parameters<typeof passes>[1]): readonly number[] =>
            people.filter((deputy) => passes(deputy, filter)).map(({ no }) => no);
        expect(of("present")).toEqual([2]);
        expect(of("absent")).toEqual([1, 3]);
        expect(of("left")).toEqual([]);
        expect(of("excused")).toEqual([1]);
    });

    it("names nobody where names and roll do not fit", () => {
        const nameless = deputiesOf(4, names, new Map(), new Map(), false);
        expect(nameless.map(({ name }) => name)).toEqual(["", "", "", ""]);
    });
});

describe("due and present by delegation", () => {
    const names = [
        { name: "甲", delegation: "西湖", seat: "", note: "" },
        { name: "乙", delegation: "东湖", seat: "", note: "" },
        { name: "丙", delegation: "西湖", seat: "", note: "" },
        { name: "丁", delegation: "", seat: "", note: "" },
    ];
    const papers = { drew: false, took: false, declared: false };
    const attendance = shown(
        { no: 1, signedIn: 100, left: null, ...papers },
        { no: 2, signedIn: 100, left: 105, ...papers },
        { no: 4, signedIn: 101, left: null, ...papers },
    );
    const of = (rows: typeof names) =>
        delegationsOf(deputiesOf(4, rows, standingsOf(attendance, []), new Map(), false));

    it("follows the roll, counts who left as not here, and keeps those of no delegation", () => {
        expect(of(names)).toEqual([
            { name: "西湖", due: 2, inHall: 1 },
            { name: "东湖", due: 1, inHall: 0 },
            { name: "", due: 1, inHall: 1 },
        ]);
    });

    it("is not shown where the roll names none, or names do not fit", () => {
        expect(of(names.map((row) => ({ ...row, delegation: "" })))).toEqual([]);
        expect(of(names.slice(1))).toEqual([]);
    });
});

describe("the table for a spreadsheet", () => {
    const sheet = printSheet(deskZh, people);

    it("begins with the mark by which Excel knows UTF-8, and ends its lines as Excel does", () => {
        expect(sheet.startsWith("\uFEFF代表号,姓名,代表团,")).toBe(true);
        expect(sheet.split("\r\n")).toHaveLength(5);
    });

    it("has one row a deputy, with times that a spreadsheet reads", () => {
        const [, first, second, third] = sheet.split("\r\n");
        expect(first).toBe("1,王伟,东湖代表团,3-5,未到,,,请假,因病,");
        expect(second).toBe(`2,王伟,西湖代表团,4-1,在场,${dayAndTime(29_916_000)},,,,早退`);
        expect(third).toBe(`3,"'=1+1,""x""",,,未到,,,,,`);
    });
});

describe("times", () => {
    it("are those of the clock on the wall", () => {
        const date = new Date(2026, 0, 5, 8, 3);
        const minute = date.getTime() / 60_000;
        expect(timeOfDay(minute)).toBe("08:03");
        expect(dayAndTime(minute)).toBe("2026-01-05 08:03");
    });
});

describe("leave and absence", () => {
    it("are read back as they were kept, and what is none is passed over", () => {
        const kept = new Map([
            [deputyNumber(4), excuse],
            [deputyNumber(9), { kind: "absent", reason: "" } as const],
        ]);
        expect(readExcuses(printExcuses(kept))).toEqual(kept);
        expect(readExcuses(null).size).toBe(0);
        expect(readExcuses('[[1,"leave"],[2,"holiday","x"],3,[4,"absent",""]]').size).toBe(1);
    });
});

describe("what the server tells a desk", () => {
    const json = (value: unknown) => utf8(JSON.stringify(value));

    it("is names by number", () => {
        const list = names.map((name, place) => ({ no: place + 1, ...name }));
        expect(must(parseNames(json({ deputies: list })))).toEqual(names);
        expect(must(parseNames(json({ deputies: [] })))).toEqual([]);
        expect(verdict(parseNames(json({ deputies: list.slice(1) })))).toBe("malformed");
        expect(verdict(parseNames(json({ deputies: [{ no: 1, name: "王伟" }] })))).toBe(
            "malformed",
        );
        expect(verdict(parseNames(utf8("names")))).toBe("malformed");
    });

    it("is who came and left", () => {
        const card = { drew: true, took: true, declared: false };
        const deputies = [{ no: 2, signed_in: 100, left: null, ...card }];
        expect(must(parseAttendance(json({ log_size: 7, serial: 3, deputies })))).toEqual({
            logSize: 7,
            serial: 3,
            deputies: [
                { no: 2, signedIn: 100, left: null, drew: true, took: true, declared: false },
            ],
        });
        expect(verdict(parseAttendance(json({ log_size: 7, serial: 3 })))).toBe("malformed");
        for (const strange of [
            { signed_in: "now" },
            { drew: 1 },
            { drew: undefined },
            { took: 1 },
            { took: undefined },
            { declared: "no" },
            { declared: undefined },
        ]) {
            const late = deputies.map((one) => ({ ...one, ...strange }));
            const answer = json({ log_size: 7, serial: 3, deputies: late });
            expect(verdict(parseAttendance(answer))).toBe("malformed");
        }
    });
});
