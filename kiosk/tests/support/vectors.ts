// tests/support/vectors.ts — the JSON files that both languages read, and what tests say again and again.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeHex } from "../../src/basics/encoding.ts";
import type { Bytes } from "../../src/basics/bytes.ts";
import type { Errc } from "../../src/basics/errc.ts";
import type { Result } from "../../src/basics/result.ts";

const repository = join(import.meta.dirname, "../../..");

/** The caller says the form of the file; a test that reads it wrongly fails on the first value. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- names the file's form
export function vectors<Form>(name: string): Form {
    return JSON.parse(readFileSync(join(repository, `tests/vectors/${name}`), "utf8")) as Form;
}

export function vectorBytes(name: string): Bytes {
    return new Uint8Array(readFileSync(join(repository, `tests/vectors/${name}`)));
}

export function document(name: string): string {
    return readFileSync(join(repository, `docs/${name}`), "utf8");
}

/** The value, or the test fails with the refusal. */
export function must<T>(result: Result<T>): T {
    if (result.ok) return result.value;
    throw new Error(`refused: ${result.error.code}: ${result.error.detail}`);
}

export function hex(text: string): Bytes {
    return must(decodeHex(text.replace(/^0x/, "")));
}

export function verdict(result: Result<unknown>): Errc | "ok" {
    return result.ok ? "ok" : result.error.code;
}

/** A copy with one bit changed. */
export function flip(bytes: Uint8Array, index: number, bit = 0): Bytes {
    const copy = new Uint8Array(bytes);
    const byte = copy[index];
    if (byte === undefined) throw new Error(`no byte ${index}`);
    copy[index] = byte ^ (1 << bit);
    return copy;
}

/** A copy with some bytes replaced. */
export function patch(bytes: Uint8Array, offset: number, replacement: ArrayLike<number>): Bytes {
    const copy = new Uint8Array(bytes);
    copy.set(replacement, offset);
    return copy;
}
