// crypto/blind_rsa.ts — RSABSSA-SHA384-PSS-Randomized (RFC 9474), the client's side and verification.
//
//   blind     m = EMSA-PSS(prepared, salt), blinded = m·r^e mod N
//   finalize  s = answer·r⁻¹ mod N, and s must verify
// Preparing is the caller's: prefix(32) ‖ message.
import type { Bytes } from "../basics/bytes.ts";
import { fail, ok, type Result } from "../basics/result.ts";
import { toInteger } from "./detail/big_integers.ts";
import { checkEmsaPss, encodeEmsaPss } from "./detail/emsa_pss.ts";
import { sha384 } from "./hash.ts";
import type { RsaPublicKey } from "./rsa_key.ts";

export const saltBytes = 48;

export interface Blinding {
    readonly blinded: Bytes;
    /** r⁻¹, secret until the answer came. */
    readonly unblinder: bigint;
}

/** The padded message, one bit shorter than the modulus. */
export function encodeMessage(key: RsaPublicKey, prepared: Uint8Array, salt: Uint8Array): Bytes {
    return encodeEmsaPss(sha384, prepared, salt, key.bits - 1);
}

/** Refuses: malformed, if r or the padded message has no inverse (then the randomness is thrown away). */
export function blind(
    key: RsaPublicKey,
    prepared: Uint8Array,
    salt: Uint8Array,
    r: bigint,
): Result<Blinding> {
    const m = toInteger(encodeMessage(key, prepared, salt));
    const unblinder = key.inverse(r);
    if (unblinder === undefined) return fail("malformed", "the blinding factor has no inverse");
    if (key.inverse(m) === undefined)
        return fail("malformed", "the message shares a factor with N");
    return ok({ blinded: key.encode(key.multiply(m, key.power(r))), unblinder });
}

/** Refuses: malformed (the answer is no residue), signature_rejected. */
export function finalize(
    key: RsaPublicKey,
    prepared: Uint8Array,
    answer: Uint8Array,
    unblinder: bigint,
): Result<Bytes> {
    const blindSignature = key.decode(answer);
    if (!blindSignature.ok) return blindSignature;
    const signature = key.encode(key.multiply(blindSignature.value, unblinder));
    const checked = verifyRsaPss(key, prepared, signature);
    return checked.ok ? ok(signature) : checked;
}

/** Refuses: malformed (not below N), signature_rejected. */
export function verifyRsaPss(
    key: RsaPublicKey,
    prepared: Uint8Array,
    signature: Uint8Array,
): Result<void> {
    const s = key.decode(signature);
    if (!s.ok) return s;
    const bits = key.bits - 1;
    // A first byte that the padding may not use is dropped with its check where bits is a multiple of 8.
    const whole = key.encode(key.power(s.value));
    const extra = whole.length - Math.ceil(bits / 8);
    const fits = whole.subarray(0, extra).every((byte) => byte === 0);
    return fits && checkEmsaPss(sha384, prepared, whole.subarray(extra), saltBytes, bits)
        ? ok()
        : fail("signature_rejected", "the RSA signature does not verify");
}
