// crypto/checkpoint.ts — signed tree heads in the text form of C2SP (PROTOCOL §10.1).
//
//   origin LF size LF base64(root) LF            the text
//   LF
//   — origin base64(key id ‖ signature) LF      by the log, type 0x01, over the text
//   — origin/teller/i base64(key id ‖ u64 timestamp ‖ signature) LF
//        by tellers, type 0x04, over "cosignature/v1 LF time timestamp LF" and the text
import { at } from "../basics/assert.ts";
import { concat, utf8, type Bytes } from "../basics/bytes.ts";
import { decodeBase64 } from "../basics/encoding.ts";
import { equalBytes } from "../basics/bytes.ts";
import { Reader } from "../basics/reader.ts";
import { demand, fail, need, ok, refuse, steps, type Result } from "../basics/result.ts";
import { sha256 } from "./hash.ts";
import { treeHashBytes } from "./merkle.ts";
import { signatureBytes, type VerifyKey } from "./signature.ts";

export const signedCheckpointBytesMax: number = 16 * 1024;

const noteKeyTypes = { log: 0x01, cosigner: 0x04 } as const;
type NoteKeyType = keyof typeof noteKeyTypes;

export interface Checkpoint {
    readonly origin: string;
    readonly size: bigint;
    readonly root: Bytes;
}

export interface Cosignature {
    readonly teller: number;
    readonly keyId: Bytes;
    readonly timestamp: bigint;
    readonly signature: Bytes;
}

export interface SignedCheckpoint {
    readonly checkpoint: Checkpoint;
    /** The text that is signed. */
    readonly body: string;
    readonly logKeyId: Bytes;
    readonly logSignature: Bytes;
    /** In ascending order of different tellers. */
    readonly cosignatures: readonly Cosignature[];
}

export interface CheckpointKeys {
    readonly origin: string;
    readonly log: VerifyKey;
    /** Teller i's at i − 1. */
    readonly cosigners: readonly VerifyKey[];
}

function keyId(name: string, type: NoteKeyType, key: VerifyKey): Bytes {
    return sha256(utf8(`${name}\n`), Uint8Array.of(noteKeyTypes[type]), key.bytes).slice(0, 4);
}

/** A decimal integer below 2^64 in its one spelling. */
export function decodeDecimal(text: string): Result<bigint> {
    if (!/^(?:0|[1-9][0-9]{0,19})$/.test(text)) return fail("malformed", "not a decimal number");
    const value = BigInt(text);
    return value < 1n << 64n ? ok(value) : fail("malformed", "a number beyond 64 bits");
}

function decodeBody(body: string): Result<Checkpoint> {
    return steps(function* () {
        const lines = body.split("\n");
        yield* demand(lines.length === 4 && lines[3] === "", "not a checkpoint of three lines");
        const origin = at(lines, 0);
        yield* demand(/^[!-*,-~]{1,255}$/.test(origin), "no origin of printable ASCII without +");
        const size = yield* need(decodeDecimal(at(lines, 1)));
        const root = yield* need(decodeBase64(at(lines, 2)));
        yield* demand(root.length === treeHashBytes, "a root has 32 bytes");
        return { origin, size, root };
    });
}

interface SignatureLine {
    readonly name: string;
    readonly keyId: Bytes;
    readonly rest: Bytes;
}

function decodeLine(line: string): Result<SignatureLine> {
    return steps(function* () {
        const match = /^— ([^ +]+) ([^ ]+)$/.exec(line);
        if (match === null) return yield* refuse("malformed", "not a signature line");
        const bytes = yield* need(decodeBase64(at(match, 2)));
        const reader = new Reader(bytes);
        const id = yield* need(reader.take(4));
        return { name: at(match, 1), keyId: id, rest: bytes.slice(4) };
    });
}

function decodeCosignature(line: string, origin: string): Result<Cosignature> {
    return steps(function* () {
        const decoded = yield* need(decodeLine(line));
        const prefix = `${origin}/teller/`;
        yield* demand(decoded.name.startsWith(prefix), "a line of somebody else");
        const teller = yield* need(decodeDecimal(decoded.name.slice(prefix.length)));
        yield* demand(teller >= 1n && teller <= 32n, "no such teller");
        const reader = new Reader(decoded.rest);
        const timestamp = yield* need(reader.u64());
        yield* demand(timestamp < 1n << 63n, "a time beyond 63 bits");
        const signature = yield* need(reader.take(signatureBytes));
        yield* need(reader.finish());
        return { teller: Number(teller), keyId: decoded.keyId, timestamp, signature };
    });
}

/** Refuses: too_large, malformed, not_canonical. */
export function decodeSignedCheckpoint(note: string): Result<SignedCheckpoint> {
    return steps(function* () {
        if (utf8(note).length > signedCheckpointBytesMax) {
            return yield* refuse("too_large", "a signed checkpoint beyond 16 KiB");
        }
        const split = note.indexOf("\n\n");
        yield* demand(split >= 0 && note.endsWith("\n"), "not a signed note");
        const body = note.slice(0, split + 1);
        const checkpoint = yield* need(decodeBody(body));
        const [first = "", ...others] = note.slice(split + 2, -1).split("\n");
        const log = yield* need(decodeLine(first));
        yield* demand(log.name === checkpoint.origin, "the first line is the log's");
        yield* demand(log.rest.length === signatureBytes, "a log signature has 64 bytes");
        const cosignatures: Cosignature[] = [];
        for (const line of others) {
            const cosignature = yield* need(decodeCosignature(line, checkpoint.origin));
            const before = cosignatures.at(-1)?.teller ?? 0;
            yield* demand(cosignature.teller > before, "tellers out of order");
            cosignatures.push(cosignature);
        }
        return {
            checkpoint,
            body,
            logKeyId: log.keyId,
            logSignature: log.rest,
            cosignatures,
        };
    });
}

/** Every line must verify. Gives the tellers that cosigned. Refuses: malformed (unknown keys), signature_rejected. */
export function checkSignedCheckpoint(
    signed: SignedCheckpoint,
    keys: CheckpointKeys,
): Result<readonly number[]> {
    return steps(function* () {
        const { checkpoint, body } = signed;
        yield* demand(checkpoint.origin === keys.origin, "a checkpoint of another log");
        const known = equalBytes(signed.logKeyId, keyId(keys.origin, "log", keys.log));
        yield* demand(known, "signed by another log key");
        yield* need(keys.log.verifyBare(utf8(body), signed.logSignature));
        for (const cosignature of signed.cosignatures) {
            const key = keys.cosigners[cosignature.teller - 1];
            if (key === undefined) return yield* refuse("malformed", "no such teller");
            yield* need(checkCosignature(cosignature, body, keys.origin, key));
        }
        return signed.cosignatures.map(({ teller }) => teller);
    });
}

function checkCosignature(
    { teller, keyId: id, timestamp, signature }: Cosignature,
    body: string,
    origin: string,
    key: VerifyKey,
): Result<void> {
    if (!equalBytes(id, keyId(`${origin}/teller/${teller}`, "cosigner", key))) {
        return fail("malformed", "cosigned with another key");
    }
    const message = concat(utf8(`cosignature/v1\ntime ${timestamp.toString()}\n`), utf8(body));
    return key.verifyBare(message, signature);
}
