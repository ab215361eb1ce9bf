// ballot/promise.ts — what the box signs (PROTOCOL §8.6): the promise of a leaf, and the refusal for the phase.
import { concat, equalBytes, type Bytes } from "../basics/bytes.ts";
import { errcNumbers, type Errc } from "../basics/errc.ts";
import { Reader } from "../basics/reader.ts";
import { demand, need, refuse, steps, type Result } from "../basics/result.ts";
import { u16 } from "../basics/writer.ts";
import { sha256 } from "../crypto/hash.ts";
import { signatureBytes } from "../crypto/signature.ts";
import { readVersion } from "./fields.ts";
import { sameRound } from "./ids.ts";
import type { Round } from "./round.ts";
import { hashBytes, promiseBytes, tags } from "./wire.ts";

/**
 * Whether the bytes are the box's promise of this very leaf.
 * Refuses: too_large, malformed, wrong_version, wrong_manifest, signature_rejected.
 */
export function checkPromise(bytes: Uint8Array, round: Round, leafHash: Uint8Array): Result<void> {
    return steps(function* () {
        if (bytes.length > promiseBytes) yield* refuse("too_large", "a promise has 130 bytes");
        yield* demand(bytes.length === promiseBytes, "a promise has 130 bytes");
        const reader = new Reader(bytes);
        yield* readVersion(reader);
        yield* need(sameRound(yield* need(reader.take(hashBytes)), round.manifestHash));
        const promised = yield* need(reader.take(hashBytes));
        const signature = yield* need(reader.take(signatureBytes));
        if (!equalBytes(promised, leafHash)) {
            yield* refuse("signature_rejected", "the promise of another leaf");
        }
        const message = concat(round.manifestHash, promised);
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
