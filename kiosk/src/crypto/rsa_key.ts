// crypto/rsa_key.ts — the issuer's public key and the proof that blinding hides (PROTOCOL §6).
//
// For i = 0..7: h_i = SHAKE256(tag ‖ N ‖ i, 400 bytes) mod N and root_i^65537 mod N = h_i. Roots of
// values that nobody chose exist for all i only if raising to 65537 permutes the residues.
import { at } from "../basics/assert.ts";
import type { Bytes } from "../basics/bytes.ts";
import { fail, ok, type Result } from "../basics/result.ts";
import { u8 } from "../basics/writer.ts";
import { inverse, power65537, primesBelow, toBytes, toInteger } from "./detail/big_integers.ts";
import { shake256, tagged } from "./hash.ts";

export const issuerModulusBytes = 384;
export const issuerRoots = 8;
const proofTag = "piaojue/v1/issuer-key-proof";
const expandedBytes = 400;
const smallPrimes = primesBelow(1 << 16).map(BigInt);

/** A modulus with exponent 65537. */
export class RsaPublicKey {
    readonly modulus: bigint;
    readonly bits: number;

    protected constructor(modulus: bigint) {
        this.modulus = modulus;
        this.bits = modulus.toString(2).length;
    }

    static fromModulus(modulus: Uint8Array): RsaPublicKey {
        return new RsaPublicKey(toInteger(modulus));
    }

    get bytes(): number {
        return Math.ceil(this.bits / 8);
    }

    /** The integer of a byte string, if it is as long as the modulus and below it. Refuses: malformed. */
    decode(bytes: Uint8Array): Result<bigint> {
        const value = toInteger(bytes);
        return bytes.length === this.bytes && value < this.modulus
            ? ok(value)
            : fail("malformed", "not below the modulus");
    }

    /** The big-endian integer modulo N. */
    reduce(bytes: Uint8Array): bigint {
        return toInteger(bytes) % this.modulus;
    }

    encode(value: bigint): Bytes {
        return toBytes(value, this.bytes);
    }

    power(value: bigint): bigint {
        return power65537(value, this.modulus);
    }

    multiply(a: bigint, b: bigint): bigint {
        return (a * b) % this.modulus;
    }

    inverse(value: bigint): bigint | undefined {
        return inverse(value, this.modulus);
    }
}

/** A key whose proof was checked. */
export class IssuerPublicKey extends RsaPublicKey {
    /** Refuses: malformed (the modulus, a root not below it), token_rejected (another false root). */
    static check(modulus: Uint8Array, roots: readonly Uint8Array[]): Result<IssuerPublicKey> {
        if (modulus.length !== issuerModulusBytes || roots.length !== issuerRoots) {
            return fail("malformed", "a modulus of 384 bytes and 8 roots");
        }
        const key = new IssuerPublicKey(toInteger(modulus));
        if (key.bits !== 8 * issuerModulusBytes) return fail("malformed", "not 3072 bits");
        if (smallPrimes.some((prime) => key.modulus % prime === 0n)) {
            return fail("malformed", "the modulus has a small factor");
        }
        for (let i = 0; i < issuerRoots; i += 1) {
            const root = key.decode(at(roots, i));
            if (!root.ok) return root;
            const wanted = shake256(tagged(proofTag, modulus, u8(i)), expandedBytes);
            if (key.power(root.value) !== key.reduce(wanted)) {
                return fail("token_rejected", `root ${i} of the issuing key is none`);
            }
        }
        return ok(key);
    }
}
