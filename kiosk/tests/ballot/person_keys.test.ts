// Key files that piaojue-teller wrote: opened here, they hold the keys of the line that it signed.
import { describe, expect, it } from "vitest";
import { concat, utf8 } from "../../src/basics/bytes.ts";
import { decodeBase64, encodeHex } from "../../src/basics/encoding.ts";
import { u8 } from "../../src/basics/writer.ts";
import { openSealedFile } from "../../src/crypto/sealed_file.ts";
import { VerifyKey } from "../../src/crypto/signature.ts";
import type { Role } from "../../src/ballot/acts.ts";
import { decodeEnrolment } from "../../src/ballot/entries/enrolment.ts";
import { decodePersonKeys, openPersonKeys } from "../../src/ballot/person_keys.ts";
import { flip, hex, must, patch, vectors, verdict } from "../support/vectors.ts";

const { congress, files } = vectors<{
    congress: string;
    files: {
        role: Role;
        name: string;
        passphrase: string;
        stretched: boolean;
        file: string;
        line: string;
    }[];
}>("piaojue_key_files.json");
const quick = files.filter(({ stretched }) => !stretched);
const first = must(decodeBase64(quick[0]?.file ?? ""));
const right = utf8(quick[0]?.passphrase ?? "");

const linesOf = (line: string) =>
    must(decodeEnrolment(concat(u8(2), hex(congress), new Uint8Array([0, 1]), hex(line))));

describe("a key file", () => {
    it.each(files)(
        "of a $role, stretched $stretched, holds the key that signed the line",
        async ({ role, name, passphrase, file, line }) => {
            const parts: number[] = [];
            const keys = must(
                await openPersonKeys(must(decodeBase64(file)), utf8(passphrase), (part) => {
                    parts.push(part);
                }),
            );
            expect(keys).toMatchObject({ role, name });
            const [person] = linesOf(line).persons;
            expect(person).toMatchObject({ role, name });
            expect(keys.statementKey.verifyKey.bytes).toEqual(person?.statementKey.bytes);
            expect(parts.at(-1)).toBe(1);
            const message = utf8("one and the same key");
            const signature = await keys.statementKey.sign("tag", message);
            const known = must(VerifyKey.decode(person?.statementKey.bytes ?? new Uint8Array()));
            expect(verdict(known.verify("tag", message, signature))).toBe("ok");
        },
        // 256 MiB three times over, in JavaScript, of a file of before.
        300_000,
    );

    it("of a passphrase that a person chose asks for 64 MiB today, and asked for 256", () => {
        const stretched = files.filter((one) => one.stretched);
        const costs = stretched.map(({ file }) => must(decodeBase64(file)).slice(5, 13));
        expect(costs.map(encodeHex)).toEqual(["0000000300040000", "0000000300010000"]);
    });

    it.each(["", "another", "a passphrase that a machine could have made "])(
        "stays shut under the passphrase '%s'",
        async (passphrase) => {
            expect(verdict(await openPersonKeys(first, utf8(passphrase)))).toBe("not_permitted");
        },
    );

    it("is refused with any byte changed or missing", async () => {
        for (let index = 0; index < first.length; index += 1) {
            expect(verdict(await openSealedFile(flip(first, index), right))).not.toBe("ok");
            expect(verdict(await openSealedFile(first.slice(0, index), right))).not.toBe("ok");
        }
        expect(verdict(await openSealedFile(concat(first, u8(0)), right))).toBe("not_permitted");
    });

    it.each([
        ["17 operations", 5, [0, 0, 0, 17], "malformed"],
        ["no operation", 5, [0, 0, 0, 0], "malformed"],
        ["7 KiB", 9, [0, 0, 0, 7], "malformed"],
        ["more than a GiB", 9, [0, 16, 0, 1], "malformed"],
        ["version 2", 4, [2], "wrong_version"],
        ["another beginning", 0, [0x51], "malformed"],
    ] as const)(
        "that asks for %s is refused before any work",
        async (_name, at, bytes, refusal) => {
            expect(verdict(await openSealedFile(patch(first, at, bytes), right))).toBe(refusal);
        },
    );

    it("holds at most 1 MiB", async () => {
        const large = concat(first, new Uint8Array(1024 * 1024));
        expect(verdict(await openSealedFile(large, right))).toBe("too_large");
    });
});

describe("what a key file holds", () => {
    const held = async () => must(await openSealedFile(first, right));

    it("is refused with a role that nobody has, bytes left over, or a scalar that is none", async () => {
        expect(verdict(await decodePersonKeys(patch(await held(), 0, [0])))).toBe("malformed");
        expect(verdict(await decodePersonKeys(patch(await held(), 0, [4])))).toBe("malformed");
        expect(verdict(await decodePersonKeys(concat(await held(), u8(0))))).toBe("malformed");
        const tail = concat(new Uint8Array(32).fill(255), new Uint8Array(32));
        const teller = concat(patch(await held(), 0, [3]), tail);
        expect(verdict(await decodePersonKeys(teller))).toBe("not_canonical");
    });

    it("is wiped once it was read", async () => {
        const secret = await held();
        await decodePersonKeys(secret);
        expect(secret.every((byte) => byte === 0)).toBe(true);
    });
});
