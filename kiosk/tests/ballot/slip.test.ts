// Drawn slips (PROTOCOL §7.1 kind 1, §7.4): the code on paper, the list, the token, and what a box does with them.
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { at } from "../../src/basics/assert.ts";
import { concat, type Bytes } from "../../src/basics/bytes.ts";
import { admitAlone } from "../../src/ballot/admit.ts";
import { decodeAttachment } from "../../src/ballot/attachment.ts";
import { Box } from "../../src/ballot/box.ts";
import { slipHashOf } from "../../src/ballot/encrypted.ts";
import { makeHandBack } from "../../src/ballot/hand_back.ts";
import { Marks } from "../../src/ballot/marks.ts";
import type { Round } from "../../src/ballot/round.ts";
import { seal } from "../../src/ballot/seal.ts";
import { deriveSlip, printSlip, readSlip, SlipList } from "../../src/ballot/slip.ts";
import { checkToken, decodeToken, encodeToken, type Token } from "../../src/ballot/token.ts";
import { printRecovery } from "../../src/flow/recovery.ts";
import { ballotFile, vectorRound } from "../support/rounds.ts";
import { attachment, hashOfSlip, listOf, slipSeed, slipsOf } from "../support/slips.ts";
import { flip, hex, must, patch, verdict } from "../support/vectors.ts";

const first = at(ballotFile.ballots, 0);
const counting = Uint8Array.from({ length: 32 }, (_, i) => i);
const printed =
    "PIAOJUE-SLIP:000G-40R4-0M30-E209-185G-R38E-1W81-24GK-2GAH-C5RR-34D1-P70X-3RFZ-V1JY";

describe("the code of a slip", () => {
    it("is printed as the specification prints it, and read again", () => {
        expect(printSlip(counting)).toBe(printed);
        const code = printed.slice("PIAOJUE-SLIP:".length);
        const typed = code.toLowerCase().replaceAll("-", " ").replaceAll("0", "o");
        for (const text of [printed, printed.toLowerCase(), code, ` ${printed}\n`, typed]) {
            expect(must(readSlip(text))).toEqual(counting);
        }
    });

    it("is refused with any one character changed, left out or added", () => {
        const places = fc.nat(printed.length - 1);
        fc.assert(
            fc.property(places, fc.constantFrom("2", "7", "C", "W"), (i, other) => {
                fc.pre(!["-", ":", other].includes(at(printed, i)));
                const changed = printed.slice(0, i) + other + printed.slice(i + 1);
                expect(verdict(readSlip(changed))).toBe("malformed");
            }),
            { numRuns: 200 },
        );
        expect(verdict(readSlip(printed.slice(0, -1)))).toBe("malformed");
        expect(verdict(readSlip(`${printed}0`))).toBe("malformed");
        expect(verdict(readSlip(""))).toBe("malformed");
    });

    it("is neither a card nor a recovery code", () => {
        expect(verdict(readSlip(first.card_printed))).toBe("malformed");
        expect(verdict(readSlip(printRecovery(counting)))).toBe("malformed");
    });
});

describe("a list of slips", () => {
    it("knows its own and no others", async () => {
        const seeds = [1, 2, 3, 4, 5].map(slipSeed);
        const list = await slipsOf(seeds);
        expect(list.count).toBe(5);
        for (const seed of seeds) expect(list.has(await hashOfSlip(seed))).toBe(true);
        expect(list.has(await hashOfSlip(slipSeed(6)))).toBe(false);
        expect(list.has(new Uint8Array(32))).toBe(false);
        expect(list.has(new Uint8Array(32).fill(255))).toBe(false);
    });

    it("ascends, holds something, and is no longer than it may be", async () => {
        const whole = await listOf([slipSeed(1), slipSeed(2)]);
        const [low, high] = [whole.slice(0, 32), whole.slice(32)];
        const decode = (content: Bytes) => verdict(SlipList.decode(content));
        expect(decode(whole)).toBe("ok");
        expect(decode(concat(high, low))).toBe("malformed");
        expect(decode(concat(low, low))).toBe("malformed");
        expect(decode(new Uint8Array())).toBe("malformed");
        expect(decode(whole.slice(1))).toBe("malformed");
        const numbered = (count: number): Bytes =>
            concat(...Array.from({ length: count }, (_, i) => patch(low, 0, [i >> 8, i & 255])));
        expect(decode(numbered(10_000))).toBe("ok");
        expect(decode(numbered(10_001))).toBe("malformed");
    });

    it("is the content of its attachment, and a bad one is no attachment", async () => {
        const content = await listOf([slipSeed(1), slipSeed(2)]);
        const congress = new Uint8Array(32);
        expect(must(decodeAttachment(attachment(4, congress, content))).kind).toBe("slips");
        const bad = attachment(4, congress, content.slice(1));
        expect(verdict(decodeAttachment(bad))).toBe("malformed");
        expect(verdict(decodeAttachment(attachment(2, congress, content.slice(1))))).toBe("ok");
        expect(verdict(decodeAttachment(attachment(5, congress, content)))).toBe("malformed");
    });
});

