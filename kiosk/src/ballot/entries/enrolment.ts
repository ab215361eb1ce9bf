// ballot/entries/enrolment.ts — the people who act (PROTOCOL §3.2), each signed by the own keys.
import { concat, equalBytes, type Bytes } from "../../basics/bytes.ts";
import { encodeCrockford, encodeHex, groups } from "../../basics/encoding.ts";
import { Reader } from "../../basics/reader.ts";
import { demand, need, steps, type Refusal, type Result } from "../../basics/result.ts";
import { taggedHash } from "../../crypto/hash.ts";
import type { Point } from "../../crypto/point.ts";
import { signatureBytes, type VerifyKey } from "../../crypto/signature.ts";
import { roles, type Role } from "../acts.ts";
import { readPoint, readVerifyKey } from "../fields.ts";
import { word } from "../method.ts";
import {
    entryTypes,
    hashBytes,
    personNameBytesMax,
    personsMax,
    tags,
    tellersMax,
} from "../wire.ts";
import { decodeCongress } from "./congress.ts";

export interface TellerKeys {
    readonly dkgKey: Point;
    readonly cosignerKey: VerifyKey;
}

/** A teller's keys and the signature of the second one. */
export interface EnrolledTeller extends TellerKeys {
    readonly cosignerSignature: Bytes;
}

export interface Person {
    readonly role: Role;
    readonly name: string;
    readonly statementKey: VerifyKey;
    readonly teller: EnrolledTeller | null;
    /** What the person signed: the congress and the own part of the entry. */
    readonly statement: Bytes;
    readonly signature: Bytes;
}

export interface Enrolment {
    readonly hash: Bytes;
    readonly congressId: Bytes;
    /** Person i at i − 1. */
    readonly persons: readonly Person[];
    /** Teller i's at i − 1. */
    readonly tellers: readonly TellerKeys[];
}

const fingerprintCharacters = 16;

/** Read aloud by everybody enrolled. */
export function enrolmentFingerprint({ hash }: Enrolment): string {
    return groups(encodeCrockford(hash, fingerprintCharacters), 4).join("-");
}

function* readTellerKeys(reader: Reader): Generator<Refusal, TellerKeys> {
    const dkgKey = yield* readPoint(reader);
    return { dkgKey, cosignerKey: yield* readVerifyKey(reader) };
}

function* readPerson(
    reader: Reader,
    entry: Uint8Array,
    congressId: Bytes,
): Generator<Refusal, Person> {
    const coreAt = reader.offset;
    const role = yield* word(reader, roles);
    const name = yield* need(reader.text(1, personNameBytesMax));
    const statementKey = yield* readVerifyKey(reader);
    const keys = role === "teller" ? yield* readTellerKeys(reader) : null;
    yield* need(reader.take(hashBytes));
    const statement = concat(congressId, entry.subarray(coreAt, reader.offset));
    const signature = yield* need(reader.take(signatureBytes));
    const person = { role, name, statementKey, statement, signature };
    if (keys === null) return { ...person, teller: null };
    const cosignerSignature = yield* need(reader.take(signatureBytes));
    return { ...person, teller: { ...keys, cosignerSignature } };
}

function distinct(keys: readonly Bytes[]): boolean {
    return new Set(keys.map(encodeHex)).size === keys.length;
}

/** Refuses: malformed, not_canonical, identity_point. */
export function decodeEnrolment(entry: Uint8Array): Result<Enrolment> {
    return steps(function* () {
        const reader = new Reader(entry);
        yield* need(reader.oneOf([entryTypes.enrolment]));
        const congressId = yield* need(reader.take(hashBytes));
        const count = yield* need(reader.u16());
        yield* demand(count >= 1 && count <= personsMax, `${count} persons`);
        const persons: Person[] = [];
        while (persons.length < count) {
            persons.push(yield* readPerson(reader, entry, congressId));
        }
        yield* need(reader.finish());
        const tellers = persons.flatMap(({ teller }) => (teller === null ? [] : [teller]));
        yield* demand(tellers.length <= tellersMax, `${tellers.length} tellers`);
        return { hash: taggedHash(tags.enrolment, entry), congressId, persons, tellers };
    });
}

/** Refuses: malformed (a key twice), signature_rejected. */
export function checkEnrolment({ persons, tellers }: Enrolment): Result<void> {
    return steps(function* () {
        const signing = [
            ...persons.map(({ statementKey }) => statementKey.bytes),
            ...tellers.map(({ cosignerKey }) => cosignerKey.bytes),
        ];
        yield* demand(distinct(signing), "a signing key twice");
        yield* demand(distinct(tellers.map(({ dkgKey }) => dkgKey.encode())), "a dkg key twice");
        for (const { statementKey, statement, signature, teller } of persons) {
            yield* need(statementKey.verify(tags.enrol, statement, signature));
            if (teller === null) continue;
            const { cosignerKey, cosignerSignature } = teller;
            yield* need(cosignerKey.verify(tags.enrolCosigner, statement, cosignerSignature));
        }
    });
}

/** Null: not the people of this congress, or not signed by them. */
export function readEnrolment(congressEntry: Bytes, entry: Bytes): Enrolment | null {
    const congress = decodeCongress(congressEntry);
    const enrolment = decodeEnrolment(entry);
    if (!congress.ok || !enrolment.ok || !checkEnrolment(enrolment.value).ok) return null;
    return equalBytes(congress.value.id, enrolment.value.congressId) ? enrolment.value : null;
}
