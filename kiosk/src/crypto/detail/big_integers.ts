// crypto/detail/big_integers.ts — big-endian integers of RSA, on BigInt.
//
// BigInt takes its own time for each value. Here pass public values, blinded values, and for the
// moment of blinding the factor r, which is used once, on the deputy's own device.
import { at, assert } from "../../basics/assert.ts";
import type { Bytes } from "../../basics/bytes.ts";
import { encodeHex } from "../../basics/encoding.ts";

export function toInteger(bytes: Uint8Array): bigint {
    return bytes.length === 0 ? 0n : BigInt(`0x${encodeHex(bytes)}`);
}

export function toBytes(value: bigint, length: number): Bytes {
    const hex = value.toString(16).padStart(2 * length, "0");
    assert(hex.length === 2 * length, "an integer that fits");
    const bytes = new Uint8Array(length);
    for (let i = 0; i < length; i += 1) {
        bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
    }
    return bytes;
}

/** base^65537 mod modulus. */
export function power65537(base: bigint, modulus: bigint): bigint {
    let power = base % modulus;
    for (let i = 0; i < 16; i += 1) power = (power * power) % modulus;
    return (power * base) % modulus;
}

/** The inverse of value modulo the modulus, if there is one. */
export function inverse(value: bigint, modulus: bigint): bigint | undefined {
    let [remainder, next] = [modulus, value % modulus];
    let [factor, nextFactor] = [0n, 1n];
    while (next !== 0n) {
        const quotient = remainder / next;
        [remainder, next] = [next, remainder - quotient * next];
        [factor, nextFactor] = [nextFactor, factor - quotient * nextFactor];
    }
    if (remainder !== 1n) return undefined;
    return ((factor % modulus) + modulus) % modulus;
}

/** All primes below the limit, by Eratosthenes. */
export function primesBelow(limit: number): readonly number[] {
    const composite = new Uint8Array(limit);
    const primes: number[] = [];
    for (let n = 2; n < limit; n += 1) {
        if (at(composite, n) === 1) continue;
        primes.push(n);
        for (let multiple = n * n; multiple < limit; multiple += n) composite[multiple] = 1;
    }
    return primes;
}
