// crypto/detail/emsa_pss.ts — EMSA-PSS with MGF1 (RFC 8017 §9.1), one hash for both.
import { assert, at } from "../../basics/assert.ts";
import { concat, equalBytes, type Bytes } from "../../basics/bytes.ts";
import { u32 } from "../../basics/writer.ts";

export type Hash = (...parts: readonly Uint8Array[]) => Bytes;

const trailer = 0xbc;
const eightZeros = new Uint8Array(8);

function mask(hash: Hash, seed: Uint8Array, length: number): Bytes {
    const blocks: Bytes[] = [];
    const blockBytes = hash().length;
    for (let i = 0; i * blockBytes < length; i += 1) blocks.push(hash(seed, u32(i)));
    return concat(...blocks).slice(0, length);
}

function xor(a: Uint8Array, b: Uint8Array): Bytes {
    return Uint8Array.from(a, (byte, i) => byte ^ at(b, i));
}

/** The bits of the first byte that an encoding of `bits` bits may use. */
function topMask(bits: number): number {
    return 0xff >> (8 * Math.ceil(bits / 8) - bits);
}

export function encodeEmsaPss(
    hash: Hash,
    message: Uint8Array,
    salt: Uint8Array,
    bits: number,
): Bytes {
    const size = Math.ceil(bits / 8);
    const digest = hash(eightZeros, hash(message), salt);
    const padding = size - salt.length - digest.length - 2;
    assert(padding >= 0, "room for the salt");
    const block = concat(new Uint8Array(padding), Uint8Array.of(1), salt);
    const masked = xor(block, mask(hash, digest, block.length));
    masked[0] = at(masked, 0) & topMask(bits);
    return concat(masked, digest, Uint8Array.of(trailer));
}

export function checkEmsaPss(
    hash: Hash,
    message: Uint8Array,
    encoded: Uint8Array,
    saltBytes: number,
    bits: number,
): boolean {
    const digestAt = encoded.length - hash().length - 1;
    const masked = encoded.subarray(0, digestAt);
    const digest = encoded.subarray(digestAt, -1);
    if (encoded.length !== Math.ceil(bits / 8) || digestAt < saltBytes + 1) return false;
    const block = xor(masked, mask(hash, digest, masked.length));
    const salt = block.slice(block.length - saltBytes);
    // Encoding again with the salt found compares unused bits, padding, digest and trailer at once.
    return equalBytes(encodeEmsaPss(hash, message, salt, bits), encoded);
}
