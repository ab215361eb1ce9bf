// basics/writer.ts — PROTOCOL §2: big-endian integers and counted byte strings.
import { assert } from "./assert.ts";
import { concat, utf8, type Bytes } from "./bytes.ts";

function unsigned(value: number, size: number): Bytes {
    assert(Number.isInteger(value) && value >= 0 && value < 256 ** size, `u${8 * size} ${value}`);
    const bytes = new Uint8Array(size);
    let rest = value;
    for (let i = size - 1; i >= 0; i -= 1) {
        bytes[i] = rest % 256;
        rest = Math.floor(rest / 256);
    }
    return bytes;
}

export function u8(value: number): Bytes {
    return unsigned(value, 1);
}

export function u16(value: number): Bytes {
    return unsigned(value, 2);
}

export function u32(value: number): Bytes {
    return unsigned(value, 4);
}

export function u64(value: bigint): Bytes {
    const bytes = new Uint8Array(8);
    assert(value >= 0n && value < 1n << 64n, "u64");
    new DataView(bytes.buffer).setBigUint64(0, value);
    return bytes;
}

export function bytes16(bytes: Uint8Array): Bytes {
    return concat(u16(bytes.length), bytes);
}

export function bytes32(bytes: Uint8Array): Bytes {
    return concat(u32(bytes.length), bytes);
}

export function text(value: string): Bytes {
    return bytes16(utf8(value));
}
