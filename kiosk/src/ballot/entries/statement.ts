// ballot/entries/statement.ts — what officials, scrutineers and tellers do and sign (PROTOCOL §9).
//
// An act, its body, and one or two signatures. Which act may follow when is the server's to say; the table
// of bodies and signers is here.
import { compareBytes, concat, type Bytes } from "../../basics/bytes.ts";
import { Reader } from "../../basics/reader.ts";
import { demand, need, steps, type Refusal, type Result } from "../../basics/result.ts";
import { bytes16, text, u16, u32, u64, u8 } from "../../basics/writer.ts";
import { taggedHash } from "../../crypto/hash.ts";
import { signatureBytes, type SigningKey, type VerifyKey } from "../../crypto/signature.ts";
import { acts, type Act, type Role } from "../acts.ts";
import { readSheets, readVerifyKey } from "../fields.ts";
import { deputyNumber, type DeputyNumber } from "../ids.ts";
import { roundKinds, type RoundKind } from "../manifest.ts";
import { word } from "../method.ts";
import {
    batchesMax,
    deputiesMax,
    entryTypes,
    hashBytes,
    reasonBytesMax,
    slipsVoidedMax,
    tags,
} from "../wire.ts";

export type StatementBody =
    | { readonly kind: "empty" }
    | { readonly kind: "deputies"; readonly deputies: readonly DeputyNumber[] }
    | {
          readonly kind: "card";
          readonly deputy: DeputyNumber;
          readonly identityKey: VerifyKey;
          readonly reason: string;
      }
    | { readonly kind: "reason"; readonly reason: string }
    | { readonly kind: "log_position"; readonly size: bigint; readonly root: Bytes }
    | { readonly kind: "absent_tellers"; readonly tellers: readonly number[] }
    | { readonly kind: "result"; readonly result: Bytes }
    | { readonly kind: "next_round"; readonly parent: Bytes; readonly next: RoundKind }
    | { readonly kind: "slips"; readonly slips: readonly Bytes[] }
    | {
          readonly kind: "paper";
          /** Sheets for which no token was given up. */
          readonly uncancelled: number;
          readonly batches: number;
          readonly paperHash: Bytes;
      }
    | { readonly kind: "used_slips"; readonly usedSlips: number };
type BodyKind = StatementBody["kind"];

type SignedBy = "official" | "teller" | "official_and_second" | "two_tellers";

export interface ActRule {
    readonly signedBy: SignedBy;
    readonly body: BodyKind;
    /** The scope is the congress, not a round. */
    readonly ofCongress: boolean;
}

const ofRound = (signedBy: SignedBy, body: BodyKind): ActRule => ({
    signedBy,
    body,
    ofCongress: false,
});
const ofCongress = (signedBy: SignedBy, body: BodyKind): ActRule => ({
    signedBy,
    body,
    ofCongress: true,
});

export const actRules: Readonly<Record<Act, ActRule>> = {
    sign_in: ofCongress("official", "deputies"),
    leave: ofCongress("official", "deputies"),
    replace_card: ofCongress("two_tellers", "card"),
    seal: ofRound("official_and_second", "empty"),
    unseal: ofRound("official_and_second", "reason"),
    open: ofRound("official_and_second", "empty"),
    end_issuing: ofRound("official", "empty"),
    pause: ofRound("official_and_second", "reason"),
    resume: ofRound("official_and_second", "log_position"),
    close: ofRound("official_and_second", "empty"),
    absent: ofRound("official_and_second", "absent_tellers"),
    report: ofRound("teller", "result"),
    announce: ofRound("official_and_second", "result"),
    further_round: ofRound("official_and_second", "next_round"),
    void: ofRound("official_and_second", "reason"),
    publish: ofRound("official_and_second", "empty"),
    void_slips: ofRound("official_and_second", "slips"),
    paper: ofRound("official_and_second", "paper"),
    end_claims: ofRound("official_and_second", "used_slips"),
};

/** The roles that each signer of an act may have, in the order of signing. */
export function signersOf(act: Act): readonly (readonly Role[])[] {
    switch (actRules[act].signedBy) {
        case "official":
            return [["official"]];
        case "teller":
            return [["teller"]];
        case "official_and_second":
            return [["official"], ["scrutineer", "teller"]];
        case "two_tellers":
            return [["teller"], ["teller"]];
    }
}

export interface StatementSigner {
    readonly person: number;
    readonly signature: Bytes;
}

/** What is signed. The body is of the act's kind. */
export interface StatementText {
    readonly act: Act;
    /** Congress id or manifest hash. */
    readonly scope: Bytes;
    readonly serial: number;
    readonly minute: number;
    readonly body: StatementBody;
}

export interface Statement extends StatementText {
    readonly signers: readonly StatementSigner[];
}

function encodeBody(body: StatementBody): Bytes {
    switch (body.kind) {
        case "empty":
            return new Uint8Array();
        case "deputies":
            return concat(u16(body.deputies.length), ...body.deputies.map(u32));
        case "card":
            return concat(u32(body.deputy), body.identityKey.bytes, text(body.reason));
        case "reason":
            return text(body.reason);
        case "log_position":
            return concat(u64(body.size), body.root);
        case "absent_tellers":
            return concat(u8(body.tellers.length), ...body.tellers.map(u8));
        case "result":
            return body.result;
        case "next_round":
            return concat(body.parent, u8(roundKinds[body.next]));
        case "slips":
            return concat(u16(body.slips.length), ...body.slips);
        case "paper":
            return concat(u32(body.uncancelled), u16(body.batches), body.paperHash);
        case "used_slips":
            return u32(body.usedSlips);
    }
}

