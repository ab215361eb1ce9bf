// crypto/hash.ts — SHA-2, SHAKE, HKDF and the tagged hash of PROTOCOL §2.
import {
    sha256 as nobleSha256,
    sha384 as nobleSha384,
    sha512 as nobleSha512,
} from "@noble/hashes/sha2.js";
import { shake256 as nobleShake256 } from "@noble/hashes/sha3.js";
import { assert } from "../basics/assert.ts";
import { concat, utf8, type Bytes } from "../basics/bytes.ts";
import { u8 } from "../basics/writer.ts";

export function sha256(...parts: readonly Uint8Array[]): Bytes {
    return new Uint8Array(nobleSha256(concat(...parts)));
}

export function sha384(...parts: readonly Uint8Array[]): Bytes {
    return new Uint8Array(nobleSha384(concat(...parts)));
}

export function sha512(...parts: readonly Uint8Array[]): Bytes {
    return new Uint8Array(nobleSha512(concat(...parts)));
}

/** u8 len(tag) ‖ tag ‖ parts: how every hash, stream and signature of the protocol begins. */
export function tagged(tag: string, ...parts: readonly Uint8Array[]): Bytes {
    const name = utf8(tag);
    return concat(u8(name.length), name, ...parts);
}

export function taggedHash(tag: string, ...parts: readonly Uint8Array[]): Bytes {
    return sha256(tagged(tag, ...parts));
}

export function shake256(input: Uint8Array, length: number): Bytes {
    return new Uint8Array(nobleShake256(input, { dkLen: length }));
}

/** The output of SHAKE256 over one input, read piece by piece. */
export class Shake256Stream {
    readonly #shake;

    constructor(input: Uint8Array) {
        this.#shake = nobleShake256.create({}).update(input);
    }

    next(length: number): Bytes {
        return new Uint8Array(this.#shake.xof(length));
    }
}

/** RFC 5869 by WebCrypto: the input is a secret that a deputy keeps. */
export async function hkdfSha512(
    secret: Bytes,
    salt: Bytes,
    info: string,
    length: number,
): Promise<Bytes> {
    assert(length > 0, "some output");
    const { subtle } = globalThis.crypto;
    const key = await subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
    const parameters = { name: "HKDF", hash: "SHA-512", salt, info: utf8(info) };
    return new Uint8Array(await subtle.deriveBits(parameters, key, 8 * length));
}
