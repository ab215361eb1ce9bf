// basics/bytes.ts — byte strings.
import { at } from "./assert.ts";

export type Bytes = Uint8Array<ArrayBuffer>;

export function concat(...parts: readonly Uint8Array[]): Bytes {
    const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let offset = 0;
    for (const part of parts) {
        joined.set(part, offset);
        offset += part.length;
    }
    return joined;
}

/** Lexicographic order of unsigned bytes, a prefix first. For public bytes. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
    const shared = Math.min(a.length, b.length);
    for (let i = 0; i < shared; i += 1) {
        const difference = at(a, i) - at(b, i);
        if (difference !== 0) return difference;
    }
    return a.length - b.length;
}

/** For public bytes: the time tells where they differ. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
    return compareBytes(a, b) === 0;
}

export function isZero(bytes: Uint8Array): boolean {
    return bytes.every((byte) => byte === 0);
}

const utf8Encoder = new TextEncoder();

export function utf8(text: string): Bytes {
    return new Uint8Array(utf8Encoder.encode(text));
}
