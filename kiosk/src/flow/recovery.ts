// flow/recovery.ts — the token seed as a code that a person can copy (PROTOCOL §7.2). The server stores nothing of
// it; with the card it makes the same request again on another device (§7.3), so the same paper comes back.
//
// 35 bytes = seed ‖ the first three of SHA-256(seed), as 56 Crockford characters in fourteen groups.
import { concat, equalBytes, type Bytes } from "../basics/bytes.ts";
import {
    decodeCrockford,
    encodeCrockford,
    groups,
    normalizeCrockford,
} from "../basics/encoding.ts";
import { demand, need, steps, type Result } from "../basics/result.ts";
import { sha256 } from "../crypto/hash.ts";
import { seedBytes } from "../ballot/wire.ts";

const checkBytes = 3;
const characters = ((seedBytes + checkBytes) * 8) / 5;

function check(seed: Uint8Array): Bytes {
    return new Uint8Array(sha256(seed).subarray(0, checkBytes));
}

export function printRecovery(seed: Uint8Array): string {
    return groups(encodeCrockford(concat(seed, check(seed)), characters), 4).join("-");
}

/** Refuses: malformed. */
export function readRecovery(typed: string): Result<Bytes> {
    return steps(function* () {
        const normal = yield* need(normalizeCrockford(typed));
        yield* demand(normal.length === characters, `a recovery code has ${characters} characters`);
        const bytes = decodeCrockford(normal);
        const seed = new Uint8Array(bytes.subarray(0, seedBytes));
        yield* demand(equalBytes(bytes.subarray(seedBytes), check(seed)), "the check does not fit");
        return seed;
    });
}
