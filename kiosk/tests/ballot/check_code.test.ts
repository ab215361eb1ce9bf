// The two texts of a check (PROTOCOL §8.7): sizes, what is read and what is refused.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encode } from "uqr";
import { at } from "../../src/basics/assert.ts";
import { concat, utf8, type Bytes } from "../../src/basics/bytes.ts";
import { encodeCrockford } from "../../src/basics/encoding.ts";
import { sha256 } from "../../src/crypto/hash.ts";
import {
    checkCodeGroups,
    checkIdOf,
    checkOpeningOf,
    printCheckId,
    printCheckOpening,
    readCheckCode,
} from "../../src/ballot/check_code.ts";
import { ballotId, manifestHash } from "../../src/ballot/ids.ts";
import { readQr } from "../../src/ui/scan/decoder.ts";
import { pictureOf } from "../support/picture.ts";
import { ballotFile } from "../support/rounds.ts";
import { flip, hex, must, verdict } from "../support/vectors.ts";

const first = at(ballotFile.ballots, 0);
const M = manifestHash(hex(ballotFile.manifest_hash));
const id = ballotId(hex(first.ballot_id));
const opening = hex(first.opening);
const idText = printCheckId(M, id);
const openingText = printCheckOpening(M, opening);
const openingOf = (projects: number): Bytes =>
    concat(new Uint8Array(32).fill(0xa5), new Uint8Array(projects + 1), new Uint8Array(32).fill(7));

describe("the texts of a check", () => {
    it("give what was put into them", () => {
        const read = must(readCheckCode(idText));
        expect(must(checkIdOf(read, M))).toEqual(id);
        expect(must(checkOpeningOf(must(readCheckCode(openingText)), M))).toEqual(opening);
    });

    it("are made as the protocol says", () => {
        const body = concat(Uint8Array.of(1), M.subarray(0, 8), id);
        const check = sha256(utf8("PIAOJUE-CHECK-ID:"), body).subarray(0, 4);
        expect(idText).toBe(`PIAOJUE-CHECK-ID:${encodeCrockford(concat(body, check), 72)}`);
    });

    it.each([
        [1, 149],
        [12, 166],
        [100, 307],
    ])("of %i projects have an opening of %i characters, an id of 89", (projects, length) => {
        expect(idText).toHaveLength(89);
        expect(printCheckOpening(M, openingOf(projects))).toHaveLength(length);
    });

    it("are read from a camera's picture, the largest at six pixels a module", () => {
        const largest = printCheckOpening(M, openingOf(100));
        expect(encode(largest, { ecc: "M" }).version).toBe(10);
        const shot = { width: 640, height: 480, side: (57 + 8) * 6 };
        expect(readQr(pictureOf(largest, shot))).toBe(largest);
        expect(readQr(pictureOf(idText, shot))).toBe(idText);
    });

    it("are read in lower case, in groups and over several lines", () => {
        for (const text of [idText, openingText]) {
            const typed = checkCodeGroups(text).join(" - ").toLowerCase().replaceAll(" - ", "\n");
            expect(must(readCheckCode(` ${typed} `))).toEqual(must(readCheckCode(text)));
        }
    });

    it("are read whatever the number of bits left over", () => {
        fc.assert(
            fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (bytes) => {
                const content = new Uint8Array(bytes);
                const read = must(readCheckCode(printCheckOpening(M, content)));
                expect(read.content).toEqual(content);
            }),
        );
    });

    it("are refused with any one character changed, added or left out", () => {
        for (const text of [idText, openingText]) {
            for (let i = text.indexOf(":") + 1; i < text.length; i += 1) {
                const other = text[i] === "7" ? "8" : "7";
                const wrong = [
                    text.slice(0, i) + other + text.slice(i + 1),
                    text.slice(0, i) + text.slice(i + 1),
                    `${text.slice(0, i)}0${text.slice(i)}`,
                ];
                for (const typed of wrong) expect(verdict(readCheckCode(typed))).toBe("malformed");
            }
        }
    });

    it("of one kind are not taken for the other", () => {
        const renamed = idText.replace("CHECK-ID", "CHECK-OPENING");
        expect(verdict(readCheckCode(renamed))).toBe("malformed");
        expect(verdict(checkIdOf(must(readCheckCode(openingText)), M))).toBe("malformed");
        expect(verdict(checkOpeningOf(must(readCheckCode(idText)), M))).toBe("malformed");
    });

    it("of another round are refused as such", () => {
        const other = manifestHash(flip(M, 7));
        expect(verdict(checkIdOf(must(readCheckCode(idText)), other))).toBe("wrong_manifest");
        expect(verdict(checkOpeningOf(must(readCheckCode(openingText)), other))).toBe(
            "wrong_manifest",
        );
    });

    it("of another version are refused as such", () => {
        const body = concat(Uint8Array.of(2), M.subarray(0, 8), id);
        const check = sha256(utf8("PIAOJUE-CHECK-ID:"), body).subarray(0, 4);
        const text = `PIAOJUE-CHECK-ID:${encodeCrockford(concat(body, check), 72)}`;
        expect(verdict(readCheckCode(text))).toBe("wrong_version");
    });

    it.each(["", "PIAOJUE-CHECK-ID:", "PIAOJUE-CHECK-OPENING:00", first.card_printed])(
        "that are something else are refused: %s",
        (text) => {
            expect(verdict(readCheckCode(text))).toBe("malformed");
        },
    );
});
