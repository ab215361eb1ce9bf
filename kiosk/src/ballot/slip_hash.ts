// ballot/slip_hash.ts — by which a list names a slip (PROTOCOL §7.1, kind 1): also for pages that read no slips.
import type { Bytes } from "../basics/bytes.ts";
import { taggedHash } from "../crypto/hash.ts";
import { tags } from "./wire.ts";

export function slipHash(prefix: Uint8Array, ballotKey: Uint8Array): Bytes {
    return taggedHash(tags.slip, prefix, ballotKey);
}
