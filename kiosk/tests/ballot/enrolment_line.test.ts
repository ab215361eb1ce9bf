// Lines and lists as piaojue-teller writes them: key files and lines that Python made, the enrolment of the example.
import { describe, expect, it } from "vitest";
import { concat, utf8, type Bytes } from "../../src/basics/bytes.ts";
import { decodeBase64, encodeHex } from "../../src/basics/encoding.ts";
import type { Role } from "../../src/ballot/acts.ts";
import { decodeEnrolment, enrolmentFingerprint } from "../../src/ballot/entries/enrolment.ts";
import {
    decodeLine,
    encodeEnrolment,
    isPersonName,
    makeLine,
    readLines,
} from "../../src/ballot/enrolment_line.ts";
import { makeKeyFile, openPersonKeys } from "../../src/ballot/person_keys.ts";
import { openSealedFile, sealFile } from "../../src/crypto/sealed_file.ts";
import { exampleEntries } from "../support/rounds.ts";
import { flip, hex, must, vectors, verdict } from "../support/vectors.ts";

const { congress, files } = vectors<{
    congress: string;
    files: { role: Role; passphrase: string; stretched: boolean; file: string; line: string }[];
}>("piaojue_key_files.json");
const id = hex(congress);
const quick = files.filter(({ stretched }) => !stretched);
const least = { operations: 1, memoryKib: 8 };
const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));

describe("an enrolment line", () => {
    it.each(quick.filter(({ role }) => role !== "teller"))(
        "of a $role is byte for byte what the key file's owner would have signed elsewhere",
        async ({ file, passphrase, line }) => {
            const keys = must(await openPersonKeys(must(decodeBase64(file)), utf8(passphrase)));
            expect(must(await makeLine(id, keys))).toEqual(hex(line));
        },
    );

    it("of a teller is not made here: two of the keys are not here", async () => {
        const [teller] = quick.filter(({ role }) => role === "teller");
        const file = must(decodeBase64(teller?.file ?? ""));
        const keys = must(await openPersonKeys(file, utf8(teller?.passphrase ?? "")));
        expect(verdict(await makeLine(id, keys))).toBe("not_permitted");
    });

    it("is refused with any byte changed, and for another congress", () => {
        const line = hex(quick[0]?.line ?? "");
        expect(verdict(decodeLine(id, line))).toBe("ok");
        for (let index = 1; index < line.length; index += 7) {
            expect(verdict(decodeLine(id, flip(line, index)))).not.toBe("ok");
        }
        expect(verdict(decodeLine(flip(id, 0), line))).toBe("signature_rejected");
    });
});

describe("a list of lines", () => {
    /** The example's entry cut into its lines. */
    const entry = exampleEntries.find(([type]) => type === 2) ?? new Uint8Array();
    const congressId = new Uint8Array(entry.slice(1, 33));

    it("is byte for byte the enrolment entry of the example", () => {
        const lines = must(decodeEnrolment(entry)).persons.map(({ statement, signature, teller }) =>
            concat(statement.slice(32), signature, teller?.cosignerSignature ?? new Uint8Array()),
        );
        for (const line of lines) expect(verdict(decodeLine(congressId, line))).toBe("ok");
        expect(encodeEnrolment(congressId, lines)).toEqual(entry);
        expect(enrolmentFingerprint(must(readLines(congressId, lines)))).toMatch(
            /^(\w{4}-){3}\w{4}$/,
        );
    });

    it("is refused empty, or with a key twice", () => {
        const line = hex(quick[0]?.line ?? "");
        expect(verdict(readLines(id, []))).toBe("malformed");
        expect(verdict(readLines(id, [line, line]))).toBe("malformed");
    });
});

describe("a key file made here", () => {
    it("opens under its passphrase alone, and signs the line that its maker was shown", async () => {
        const seal = { cost: least };
        const made = must(
            await makeKeyFile("official", "工作人员 1", utf8("一二三"), random, seal),
        );
        const opened = must(await openPersonKeys(made.file, utf8("一二三")));
        expect(opened).toMatchObject({ role: "official", name: "工作人员 1" });
        expect(must(await makeLine(id, opened))).toEqual(must(await makeLine(id, made.keys)));
        expect(verdict(await openPersonKeys(made.file, utf8("一二")))).toBe("not_permitted");
    });

    it("has the form of the document: magic, version, costs, 16 and 24 fresh bytes", async () => {
        const file = must(await sealFile(utf8("geheim"), utf8("x"), random, least));
        expect(file.subarray(0, 13)).toEqual(
            concat(utf8("PJSF"), new Uint8Array([1, 0, 0, 0, 1, 0, 0, 0, 8])),
        );
        expect(file).toHaveLength(53 + 6 + 16);
        expect(must(await openSealedFile(file, utf8("x")))).toEqual(utf8("geheim"));
        expect(verdict(await sealFile(utf8("geheim"), utf8(""), random, least))).toBe("malformed");
        const chosen = must(await sealFile(utf8("geheim"), utf8("x"), random));
        expect(encodeHex(chosen.slice(5, 13))).toBe("0000000300010000");
    });

    it("is for a name on one line, of at most 100 bytes", () => {
        expect(isPersonName("工作人员 1")).toBe(true);
        for (const name of ["", "a\nb", "员".repeat(34)]) expect(isPersonName(name)).toBe(false);
    });
});
