// Whose card it is: the roll's, a replaced one, one of an earlier roll, nobody's.
import { describe, expect, it } from "vitest";
import { concat, utf8, type Bytes } from "../../../src/basics/bytes.ts";
import { bytes16, bytes32, u16, u32, u8 } from "../../../src/basics/writer.ts";
import { identityKey, printCard } from "../../../src/ballot/card.ts";
import { outlineRoll, replacementsOf, type Roll } from "../../../src/ballot/entries/roll.ts";
import { deputyNumber } from "../../../src/ballot/ids.ts";
import { entryTypes } from "../../../src/ballot/wire.ts";
import { RollBook } from "../../../src/rooms/desk/roll_book.ts";
import { bookOf } from "../../../src/rooms/desk/rolls.ts";
import { must, verdict } from "../../support/vectors.ts";

const congress = new Uint8Array(32).fill(1);
const secret = (card: number): Bytes => new Uint8Array(20).fill(card);
const printed = (card: number): string => printCard(secret(card));

async function keyOf(card: number, rollId: Bytes): Promise<Bytes> {
    return (await identityKey(secret(card), rollId)).verifyKey.bytes;
}

async function rollEntry(id: number, ...cards: readonly number[]): Promise<Bytes> {
    const rollId = new Uint8Array(32).fill(id);
    const keys = await Promise.all(cards.map((card) => keyOf(card, rollId)));
    return concat(u8(entryTypes.roll), congress, rollId, u32(keys.length), ...keys);
}

async function rollOf(id: number, ...cards: readonly number[]): Promise<Roll> {
    return must(outlineRoll(await rollEntry(id, ...cards)));
}

async function replaced(deputy: number, card: number, id: number): Promise<Bytes> {
    const key = await keyOf(card, new Uint8Array(32).fill(id));
    const body = concat(u32(deputy), key, bytes16(utf8("遗失")));
    const head = concat(u8(entryTypes.statement), u8(3), congress, u32(1), u32(1));
    return concat(head, bytes16(body), u8(2), new Uint8Array(2 * 66));
}

function evidence(...entries: readonly Bytes[]): Bytes {
    const head = concat(utf8("PJRECORD"), u16(1), u32(entries.length));
    return concat(head, ...entries.map(bytes32), bytes32(utf8("checkpoint")));
}

describe("a book of the roll", () => {
    it("knows a card as it is printed, typed small, scanned as a link", async () => {
        const book = RollBook.of(await rollOf(7, 10, 11), []);
        const card = printed(11);
        const second = { is: "deputy", no: 2 };
        for (const text of [card, card.toLowerCase(), ` ${card} `, `https://a:1/vote#${card}`]) {
            expect(await book.find(text)).toEqual(second);
        }
    });

    it("tells nobody's card from one of an earlier roll and from what is no card", async () => {
        const book = RollBook.of(await rollOf(7, 10), [await rollOf(6, 10, 12)]);
        expect(await book.find(printed(12))).toEqual({ is: "other_roll" });
        expect(await book.find(printed(13))).toEqual({ is: "nobody" });
        expect(await book.find(`${printed(10).slice(0, -1)}0`)).toEqual({ is: "no_card" });
        expect(await book.find("张三")).toEqual({ is: "no_card" });
    });

    it("takes the newest card of a deputy and names every one before it as void", async () => {
        const rollId = new Uint8Array(32).fill(7);
        const before = RollBook.of(await rollOf(7, 10, 11), []);
        const put = async (card: number) => ({
            deputy: deputyNumber(2),
            identityKey: await keyOf(card, rollId),
        });
        const once = before.withReplaced([await put(20)]);
        const twice = once.withReplaced([await put(21)]);
        expect(await once.find(printed(20))).toEqual({ is: "deputy", no: 2 });
        expect(await twice.find(printed(21))).toEqual({ is: "deputy", no: 2 });
        for (const card of [11, 20]) {
            expect(await twice.find(printed(card))).toEqual({ is: "replaced", no: 2 });
        }
        expect(await twice.find(printed(10))).toEqual({ is: "deputy", no: 1 });
        expect(await before.find(printed(11))).toEqual({ is: "deputy", no: 2 });
    });
});

describe("the book that evidence gives", () => {
    it("is none before a roll", () => {
        expect(must(bookOf(evidence(utf8("\u0001congress"))))).toBeNull();
    });

    it("has the newest roll, the earlier ones, and what was replaced since", async () => {
        const read = bookOf(
            evidence(
                await rollEntry(5, 10, 11),
                await replaced(1, 30, 5),
                await rollEntry(7, 12, 13),
                await replaced(2, 31, 7),
                await replaced(2, 32, 7),
            ),
        );
        const book = must(read);
        const find = async (card: number) => book?.find(printed(card));
        expect(book?.due).toBe(2);
        expect(await find(12)).toEqual({ is: "deputy", no: 1 });
        expect(await find(32)).toEqual({ is: "deputy", no: 2 });
        expect(await find(13)).toEqual({ is: "replaced", no: 2 });
        expect(await find(31)).toEqual({ is: "replaced", no: 2 });
        expect(await find(10)).toEqual({ is: "other_roll" });
    });

    it("forgets replaced cards where people were enrolled anew", async () => {
        const again = utf8("\u0002enrolment");
        const read = bookOf(evidence(await rollEntry(7, 12), await replaced(1, 31, 7), again));
        const book = must(read);
        expect(await book?.find(printed(12))).toEqual({ is: "deputy", no: 1 });
        expect(await book?.find(printed(31))).toEqual({ is: "nobody" });
    });

    it("is none of a text that is no record", () => {
        expect(verdict(bookOf(utf8("PJRECORT")))).toBe("malformed");
        expect(verdict(bookOf(concat(utf8("PJRECORD"), u16(2), u32(0))))).toBe("wrong_version");
    });
});

describe("a list of replacements", () => {
    it("is read whole or not at all", () => {
        const key = new Uint8Array(32).fill(9);
        const list = concat(u32(4), key, u32(300), key);
        expect(replacementsOf(list)?.map(({ deputy }) => deputy)).toEqual([4, 300]);
        expect(replacementsOf(list.subarray(0, 50))).toBeUndefined();
        expect(replacementsOf(new Uint8Array())).toEqual([]);
    });
});
