// ballot/promise.ts — what the box signs (PROTOCOL §8.6): the promise of a leaf, and the refusal for the phase.
import { concat, equalBytes, type Bytes } from "../basics/bytes.ts";
import { errcNumbers, type Errc } from "../basics/errc.ts";
import { Reader } from "../basics/reader.ts";
import { demand, need, steps, type Result } from "../basics/result.ts";
import { u16 } from "../basics/writer.ts";
import { sha256 } from "../crypto/hash.ts";
import { signatureBytes } from "../crypto/signature.ts";
import { readVersion } from "./fields.ts";
import type { Round } from "./round.ts";
import { hashBytes, promiseBytes, tags } from "./wire.ts";

/**
 * Whether the bytes are the box's promise of this very leaf.
 * Refuses: malformed (also: of another round or leaf), wrong_version, signature_rejected.
 */
export function checkPromise(bytes: Uint8Array, round: Round, leafHash: Uint8Array): Result<void> {
    return steps(function* () {
        yield* demand(bytes.length === promiseBytes, "a promise has 130 bytes");
        const reader = new Reader(bytes);
        yield* readVersion(reader);
        const message = yield* need(reader.take(2 * hashBytes));
        const own = equalBytes(message, concat(round.manifestHash, leafHash));
        yield* demand(own, "the promise of something else");
        const signature = yield* need(reader.take(signatureBytes));
        yield* need(round.boxKey.verify(tags.promise, message, signature));
    });
}

/** Whether the box itself refused this request. Refuses: signature_rejected. */
export function checkSignedRefusal(
    signature: Bytes,
    round: Round,
    code: Errc,
    request: Uint8Array,
): Result<void> {
    const message = concat(round.manifestHash, u16(errcNumbers[code]), sha256(request));
    return round.boxKey.verify(tags.refusal, message, signature);
}
