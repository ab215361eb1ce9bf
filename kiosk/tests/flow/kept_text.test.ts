// What a device keeps is read back as it was, or refused.
import { describe, expect, it } from "vitest";
import { at } from "../../src/basics/assert.ts";
import { utf8 } from "../../src/basics/bytes.ts";
import { ballotId } from "../../src/ballot/ids.ts";
import type { Kept } from "../../src/flow/kept.ts";
import { decodeKept, encodeKept } from "../../src/flow/kept_text.ts";
import { printRecovery, readRecovery } from "../../src/flow/recovery.ts";
import { nothingChosen } from "../../src/flow/vote.ts";
import { must, verdict } from "../support/vectors.ts";
import { exampleVote as vote } from "./vote.ts";

const seed = utf8("s".repeat(32));
const paper = { tokenSeed: seed, token: utf8("token") };
const ballot = { id: ballotId(seed), bytes: utf8("ballot") };
const choices = nothingChosen(vote);
const all: readonly Kept[] = [
    { at: "requested", vote, tokenSeed: seed, request: utf8("request"), offered: false },
    { at: "marking", vote, paper, choices },
    { at: "sealed", vote, paper, choices, blank: true, ballotSeed: seed, ballot },
    { at: "sealed", vote, paper, choices, blank: false, ballotSeed: seed, ballot },
    { at: "checking", vote, paper, id: ballot.id, opening: utf8("opening") },
    { at: "casting", vote, paper, ballot },
    {
        at: "cast",
        vote,
        id: ballot.id,
        leafHash: seed,
        promise: utf8("p"),
        receipt: null,
        voided: false,
    },
    {
        at: "cast",
        vote,
        id: ballot.id,
        leafHash: seed,
        promise: utf8("p"),
        receipt: "text",
        voided: false,
    },
    {
        at: "cast",
        vote,
        id: ballot.id,
        leafHash: seed,
        promise: utf8("p"),
        receipt: null,
        voided: true,
    },
    { at: "handing_back", vote, giving: "claim", entry: utf8("entry") },
    { at: "handed_back", vote, giving: "exchange", promise: utf8("p") },
];

describe("a stage", () => {
    it.each(all)("is read back: $at", (kept) => {
        const read = must(decodeKept(encodeKept(kept)));
        expect({ ...read, vote: null }).toEqual({ ...kept, vote: null });
        expect(read.vote.manifest.hash).toEqual(vote.manifest.hash);
    });

    it("is refused when the store gives something else", () => {
        const text = encodeKept(at(all, 2));
        expect(verdict(decodeKept(""))).toBe("malformed");
        expect(verdict(decodeKept("null"))).toBe("malformed");
        expect(verdict(decodeKept(text.replace('"version":1', '"version":2')))).toBe(
            "wrong_version",
        );
        expect(verdict(decodeKept(text.replace('"at":"sealed"', '"at":"cast_twice"')))).toBe(
            "malformed",
        );
        expect(verdict(decodeKept(text.replace('"unmarked",', "")))).toBe("malformed");
        expect(verdict(decodeKept(text.replace('"unmarked"', '"yes"')))).toBe("malformed");
        expect(verdict(decodeKept(text.replace('"token":"', '"token":"zz')))).toBe("malformed");
    });
});

describe("the recovery code", () => {
    it("is the seed again, however it is typed", () => {
        const code = printRecovery(seed);
        expect(code.split("-")).toHaveLength(14);
        expect(must(readRecovery(code.toLowerCase().replaceAll("-", " ")))).toEqual(seed);
    });

    it("is the one of PROTOCOL §7.2", () => {
        const counted = Uint8Array.from({ length: 32 }, (_, i) => i);
        expect(printRecovery(counted)).toBe(
            "000G-40R4-0M30-E209-185G-R38E-1W81-24GK-2GAH-C5RR-34D1-P70X-3RFP-63ED",
        );
    });

    it("with one character changed is refused", () => {
        const code = printRecovery(seed);
        for (let i = 0; i < code.length; i += 1) {
            if (code[i] === "-") continue;
            const other = code[i] === "7" ? "8" : "7";
            expect(verdict(readRecovery(code.slice(0, i) + other + code.slice(i + 1)))).toBe(
                "malformed",
            );
        }
    });
});
