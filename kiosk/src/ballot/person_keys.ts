// ballot/person_keys.ts — what the key file of an official, a scrutineer or a teller holds.
//
//   u8 role ‖ text name ‖ statement seed 32 ‖ nonce 32 ‖ (teller) dkg scalar 32 ‖ cosigner seed 32
//
// Of it a page needs the statement key and the nonce; a teller's other two keys are asked for their form and left
// to piaojue-teller, and a teller's file is made there. Secret: all of it but role, name and nonce.
import { concat, type Bytes } from "../basics/bytes.ts";
import { Reader } from "../basics/reader.ts";
import { need, steps, type Result } from "../basics/result.ts";
import { text, u8 } from "../basics/writer.ts";
import { openSealedFile, sealFile, type SealCost } from "../crypto/sealed_file.ts";
import { SigningKey } from "../crypto/signature.ts";
import { roles, type Role } from "./acts.ts";
import { readScalar } from "./fields.ts";
import { word } from "./method.ts";
import { hashBytes, personNameBytesMax, seedBytes } from "./wire.ts";

export interface PersonKeys {
    readonly role: Role;
    readonly name: string;
    readonly statementKey: SigningKey;
    /** Of the enrolment line. */
    readonly nonce: Bytes;
}

interface StatementSeed {
    readonly role: Role;
    readonly name: string;
    readonly seed: Bytes;
    readonly nonce: Bytes;
}

function readPersonKeys(secret: Uint8Array): Result<StatementSeed> {
    const reader = new Reader(secret);
    return steps(function* () {
        const role = yield* word(reader, roles);
        const name = yield* need(reader.text(0, personNameBytesMax));
        const seed = yield* need(reader.take(seedBytes));
        const nonce = yield* need(reader.take(hashBytes));
        if (role === "teller") {
            yield* readScalar(reader);
            (yield* need(reader.take(seedBytes))).fill(0);
        }
        yield* need(reader.finish());
        return { role, name, seed, nonce };
    });
}

/** Refuses: malformed, not_canonical. Wipes what it was given. */
export async function decodePersonKeys(secret: Uint8Array): Promise<Result<PersonKeys>> {
    const read = readPersonKeys(secret);
    secret.fill(0);
    if (!read.ok) return read;
    const { role, name, seed, nonce } = read.value;
    const statementKey = await SigningKey.fromSeed(seed);
    seed.fill(0);
    return { ok: true, value: { role, name, statementKey, nonce } };
}

/** Refuses: those of openSealedFile; malformed and not_canonical for a file that holds something else. */
export async function openPersonKeys(
    file: Uint8Array,
    passphrase: Uint8Array,
    onProgress?: (part: number) => void,
): Promise<Result<PersonKeys>> {
    const secret = await openSealedFile(file, passphrase, onProgress);
    return secret.ok ? decodePersonKeys(secret.value) : secret;
}

export interface NewKeyFile {
    readonly keys: PersonKeys;
    readonly file: Bytes;
}

/** Of somebody without a share. Wipes the seed. Refuses: malformed (no passphrase), internal (no such memory here). */
export async function makeKeyFile(
    role: Exclude<Role, "teller">,
    name: string,
    passphrase: Uint8Array,
    random: (length: number) => Bytes,
    seal: { readonly cost?: SealCost; readonly onProgress?: (part: number) => void } = {},
): Promise<Result<NewKeyFile>> {
    const seed = random(seedBytes);
    const nonce = random(hashBytes);
    const secret = concat(u8(roles[role]), text(name), seed, nonce);
    const statementKey = await SigningKey.fromSeed(seed);
    seed.fill(0);
    const sealed = await sealFile(secret, passphrase, random, seal.cost, seal.onProgress);
    secret.fill(0);
    if (!sealed.ok) return sealed;
    return { ok: true, value: { keys: { role, name, statementKey, nonce }, file: sealed.value } };
}
