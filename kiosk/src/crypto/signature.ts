// crypto/signature.ts — Ed25519 by the one rule of PROTOCOL §2.
//
// Verification: A canonical, of prime order, not the identity; S < ℓ; with k = SHA-512(R ‖ A ‖ message)
// accept iff the encoding of S·B − k·A is R byte for byte. Libraries differ here (some multiply by
// the cofactor), so the rule is written out. Signing is WebCrypto's where it has Ed25519.
import { ed25519 } from "@noble/curves/ed25519.js";
import { assert } from "../basics/assert.ts";
import { concat, equalBytes, type Bytes } from "../basics/bytes.ts";
import { decodeHex } from "../basics/encoding.ts";
import { fail, ok, type Result } from "../basics/result.ts";
import { sha512, tagged } from "./hash.ts";
import { Scalar } from "./scalar.ts";

const Curve = ed25519.Point;
type CurvePoint = InstanceType<typeof Curve>;

export const verifyKeyBytes = 32;
export const signatureBytes = 64;

export class VerifyKey {
    readonly bytes: Bytes;
    readonly #point: CurvePoint;

    private constructor(bytes: Bytes, point: CurvePoint) {
        this.bytes = bytes;
        this.#point = point;
    }

    /** Refuses: malformed (length), not_canonical (also: identity, order other than ℓ). */
    static decode(bytes: Uint8Array): Result<VerifyKey> {
        if (bytes.length !== verifyKeyBytes) return fail("malformed", "a key has 32 bytes");
        try {
            const point = Curve.fromBytes(bytes, false);
            if (!point.is0() && point.isTorsionFree()) {
                return ok(new VerifyKey(new Uint8Array(bytes), point));
            }
        } catch {
            // Not the encoding of a point: the same refusal as below.
        }
        return fail("not_canonical", "no canonical Ed25519 key of prime order");
    }

    equals(other: VerifyKey): boolean {
        return equalBytes(this.bytes, other.bytes);
    }

    /** Over u8 len(tag) ‖ tag ‖ message. Refuses: signature_rejected. */
    verify(tag: string, message: Uint8Array, signature: Uint8Array): Result<void> {
        return this.verifyBare(tagged(tag, message), signature);
    }

    /** Over the message as it is: signed notes of C2SP. Refuses: signature_rejected. */
    verifyBare(message: Uint8Array, signature: Uint8Array): Result<void> {
        return this.#holds(message, signature)
            ? ok()
            : fail("signature_rejected", "the Ed25519 signature does not verify");
    }

    #holds(message: Uint8Array, signature: Uint8Array): boolean {
        if (signature.length !== signatureBytes) return false;
        const R = signature.subarray(0, 32);
        const S = Scalar.decode(signature.subarray(32));
        if (!S.ok) return false;
        const k = Scalar.wide(sha512(R, this.bytes, message));
        const difference = Curve.BASE.multiplyUnsafe(S.value.value).subtract(
            this.#point.multiplyUnsafe(k.value),
        );
        return equalBytes(difference.toBytes(), R);
    }
}

export type Subtle = Pick<SubtleCrypto, "importKey" | "exportKey" | "sign">;
type SignBytes = (message: Bytes) => Promise<Bytes>;

// RFC 8410: PKCS #8 of an Ed25519 seed is this and the seed.
const pkcs8Head = decodeHex("302e020100300506032b657004220420");

/** Undefined where the browser's WebCrypto is too old to know Ed25519. */
async function importSeed(seed: Bytes, subtle: Subtle): Promise<CryptoKey | undefined> {
    assert(pkcs8Head.ok, "the constant is hex");
    const pkcs8 = concat(pkcs8Head.value, seed);
    try {
        // Extractable, or the public key could not be read from it.
        return await subtle.importKey("pkcs8", pkcs8, "Ed25519", true, ["sign"]);
    } catch (error) {
        if (error instanceof DOMException && error.name === "NotSupportedError") return undefined;
        throw error;
    }
}

async function publicBytes(key: CryptoKey, subtle: Subtle): Promise<Bytes> {
    const { x } = await subtle.exportKey("jwk", key);
    assert(x !== undefined, "an Ed25519 key has x");
    const base64 = x.replaceAll("-", "+").replaceAll("_", "/");
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

export class SigningKey {
    readonly verifyKey: VerifyKey;
    readonly #sign: SignBytes;

    private constructor(verifyKey: VerifyKey, sign: SignBytes) {
        this.verifyKey = verifyKey;
        this.#sign = sign;
    }

    static async fromSeed(
        seed: Bytes,
        subtle: Subtle = globalThis.crypto.subtle,
    ): Promise<SigningKey> {
        assert(seed.length === 32, "a seed has 32 bytes");
        const key = await importSeed(seed, subtle);
        const own = key === undefined ? ed25519.getPublicKey(seed) : await publicBytes(key, subtle);
        const verifyKey = VerifyKey.decode(own);
        assert(verifyKey.ok, "the public key of a seed");
        const sign: SignBytes =
            key === undefined
                ? (message) => Promise.resolve(new Uint8Array(ed25519.sign(message, seed)))
                : async (message) => new Uint8Array(await subtle.sign("Ed25519", key, message));
        return new SigningKey(verifyKey.value, sign);
    }

    /** Over u8 len(tag) ‖ tag ‖ parts. Checked before it is given away: a fault must not leak the key. */
    async sign(tag: string, ...parts: readonly Uint8Array[]): Promise<Bytes> {
        const message = tagged(tag, ...parts);
        const signature = await this.#sign(message);
        assert(this.verifyKey.verifyBare(message, signature).ok, "an own signature verifies");
        return signature;
    }
}
