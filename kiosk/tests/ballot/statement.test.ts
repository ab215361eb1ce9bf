// Statements of all acts, as Python made them from the document (PROTOCOL §9).
import { describe, expect, it } from "vitest";
import type { Bytes } from "../../src/basics/bytes.ts";
import type { Errc } from "../../src/basics/errc.ts";
import { concat } from "../../src/basics/bytes.ts";
import { encodeHex } from "../../src/basics/encoding.ts";
import { bytes16, u16, u32, u8 } from "../../src/basics/writer.ts";
import { taggedHash } from "../../src/crypto/hash.ts";
import { SigningKey, VerifyKey } from "../../src/crypto/signature.ts";
import { actNames, type Act } from "../../src/ballot/acts.ts";
import * as statements from "../../src/ballot/entries/statement.ts";
import { deputyNumber } from "../../src/ballot/ids.ts";
import type { RoundKind } from "../../src/ballot/manifest.ts";
import { flip, hex, must, vectors, verdict } from "../support/vectors.ts";

interface Fields {
    readonly deputies?: number[];
    readonly deputy?: number;
    readonly identity_key?: string;
    readonly reason?: string;
    readonly size?: string;
    readonly root?: string;
    readonly tellers?: number[];
    readonly result?: string;
    readonly parent?: string;
    readonly kind?: RoundKind;
    readonly slips?: string[];
    readonly uncancelled?: number;
    readonly batches?: number;
    readonly paper_hash?: string;
    readonly used_slips?: number;
}
const file = vectors<{
    persons: { name: string; person: number; statement_seed: string; statement_key: string }[];
    statements: {
        act: Act;
        scope: string;
        serial: number;
        minute: number;
        body: Fields;
        signers: string[];
        entry: string;
    }[];
    refused: { name: string; entry: string; refusal: Errc }[];
}>("piaojue_statement.json");

function bodyOf(act: Act, fields: Fields): statements.StatementBody {
    const { body: kind } = statements.actRules[act];
    const given = (name: "identity_key" | "root" | "result" | "parent"): Bytes =>
        hex(fields[name] ?? "none");
    switch (kind) {
        case "empty":
            return { kind };
        case "deputies":
            return { kind, deputies: (fields.deputies ?? []).map(deputyNumber) };
        case "card": {
            const identityKey = must(VerifyKey.decode(given("identity_key")));
            const deputy = deputyNumber(fields.deputy ?? 0);
            return { kind, deputy, identityKey, reason: fields.reason ?? "" };
        }
        case "reason":
            return { kind, reason: fields.reason ?? "none" };
        case "log_position":
            return { kind, size: BigInt(fields.size ?? ""), root: given("root") };
        case "absent_tellers":
            return { kind, tellers: fields.tellers ?? [] };
        case "result":
            return { kind, result: given("result") };
        case "next_round":
            return { kind, parent: given("parent"), next: fields.kind ?? "first" };
        case "slips":
            return { kind, slips: (fields.slips ?? []).map(hex) };
        case "paper": {
            const { uncancelled = 0, batches = 0 } = fields;
            return { kind, uncancelled, batches, paperHash: hex(fields.paper_hash ?? "none") };
        }
        case "used_slips":
            return { kind, usedSlips: fields.used_slips ?? 0 };
    }
}

const person = (name: string) => {
    const found = file.persons.find((one) => one.name === name);
    if (found === undefined) throw new Error(`nobody is ${name}`);
    return found;
};
const decoded = (entry: string): statements.Statement =>
    must(statements.decodeStatement(hex(entry)));

describe.each(file.statements)("$act", ({ act, scope, serial, minute, body, signers, entry }) => {
    it("is signed to these bytes by these people, in this order", async () => {
        const head = { act, scope: hex(scope), serial, minute, body: bodyOf(act, body) };
        let statement: statements.Statement = { ...head, signers: [] };
        for (const name of signers) {
            const key = await SigningKey.fromSeed(hex(person(name).statement_seed));
            statement = await statements.signStatement(statement, person(name).person, key);
        }
        expect(encodeHex(statements.encodeStatement(statement))).toBe(entry);
    });

    it("is read to what it says, and every signature is of its person and of no other", () => {
        const statement = decoded(entry);
        expect(encodeHex(statements.encodeStatement(statement))).toBe(entry);
        expect(statement).toMatchObject({ act, serial, minute });
        expect(statement.signers.map((signer) => signer.person)).toEqual(
            signers.map((name) => person(name).person),
        );
        for (const [i, signer] of statement.signers.entries()) {
            for (const { name, statement_key: bytes } of file.persons) {
                const key = must(VerifyKey.decode(hex(bytes)));
                const found = statements.checkStatementSignature(statement, signer, key);
                expect(verdict(found)).toBe(name === signers[i] ? "ok" : "signature_rejected");
            }
        }
    });

    it("is signed by the roles that its row of the table names", () => {
        const roleOf = (name: string) => (name === "second teller" ? "teller" : name);
        const allowed = statements.signersOf(act);
        expect(signers).toHaveLength(allowed.length);
        for (const [i, name] of signers.entries()) expect(allowed[i]).toContain(roleOf(name));
    });
});

it("covers all acts; those of paper and of claims are in paper.test.ts", () => {
    const covered = [...file.statements.map(({ act }) => act), "paper", "end_claims"];
    expect([...new Set(covered)]).toEqual(actNames);
});

it("is signed with everything in it", () => {
    const row = file.statements.find(({ act }) => act === "pause");
    const { statement_key: key } = person("official");
    const entry = hex(row?.entry ?? "none");
    const signaturesAt = entry.length - 133;
    for (let index = 2; index < signaturesAt; index += 1) {
        const changed = statements.decodeStatement(flip(entry, index));
        if (!changed.ok) continue;
        const first = changed.value.signers[0];
        if (first === undefined) throw new Error("a statement that was read has a signer");
        const official = must(VerifyKey.decode(hex(key)));
        const found = statements.checkStatementSignature(changed.value, first, official);
        expect([index, verdict(found)]).toEqual([index, "signature_rejected"]);
    }
});

it("of an act of two can be read with one signer: it waits for the second", () => {
    const { signers, ...text } = decoded(
        file.statements.find((s) => s.act === "seal")?.entry ?? "",
    );
    const half = statements.encodeStatement({ ...text, signers: signers.slice(0, 1) });
    expect(must(statements.decodeStatement(half)).signers).toHaveLength(1);
});

it.each(file.refused)("$name cannot be read", ({ entry, refusal }) => {
    expect(verdict(statements.decodeStatement(hex(entry)))).toBe(refusal);
});

it("signs in at most 10,000 deputies at a time", () => {
    const deputies = (count: number) => Array.from({ length: count }, (_, i) => u32(i + 1));
    const entry = (count: number) =>
        concat(
            concat(u8(7), u8(1), new Uint8Array(32), u32(1), u32(1)),
            bytes16(concat(u16(count), ...deputies(count))),
            concat(u8(1), u16(1), new Uint8Array(64)),
        );
    expect(verdict(statements.decodeStatement(entry(10_000)))).toBe("ok");
    expect(verdict(statements.decodeStatement(entry(10_001)))).toBe("malformed");
});

it("has a void hash over the whole entry", () => {
    const entry = hex(file.statements.find(({ act }) => act === "void")?.entry ?? "none");
    expect(statements.voidHash(entry)).toEqual(taggedHash("piaojue/v1/void", entry));
});
