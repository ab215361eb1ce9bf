// ballot/person_keys.ts — what the key file of an official, a scrutineer or a teller holds.
//
//   u8 role ‖ text name ‖ statement seed 32 ‖ nonce 32 ‖ (teller) dkg scalar 32 ‖ cosigner seed 32
//
// Of it a page needs the statement key alone; a teller's other two keys are asked for their form and left
// to piaojue-teller. Secret: all of it.
import type { Bytes } from "../basics/bytes.ts";
import { Reader } from "../basics/reader.ts";
import { need, steps, type Result } from "../basics/result.ts";
import { openSealedFile } from "../crypto/sealed_file.ts";
import { SigningKey } from "../crypto/signature.ts";
import { roles, type Role } from "./acts.ts";
import { readScalar } from "./fields.ts";
import { word } from "./method.ts";
import { hashBytes, seedBytes } from "./wire.ts";

export interface PersonKeys {
    readonly role: Role;
    readonly name: string;
    readonly statementKey: SigningKey;
}

interface StatementSeed {
    readonly role: Role;
    readonly name: string;
    readonly seed: Bytes;
}

const nameBytesMax = 100;

function readPersonKeys(secret: Uint8Array): Result<StatementSeed> {
    const reader = new Reader(secret);
    return steps(function* () {
        const role = yield* word(reader, roles);
        const name = yield* need(reader.text(0, nameBytesMax));
        const seed = yield* need(reader.take(seedBytes));
        yield* need(reader.take(hashBytes));
        if (role === "teller") {
            yield* readScalar(reader);
            (yield* need(reader.take(seedBytes))).fill(0);
        }
        yield* need(reader.finish());
        return { role, name, seed };
    });
}

/** Refuses: malformed, not_canonical. Wipes what it was given. */
export async function decodePersonKeys(secret: Uint8Array): Promise<Result<PersonKeys>> {
    const read = readPersonKeys(secret);
    secret.fill(0);
    if (!read.ok) return read;
    const { role, name, seed } = read.value;
    const statementKey = await SigningKey.fromSeed(seed);
    return { ok: true, value: { role, name, statementKey } };
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
