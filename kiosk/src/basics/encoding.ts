// basics/encoding.ts — hex, base64 and Crockford base32 (PROTOCOL §2): one spelling of each value,
// but for what a person types.
import { assert, at } from "./assert.ts";
import type { Bytes } from "./bytes.ts";
import { fail, ok, type Result } from "./result.ts";

export function encodeHex(bytes: Uint8Array): string {
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Lower case only. */
export function decodeHex(text: string): Result<Bytes> {
    if (!/^(?:[0-9a-f]{2})*$/.test(text)) return fail("malformed", "not lower-case hex");
    const bytes = new Uint8Array(text.length / 2);
    for (let i = 0; i < bytes.length; i += 1) {
        bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
    }
    return ok(bytes);
}

export function encodeBase64(bytes: Uint8Array): string {
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** Refuses: malformed, not_canonical (unused bits set). */
export function decodeBase64(text: string): Result<Bytes> {
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) {
        return fail("malformed", "not base64");
    }
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    if (encodeBase64(bytes) !== text) return fail("not_canonical", "base64 with unused bits set");
    return ok(bytes);
}

const crockfordAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The first `characters` groups of five bits, most significant bit first. */
export function encodeCrockford(bytes: Uint8Array, characters: number): string {
    assert(characters * 5 <= bytes.length * 8, "bits for the characters");
    let text = "";
    for (let i = 0; i < characters; i += 1) text += at(crockfordAlphabet, fiveBits(bytes, i));
    return text;
}

function fiveBits(bytes: Uint8Array, index: number): number {
    const bit = 5 * index;
    const high = at(bytes, bit >> 3);
    const low = bytes[(bit >> 3) + 1] ?? 0;
    return (((high << 8) | low) >> (11 - (bit & 7))) & 31;
}

/** What a person typed, as the alphabet writes it: upper case, no separators, O as 0, I and L as 1. */
export function normalizeCrockford(typed: string): Result<string> {
    const characters = typed.replace(/[- ]/g, "");
    // U is not in the alphabet; letters beyond ASCII whose capital is a letter of it are not either.
    if (!/^[0-9A-TV-Za-tv-z]*$/.test(characters)) return fail("malformed", "not Crockford base32");
    return ok(characters.toUpperCase().replaceAll("O", "0").replace(/[IL]/g, "1"));
}

/** Normalised characters to whole bytes. */
export function decodeCrockford(characters: string): Bytes {
    assert((characters.length * 5) % 8 === 0, "whole bytes");
    const bytes = new Uint8Array((characters.length * 5) / 8);
    let pending = 0;
    let bits = 0;
    let next = 0;
    for (const character of characters) {
        const value = crockfordAlphabet.indexOf(character);
        assert(value >= 0, "normalised Crockford");
        pending = ((pending << 5) | value) & 0xfff;
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            bytes[next] = (pending >> bits) & 255;
            next += 1;
        }
    }
    return bytes;
}

/** For reading aloud: groups of so many, the last one of what is left. */
export function groups(characters: string, length: number): readonly string[] {
    const count = Math.ceil(characters.length / length);
    return Array.from({ length: count }, (_, i) => characters.slice(i * length, (i + 1) * length));
}
