// ballot/entries/congress.ts — the first entry of a log (PROTOCOL §3.1).
import type { Bytes } from "../../basics/bytes.ts";
import { encodeHex } from "../../basics/encoding.ts";
import { Reader } from "../../basics/reader.ts";
import { need, steps, type Result } from "../../basics/result.ts";
import { taggedHash } from "../../crypto/hash.ts";
import type { VerifyKey } from "../../crypto/signature.ts";
import { readVerifyKey, readVersion } from "../fields.ts";
import { entryTypes, hashBytes, tags } from "../wire.ts";

export interface Congress {
    readonly id: Bytes;
    /** The log's name in checkpoints. */
    readonly origin: string;
    readonly sample: boolean;
    readonly logKey: VerifyKey;
    readonly name: string;
    readonly name2: string;
}

const originBytes = 16;

/** Refuses: malformed, wrong_version, not_canonical. */
export function decodeCongress(entry: Uint8Array): Result<Congress> {
    return steps(function* () {
        const reader = new Reader(entry);
        yield* need(reader.oneOf([entryTypes.congress]));
        yield* readVersion(reader);
        const sample = (yield* need(reader.oneOf([0, 1]))) === 1;
        yield* need(reader.take(hashBytes));
        const logKey = yield* readVerifyKey(reader);
        const name = yield* need(reader.text(1, 200));
        const name2 = yield* need(reader.text(0, 200));
        yield* need(reader.finish());
        const id = taggedHash(tags.congress, entry);
        const origin = `piaojue/${encodeHex(id.subarray(0, originBytes))}`;
        return { id, origin, sample, logKey, name, name2 };
    });
}
