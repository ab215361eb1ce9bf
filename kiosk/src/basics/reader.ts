// basics/reader.ts — PROTOCOL §2: a strict cursor. Missing bytes and bytes left over are malformed.
import { at } from "./assert.ts";
import type { Bytes } from "./bytes.ts";
import { fail, ok, steps, need, demand, type Result } from "./result.ts";

// ignoreBOM keeps a byte order mark in the text: the bytes are hashed, nothing may vanish.
const utf8Decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decodeUtf8(bytes: Uint8Array): Result<string> {
    try {
        return ok(utf8Decoder.decode(bytes));
    } catch {
        return fail("malformed", "not well-formed UTF-8");
    }
}

const controlCharacter = /[\u0000-\u001f\u007f-\u009f]/u;

export class Reader {
    readonly #bytes: Uint8Array;
    #offset = 0;

    constructor(bytes: Uint8Array) {
        this.#bytes = bytes;
    }

    get offset(): number {
        return this.#offset;
    }

    take(count: number): Result<Bytes> {
        const end = this.#offset + count;
        if (end > this.#bytes.length) {
            return fail("malformed", `${count} bytes wanted at ${this.#offset}`);
        }
        const taken = this.#bytes.slice(this.#offset, end);
        this.#offset = end;
        return ok(new Uint8Array(taken));
    }

    u8(): Result<number> {
        return this.#unsigned(1);
    }

    u16(): Result<number> {
        return this.#unsigned(2);
    }

    u32(): Result<number> {
        return this.#unsigned(4);
    }

    u64(): Result<bigint> {
        const taken = this.take(8);
        if (!taken.ok) return taken;
        return ok(new DataView(taken.value.buffer).getBigUint64(0));
    }

    bytes16(): Result<Bytes> {
        const length = this.u16();
        return length.ok ? this.take(length.value) : length;
    }

    bytes32(): Result<Bytes> {
        const length = this.u32();
        return length.ok ? this.take(length.value) : length;
    }

    /** Lengths are counted in bytes of UTF-8. */
    text(bytesMin: number, bytesMax: number): Result<string> {
        const bytes = this.bytes16();
        if (!bytes.ok) return bytes;
        return steps(function* () {
            const { length } = bytes.value;
            yield* demand(length >= bytesMin && length <= bytesMax, `text of ${length} bytes`);
            const value = yield* need(decodeUtf8(bytes.value));
            yield* demand(!controlCharacter.test(value), "a control character in a text");
            return value;
        });
    }

    /** A u8 that is one of the listed values. */
    oneOf<const T extends number>(values: readonly T[]): Result<T> {
        const byte = this.u8();
        if (!byte.ok) return byte;
        const known = values.find((value) => value === byte.value);
        return known === undefined ? fail("malformed", `unknown value ${byte.value}`) : ok(known);
    }

    finish(): Result<void> {
        const left = this.#bytes.length - this.#offset;
        return left === 0 ? ok() : fail("malformed", `${left} bytes left over`);
    }

    #unsigned(size: number): Result<number> {
        const taken = this.take(size);
        if (!taken.ok) return taken;
        let value = 0;
        for (let i = 0; i < size; i += 1) value = value * 256 + at(taken.value, i);
        return ok(value);
    }
}