/** What each signer signs. */
function statementPayload({ act, scope, serial, minute, body }: StatementText): Bytes {
    const head = concat(u8(acts[act]), scope, u32(serial), u32(minute));
    return concat(head, bytes16(encodeBody(body)));
}

export function encodeStatement(statement: Statement): Bytes {
    const signers = statement.signers.map(({ person, signature }) =>
        concat(u16(person), signature),
    );
    const head = concat(u8(entryTypes.statement), statementPayload(statement));
    return concat(head, u8(signers.length), ...signers);
}

/** With this person's signature behind those that it has. */
export async function signStatement(
    statement: Statement,
    person: number,
    key: SigningKey,
): Promise<Statement> {
    const signature = await key.sign(tags.statement, statementPayload(statement));
    return { ...statement, signers: [...statement.signers, { person, signature }] };
}

/** Refuses: signature_rejected. */
export function checkStatementSignature(
    statement: Statement,
    { signature }: StatementSigner,
    key: VerifyKey,
): Result<void> {
    return key.verify(tags.statement, statementPayload(statement), signature);
}

/** Numbers from 1, ascending. */
function* readAscending(
    count: number,
    next: () => Result<number>,
    what: string,
): Generator<Refusal, number[]> {
    const numbers: number[] = [];
    while (numbers.length < count) {
        const number = yield* need(next());
        yield* demand(number > (numbers.at(-1) ?? 0), `${what} out of order`);
        numbers.push(number);
    }
    return numbers;
}

function* readDeputies(reader: Reader): Generator<Refusal, StatementBody> {
    const count = yield* need(reader.u16());
    yield* demand(count <= deputiesMax, `${count} deputies`);
    const numbers = yield* readAscending(count, () => reader.u32(), "deputies");
    return { kind: "deputies", deputies: numbers.map(deputyNumber) };
}

function* readCard(reader: Reader): Generator<Refusal, StatementBody> {
    const deputy = deputyNumber(yield* need(reader.u32()));
    const identityKey = yield* readVerifyKey(reader);
    const reason = yield* need(reader.text(0, reasonBytesMax));
    return { kind: "card", deputy, identityKey, reason };
}

function* readNextRound(reader: Reader): Generator<Refusal, StatementBody> {
    const parent = yield* need(reader.take(hashBytes));
    const next = yield* word(reader, roundKinds);
    yield* demand(next !== "first", "a further round of kind first");
    return { kind: "next_round", parent, next };
}

function* readSlips(reader: Reader): Generator<Refusal, StatementBody> {
    const count = yield* need(reader.u16());
    yield* demand(count >= 1 && count <= slipsVoidedMax, `${count} slips`);
    const slips: Bytes[] = [];
    while (slips.length < count) {
        const slip = yield* need(reader.take(hashBytes));
        const last = slips.at(-1);
        yield* demand(last === undefined || compareBytes(last, slip) < 0, "slips out of order");
        slips.push(slip);
    }
    return { kind: "slips", slips };
}

function* readPaper(reader: Reader): Generator<Refusal, StatementBody> {
    const uncancelled = yield* readSheets(reader);
    const batches = yield* need(reader.u16());
    yield* demand(batches <= batchesMax, `${batches} batches`);
    return { kind: "paper", uncancelled, batches, paperHash: yield* need(reader.take(hashBytes)) };
}

function* readBody(reader: Reader, act: Act): Generator<Refusal, StatementBody> {
    const { body: kind } = actRules[act];
    switch (kind) {
        case "empty":
            return { kind };
        case "deputies":
            return yield* readDeputies(reader);
        case "card":
            return yield* readCard(reader);
        case "reason":
            // Only a pause may leave its reason out.
            return {
                kind,
                reason: yield* need(reader.text(act === "pause" ? 0 : 1, reasonBytesMax)),
            };
        case "log_position":
            return {
                kind,
                size: yield* need(reader.u64()),
                root: yield* need(reader.take(hashBytes)),
            };
        case "absent_tellers": {
            const count = yield* need(reader.u8());
            return { kind, tellers: yield* readAscending(count, () => reader.u8(), "tellers") };
        }
        case "result":
            return { kind, result: yield* need(reader.take(hashBytes)) };
        case "next_round":
            return yield* readNextRound(reader);
        case "slips":
            return yield* readSlips(reader);
        case "paper":
            return yield* readPaper(reader);
        case "used_slips":
            return { kind, usedSlips: yield* readSheets(reader) };
    }
}

/** That an act of two has its second signer is asked where the enrolment is at hand. Refuses: malformed, not_canonical. */
export function decodeStatement(entry: Uint8Array): Result<Statement> {
    return steps(function* () {
        const reader = new Reader(entry);
        yield* need(reader.oneOf([entryTypes.statement]));
        const act = yield* word(reader, acts);
        const scope = yield* need(reader.take(hashBytes));
        const serial = yield* need(reader.u32());
        const minute = yield* need(reader.u32());
        const bodyReader = new Reader(yield* need(reader.bytes16()));
        const body = yield* readBody(bodyReader, act);
        yield* need(bodyReader.finish());
        const count = yield* need(reader.u8());
        yield* demand(count >= 1 && count <= signersOf(act).length, `${count} signers`);
        const signers: StatementSigner[] = [];
        while (signers.length < count) {
            const person = yield* need(reader.u16());
            signers.push({ person, signature: yield* need(reader.take(signatureBytes)) });
        }
        yield* need(reader.finish());
        return { act, scope, serial, minute, body, signers };
    });
}

/** Of the entry that voided a round: what the next one names as its parent. */
export function voidHash(entry: Uint8Array): Bytes {
    return taggedHash(tags.void, entry);
}
