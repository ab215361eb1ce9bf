// crypto/tlog_proof.ts — C2SP tlog-proof, the form of a receipt (PROTOCOL §10.3).
//
//   c2sp.org/tlog-proof@v1 LF
//   extra base64 LF             here always there
//   index decimal LF
//   base64(hash) LF …
//   LF
//   signed checkpoint
import { at } from "../basics/assert.ts";
import { utf8, type Bytes } from "../basics/bytes.ts";
import { decodeBase64 } from "../basics/encoding.ts";
import { demand, need, refuse, steps, type Refusal, type Result } from "../basics/result.ts";
import { decodeDecimal, decodeSignedCheckpoint, type SignedCheckpoint } from "./checkpoint.ts";
import { treeHashBytes } from "./merkle.ts";

const header = "c2sp.org/tlog-proof@v1";
// A size is below 2^64, so no path is longer.
const hashesMax = 64;
const tlogProofBytesMax = 32 * 1024;

export interface TlogProof {
    readonly extra: Bytes;
    readonly index: bigint;
    readonly hashes: readonly Bytes[];
    readonly signed: SignedCheckpoint;
}

/** Refuses: too_large, malformed, not_canonical. */
export function decodeTlogProof(text: string): Result<TlogProof> {
    return steps(function* () {
        if (utf8(text).length > tlogProofBytesMax) {
            return yield* refuse("too_large", "a tlog-proof beyond 32 KiB");
        }
        const split = text.indexOf("\n\n");
        yield* demand(split >= 0, "no empty line before the checkpoint");
        const lines = text.slice(0, split).split("\n");
        yield* demand(lines.length >= 3 && lines.length <= 3 + hashesMax, "not a tlog-proof");
        yield* demand(at(lines, 0) === header, "not a tlog-proof of version 1");
        const extra = yield* need(decodeBase64(yield* labelled("extra ", at(lines, 1))));
        const index = yield* need(decodeDecimal(yield* labelled("index ", at(lines, 2))));
        const hashes: Bytes[] = [];
        for (const line of lines.slice(3)) {
            const hash = yield* need(decodeBase64(line));
            yield* demand(hash.length === treeHashBytes, "a hash has 32 bytes");
            hashes.push(hash);
        }
        const signed = yield* need(decodeSignedCheckpoint(text.slice(split + 2)));
        return { extra, index, hashes, signed };
    });
}

function* labelled(label: string, line: string): Generator<Refusal, string> {
    yield* demand(line.startsWith(label), `no line "${label.trim()}"`);
    return line.slice(label.length);
}
