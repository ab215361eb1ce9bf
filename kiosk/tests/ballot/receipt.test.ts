// Receipts and checkpoints with one defect each.
import { describe, expect, it } from "vitest";
import { at } from "../../src/basics/assert.ts";
import { decodeSignedCheckpoint } from "../../src/crypto/checkpoint.ts";
import { decodeTlogProof } from "../../src/crypto/tlog_proof.ts";
import { decodeCongress } from "../../src/ballot/entries/congress.ts";
import { decodeEnrolment } from "../../src/ballot/entries/enrolment.ts";
import { ballotId } from "../../src/ballot/ids.ts";
import { checkpointKeys, checkReceipt } from "../../src/ballot/receipt.ts";
import * as example from "../support/example.ts";
import { exampleEntries, exampleManifest } from "../support/rounds.ts";
import { flip, hex, must, verdict } from "../support/vectors.ts";

const congress = must(decodeCongress(at(exampleEntries, 0)));
const enrolment = must(decodeEnrolment(at(exampleEntries, 1)));
const keys = must(checkpointKeys(exampleManifest, congress, enrolment));
const id = ballotId(hex(example.value("ballot_id")));
const lines = [...example.block("Its receipt")];
const receipt = `${lines.join("\n")}\n`;

const judge = (text: string) => verdict(checkReceipt(text, id, exampleManifest, keys));
const withLine = (index: number, change: (line: string) => string) =>
    `${lines.map((line, i) => (i === index ? change(line) : line)).join("\n")}\n`;
const without = (...indices: number[]) =>
    `${lines.filter((_, i) => !indices.includes(i)).join("\n")}\n`;

// Lines: 0 header, 1 extra, 2 index, 3–7 hashes, 8 empty, 9 origin, 10 size, 11 root, 12 empty, 13 log, 14–16 tellers
const swapFirstLetter = (line: string) => (line.startsWith("A") ? "B" : "A") + line.slice(1);
const changeSignature = (line: string) => {
    const place = line.length - 20;
    return line.slice(0, place) + (line[place] === "A" ? "B" : "A") + line.slice(place + 1);
};

describe("a receipt", () => {
    it("as it is, is accepted", () => {
        expect(judge(receipt)).toBe("ok");
    });

    it.each<[string, string, string]>([
        ["another header", "malformed", withLine(0, (line) => line.replace("v1", "v2"))],
        ["no extra", "malformed", without(1)],
        ["an extra of other length", "malformed", withLine(1, () => "extra QUJD")],
        [
            "another ballot's hash",
            "proof_rejected",
            withLine(1, (line) => line.replace("eAGN", "eAGO")),
        ],
        ["another index", "proof_rejected", withLine(2, () => "index 21")],
        ["an index beyond the tree", "proof_rejected", withLine(2, () => "index 26")],
        ["an index with a zero in front", "malformed", withLine(2, () => "index 022")],
        ["another hash", "proof_rejected", withLine(4, swapFirstLetter)],
        ["a hash less", "proof_rejected", without(5)],
        ["a short hash", "malformed", withLine(4, () => "QUJD")],
        ["a hash in another spelling", "not_canonical", withLine(4, (l) => l.replace(/.=$/, "F="))],
        ["a size beyond 64 bits", "malformed", withLine(10, () => "18446744073709551616")],
        ["an index beyond 64 bits", "malformed", withLine(2, () => "18446744073709551616")],
        ["64 hashes more", "malformed", withLine(4, (line) => `${line}\n`.repeat(65).trimEnd())],
        ["no empty line", "malformed", without(8, 12)],
        ["another origin", "malformed", withLine(9, (line) => `${line}0`)],
        ["another size", "signature_rejected", withLine(10, () => "27")],
        ["another root", "signature_rejected", withLine(11, swapFirstLetter)],
        ["no log line", "malformed", without(13)],
        ["another log signature", "signature_rejected", withLine(13, changeSignature)],
        ["another key id", "malformed", withLine(13, (line) => line.replace(" u3M", " u3N"))],
        ["another cosignature", "signature_rejected", withLine(15, changeSignature)],
        [
            "another key id of a teller",
            "malformed",
            withLine(14, (line) => line.replace(" vDE", " vDF")),
        ],
        ["tellers out of order", "malformed", `${without(14)}${at(lines, 14)}\n`],
        ["a teller twice", "malformed", `${receipt}${at(lines, 16)}\n`],
        [
            "teller 4 of 3",
            "malformed",
            withLine(16, (line) => line.replace("/teller/3", "/teller/4")),
        ],
        [
            "teller 3 as 03",
            "malformed",
            withLine(16, (line) => line.replace("/teller/3", "/teller/03")),
        ],
        ["one cosignature", "too_few_cosignatures", without(15, 16)],
        ["no cosignature", "too_few_cosignatures", without(14, 15, 16)],
        ["an extension line", "malformed", withLine(11, (line) => `${line}\nextension`)],
        ["no line feed at the end", "malformed", receipt.slice(0, -1)],
        ["an empty line at the end", "malformed", `${receipt}\n`],
        ["too much of it", "too_large", receipt + "x".repeat(16 * 1024)],
        ["more than 32 KiB of it", "too_large", `${"x".repeat(32 * 1024)}${receipt}`],
        ["nothing in it", "malformed", ""],
    ])("with %s is %s", (_, name, text) => {
        expect(judge(text)).toBe(name);
    });

    it("with k cosignatures is accepted, and says that the quorum is not met", () => {
        const facts = must(checkReceipt(without(15), id, exampleManifest, keys));
        expect(facts).toMatchObject({ cosigners: [1, 3], quorumMet: false });
    });

    it("meets the quorum with as many as any statement of absence asks for, not before", () => {
        // Three of four, quorum four; three of five, where one that is absent makes it four.
        const met = (n: number, cosignerQuorum: number) => {
            const joint = { ...exampleManifest.joint, n, cosignerQuorum };
            return must(checkReceipt(receipt, id, { ...exampleManifest, joint }, keys)).quorumMet;
        };
        expect([met(4, 3), met(4, 4), met(5, 3)]).toEqual([true, false, false]);
    });

    it("is of no other ballot", () => {
        const other = ballotId(flip(id, 0));
        expect(verdict(checkReceipt(receipt, other, exampleManifest, keys))).toBe("proof_rejected");
    });

    it("is checked with the entries that the manifest names, and no others", () => {
        const foreign = { ...congress, id: flip(congress.id, 0) };
        expect(verdict(checkpointKeys(exampleManifest, foreign, enrolment))).toBe("wrong_manifest");
        const replaced = { ...enrolment, hash: flip(enrolment.hash, 0) };
        expect(verdict(checkpointKeys(exampleManifest, congress, replaced))).toBe("wrong_manifest");
    });

    it("reads back as what it says", () => {
        const proof = must(decodeTlogProof(receipt));
        expect(proof.hashes.length).toBe(5);
        const note = `${lines.slice(9).join("\n")}\n`;
        expect(must(decodeSignedCheckpoint(note))).toEqual(proof.signed);
    });
});
