// What people type: card codes and tracking codes (PROTOCOL §2, §5).
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { at } from "../../src/basics/assert.ts";
import { readCard } from "../../src/ballot/card.ts";
import { ballotId, readTrackingCode, trackingCode } from "../../src/ballot/ids.ts";
import { ballotFile } from "../support/rounds.ts";
import { hex, must, verdict } from "../support/vectors.ts";

const first = at(ballotFile.ballots, 0);

describe("a card", () => {
    it("is refused with any one character changed", () => {
        const printed = first.card_printed;
        const places = Array.from(printed, (character, i) => (character === "-" ? [] : [i])).flat();
        fc.assert(
            fc.property(
                fc.constantFrom(...places),
                fc.constantFrom("0", "9", "A", "B", "M", "T", "Z"),
                (i, other) => {
                    fc.pre(printed[i] !== other);
                    const typed = printed.slice(0, i) + other + printed.slice(i + 1);
                    // The checksum has 20 bits: one in a million may pass by chance, none of these does.
                    expect(verdict(readCard(typed))).toBe("malformed");
                },
            ),
            { numRuns: 200 },
        );
    });

    it("is read with separators between whole groups, and with none, but not within one", () => {
        const printed = first.card_printed;
        const plain = printed.replaceAll("-", "");
        for (const typed of [printed, plain, ` -${printed.replaceAll("-", " - ")}- `]) {
            expect(verdict(readCard(typed))).toBe("ok");
        }
        const groups = printed.split("-").map((group) => `${group.slice(0, 3)}-${group.slice(3)}`);
        const shifted = `${plain.slice(0, 3)}-${plain.slice(3)}`;
        const late = `${plain.slice(0, -1)} ${plain.slice(-1)}`;
        for (const typed of [groups.join(""), groups.join("-"), shifted, late]) {
            expect(verdict(readCard(typed))).toBe("malformed");
        }
    });

    it("is refused when characters are missing or added", () => {
        expect(verdict(readCard(first.card_printed.slice(0, -1)))).toBe("malformed");
        expect(verdict(readCard(`${first.card_printed}0`))).toBe("malformed");
        expect(verdict(readCard(""))).toBe("malformed");
    });
});

describe("a tracking code", () => {
    it("is found as it was printed, however it was typed", () => {
        const code = trackingCode(ballotId(hex(first.ballot_id)));
        expect(must(readTrackingCode(code.toLowerCase().replaceAll("-", " ")))).toBe(code);
        expect(must(readTrackingCode(Array.from(code).join(" -")))).toBe(code);
        expect(verdict(readTrackingCode(code.slice(1)))).toBe("malformed");
        expect(verdict(readTrackingCode(`${code}0`))).toBe("malformed");
    });
});
