// A replaced card finds its number; a list that is cut or strange finds none.
import { describe, expect, it } from "vitest";
import { deputyOfReplacement } from "../../src/ballot/entries/roll.ts";
import { identityKey } from "../../src/ballot/card.ts";
import { concat } from "../../src/basics/bytes.ts";
import { u32 } from "../../src/basics/writer.ts";

const rollId = new Uint8Array(32).fill(7);

async function keyOf(card: number) {
    return (await identityKey(new Uint8Array(20).fill(card), rollId)).verifyKey;
}

describe("the list of replacements", () => {
    it("gives the number that stands before the key", async () => {
        const [first, second, other] = [await keyOf(1), await keyOf(2), await keyOf(3)];
        const list = concat(u32(4), first.bytes, u32(300), second.bytes);
        expect(deputyOfReplacement(list, first)).toBe(4);
        expect(deputyOfReplacement(list, second)).toBe(300);
        expect(deputyOfReplacement(list, other)).toBeUndefined();
        expect(deputyOfReplacement(list.subarray(0, 71), second)).toBeUndefined();
    });

    it("gives no number that no roll has", async () => {
        const key = await keyOf(1);
        for (const number of [0, 10_001]) {
            const list = concat(u32(number), key.bytes);
            expect(deputyOfReplacement(list, key)).toBeUndefined();
        }
    });
});
