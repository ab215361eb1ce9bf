// crypto/scalar.ts — integers modulo ℓ (PROTOCOL §2).
import { ristretto255 } from "@noble/curves/ed25519.js";
import { assert, at } from "../basics/assert.ts";
import type { Bytes } from "../basics/bytes.ts";
import { fail, ok, type Result } from "../basics/result.ts";

const field = ristretto255.Point.Fn;
export const groupOrder: bigint = field.ORDER;
export const scalarBytes = 32;

function fromLittleEndian(bytes: Uint8Array): bigint {
    let value = 0n;
    for (let i = bytes.length - 1; i >= 0; i -= 1) value = (value << 8n) | BigInt(at(bytes, i));
    return value;
}

export class Scalar {
    static readonly zero: Scalar = new Scalar(0n);
    static readonly one: Scalar = new Scalar(1n);
    readonly value: bigint;

    private constructor(value: bigint) {
        this.value = value;
    }

    static decode(bytes: Uint8Array): Result<Scalar> {
        if (bytes.length !== scalarBytes) return fail("malformed", "a scalar has 32 bytes");
        const value = fromLittleEndian(bytes);
        return value < groupOrder
            ? ok(new Scalar(value))
            : fail("not_canonical", "a scalar not below the group order");
    }

    /** wide(): the little-endian integer modulo ℓ. Also for shorter strings, such as the 16 bytes of d. */
    static wide(bytes: Uint8Array): Scalar {
        return new Scalar(field.create(fromLittleEndian(bytes)));
    }

    static of(value: number): Scalar {
        assert(Number.isSafeInteger(value) && value >= 0, "a small natural number");
        return new Scalar(BigInt(value));
    }

    static sum(scalars: Iterable<Scalar>): Scalar {
        let sum = Scalar.zero;
        for (const scalar of scalars) sum = sum.add(scalar);
        return sum;
    }

    add(other: Scalar): Scalar {
        return new Scalar(field.add(this.value, other.value));
    }

    subtract(other: Scalar): Scalar {
        return new Scalar(field.sub(this.value, other.value));
    }

    multiply(other: Scalar): Scalar {
        return new Scalar(field.mul(this.value, other.value));
    }

    isZero(): boolean {
        return this.value === 0n;
    }

    /** For public scalars. */
    equals(other: Scalar): boolean {
        return this.value === other.value;
    }

    encode(): Bytes {
        const bytes = new Uint8Array(scalarBytes);
        let rest = this.value;
        for (let i = 0; i < scalarBytes; i += 1) {
            bytes[i] = Number(rest & 255n);
            rest >>= 8n;
        }
        return bytes;
    }
}
