// crypto/sealed_file.ts — small secrets at rest under a passphrase, as piaojue-teller writes them.
//
//   "PJSF" ‖ u8 version = 1 ‖ u32 operations ‖ u32 memory in KiB ‖ salt 16 ‖ nonce 24 ‖ ciphertext
// key = Argon2id(passphrase, salt; operations, memory, one lane), ciphertext = XChaCha20-Poly1305 under
// the 53 bytes before it as associated data. The costs are read from the file, within bounds, so that a
// made-up file cannot ask for all memory.
//
// Secret: the contents and the passphrase (their holder wipes them), the key (wiped here).
// A file is sealed here at the cost that people's passphrases are given there.
import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { argon2idAsync } from "@noble/hashes/argon2.js";
import { assert } from "../basics/assert.ts";
import { concat, equalBytes, utf8, type Bytes } from "../basics/bytes.ts";
import { Reader } from "../basics/reader.ts";
import { demand, fail, need, ok, refuse, steps, type Result } from "../basics/result.ts";
import { u32, u8 } from "../basics/writer.ts";

const magic = utf8("PJSF");
const version = 1;
const saltBytes = 16;
const nonceBytes = 24;
const tagBytes = 16;
const headerBytes = 53;
const secretBytesMax = 1024 * 1024;
export const sealedFileBytesMax = headerBytes + secretBytesMax + tagBytes;

const operationsMax = 16;
const memoryKibMin = 8;
const memoryKibMax = 1024 * 1024;

// A page goes on being drawn while the key is derived; shorter slices would cost more than they give.
const sliceMs = 30;

export interface SealCost {
    readonly operations: number;
    readonly memoryKib: number;
}

/**
 * For a passphrase that a person chose: RFC 9106's second recommendation with the one lane that libsodium computes
 * (docs/adr/0029). Files of before ask for 256 MiB.
 */
export const chosenCost: SealCost = { operations: 3, memoryKib: 64 * 1024 };

interface SealedFile extends SealCost {
    readonly salt: Bytes;
    readonly nonce: Bytes;
    readonly header: Bytes;
    readonly ciphertext: Bytes;
}

function readSealedFile(file: Uint8Array): Result<SealedFile> {
    if (file.length > sealedFileBytesMax) {
        return fail("too_large", "a sealed file holds at most 1 MiB");
    }
    const reader = new Reader(file);
    return steps(function* () {
        const start = yield* need(reader.take(magic.length));
        yield* demand(equalBytes(start, magic), "not a sealed file");
        const found = yield* need(reader.u8());
        if (found !== version) yield* refuse("wrong_version", `a sealed file of version ${found}`);
        const operations = yield* need(reader.u32());
        const memoryKib = yield* need(reader.u32());
        const within =
            operations >= 1 &&
            operations <= operationsMax &&
            memoryKib >= memoryKibMin &&
            memoryKib <= memoryKibMax;
        yield* demand(within, "the sealed file asks for more time or memory than allowed");
        const salt = yield* need(reader.take(saltBytes));
        const nonce = yield* need(reader.take(nonceBytes));
        const ciphertext = yield* need(reader.take(file.length - headerBytes));
        yield* demand(ciphertext.length >= tagBytes, "the sealed file is cut off");
        const header = new Uint8Array(file.subarray(0, headerBytes));
        return { operations, memoryKib, salt, nonce, header, ciphertext };
    });
}

/** Refuses: internal (no such memory here). */
async function deriveKey(
    passphrase: Uint8Array,
    salt: Uint8Array,
    { operations: t, memoryKib: m }: SealCost,
    onProgress: (part: number) => void,
): Promise<Result<Uint8Array>> {
    const work = { t, m, p: 1, dkLen: 32, maxmem: 2 ** 32 - 1, asyncTick: sliceMs, onProgress };
    try {
        return ok(await argon2idAsync(passphrase, salt, work));
    } catch {
        return fail("internal", "not enough memory to derive a key from the passphrase");
    }
}

/**
 * What the file holds. `onProgress` is told how much of the key is derived, from 0 to 1: a passphrase that
 * a person chose takes seconds.
 * Refuses: malformed, wrong_version, too_large, not_permitted (wrong passphrase, or the file was changed:
 * the two cannot be told apart), internal (no such memory here).
 */
export async function openSealedFile(
    file: Uint8Array,
    passphrase: Uint8Array,
    onProgress: (part: number) => void = () => undefined,
): Promise<Result<Bytes>> {
    const read = readSealedFile(file);
    if (!read.ok) return read;
    const { salt, nonce, header, ciphertext } = read.value;
    const derived = await deriveKey(passphrase, salt, read.value, onProgress);
    if (!derived.ok) return derived;
    const key = derived.value;
    try {
        return ok(new Uint8Array(xchacha20poly1305(key, nonce, header).decrypt(ciphertext)));
    } catch {
        return fail("not_permitted", "wrong passphrase, or the sealed file was changed");
    } finally {
        key.fill(0);
    }
}

/** `random` gives that many fresh bytes. Refuses: malformed (an empty passphrase), internal (no such memory here). */
export async function sealFile(
    secret: Uint8Array,
    passphrase: Uint8Array,
    random: (length: number) => Bytes,
    cost: SealCost = chosenCost,
    onProgress: (part: number) => void = () => undefined,
): Promise<Result<Bytes>> {
    if (passphrase.length === 0) return fail("malformed", "an empty passphrase");
    assert(secret.length <= secretBytesMax, "a secret that could not be read again");
    const salt = random(saltBytes);
    const nonce = random(nonceBytes);
    const start = concat(magic, u8(version), u32(cost.operations), u32(cost.memoryKib));
    const header = concat(start, salt, nonce);
    const key = await deriveKey(passphrase, salt, cost, onProgress);
    if (!key.ok) return key;
    const ciphertext = xchacha20poly1305(key.value, nonce, header).encrypt(secret);
    key.value.fill(0);
    return ok(concat(header, ciphertext));
}