const plain = vectorRound(first);
let round: Round;
beforeAll(async () => {
    round = { ...plain, slips: await slipsOf([slipSeed(1), slipSeed(2)]) };
});

async function papers(seed: Bytes) {
    const { ballotKey, prefix } = await deriveSlip(seed);
    const token: Token = { kind: "drawn", prefix };
    return { ballotKey, token };
}

async function ballotOf(seed: Bytes, ballotSeed = slipSeed(99)) {
    const { ballotKey, token } = await papers(seed);
    const none = Array.from({ length: round.shape.projects - 1 }, () => "none" as const);
    const marks = must(Marks.create(round.shape, ["approve", ...none], false));
    return seal(round, ballotKey, token, marks, ballotSeed);
}

async function bytesOf(seed: Bytes, ballotSeed = slipSeed(99)): Promise<Bytes> {
    return must(await ballotOf(seed, ballotSeed)).authentic.addressed.bytes;
}

describe("a drawn token", () => {
    it("has 419 bytes of which all but the prefix are given", async () => {
        const { token } = await papers(slipSeed(1));
        const bytes = encodeToken(token);
        expect(bytes.length).toBe(419);
        expect(must(decodeToken(bytes, round.issuer))).toEqual(token);
        for (const changed of [
            patch(bytes, 0, [2]),
            patch(bytes, 1, [1]),
            patch(bytes, 0, [0]),
            flip(bytes, 34),
            flip(bytes, 418, 7),
        ]) {
            expect(verdict(decodeToken(changed, round.issuer))).toBe("malformed");
        }
    });

    it("verifies by the list alone, for its own ballot key", async () => {
        const { token, ballotKey } = await papers(slipSeed(1));
        const other = await papers(slipSeed(2));
        const Q = ballotKey.verifyKey;
        expect(verdict(checkToken(token, Q, round))).toBe("ok");
        expect(verdict(checkToken(token, Q, plain))).toBe("token_rejected");
        expect(verdict(checkToken(token, other.ballotKey.verifyKey, round))).toBe("token_rejected");
        const strange = await papers(slipSeed(3));
        const key = strange.ballotKey.verifyKey;
        expect(verdict(checkToken(strange.token, key, round))).toBe("token_rejected");
    });
});

describe("a ballot with a slip", () => {
    it("is admitted in a round that has the slip, with the bytes of any other ballot", async () => {
        const bytes = await bytesOf(slipSeed(1));
        expect(bytes.length).toBe(hex(first.ballot).length);
        expect(verdict(admitAlone(bytes, round))).toBe("ok");
        expect(verdict(admitAlone(bytes, plain))).toBe("token_rejected");
        expect(verdict(await ballotOf(slipSeed(3)))).toBe("token_rejected");
    });

    it("tells which slip it used", async () => {
        expect(slipHashOf(await bytesOf(slipSeed(1)))).toEqual(await hashOfSlip(slipSeed(1)));
    });

    it("uses its slip up, and the box says how", async () => {
        const box = new Box(round, "voting");
        expect(verdict(box.cast(await bytesOf(slipSeed(1))))).toBe("ok");
        expect(verdict(box.cast(await bytesOf(slipSeed(1))))).toBe("ok");
        expect(verdict(box.cast(await bytesOf(slipSeed(1), slipSeed(98))))).toBe("already_cast");
        const { ballotKey, token } = await papers(slipSeed(1));
        const back = await makeHandBack("hand_back", round.manifestHash, ballotKey, token);
        expect(verdict(box.giveUp("hand_back", back))).toBe("already_cast");
    });

    it("is refused after its slip was handed back or voided", async () => {
        const box = new Box(round, "voting");
        const { ballotKey, token } = await papers(slipSeed(1));
        const back = await makeHandBack("hand_back", round.manifestHash, ballotKey, token);
        expect(verdict(box.giveUp("hand_back", back))).toBe("ok");
        expect(verdict(box.cast(await bytesOf(slipSeed(1))))).toBe("already_handed_back");
        box.voidSlips([await hashOfSlip(slipSeed(2))]);
        expect(verdict(box.cast(await bytesOf(slipSeed(2))))).toBe("already_handed_back");
        const second = await papers(slipSeed(2));
        const late = await makeHandBack(
            "hand_back",
            round.manifestHash,
            second.ballotKey,
            second.token,
        );
        expect(verdict(box.giveUp("hand_back", late))).toBe("already_handed_back");
    });
});
