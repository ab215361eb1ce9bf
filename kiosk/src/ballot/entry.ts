// ballot/entry.ts — the leaf of any entry of the log (PROTOCOL §10.1).
import type { Bytes } from "../basics/bytes.ts";
import { sha256, taggedHash } from "../crypto/hash.ts";
import { leafHash } from "../crypto/merkle.ts";
import { signatureBytes } from "../crypto/signature.ts";
import { ballotLeafHash } from "./encrypted.ts";
import { ballotId } from "./ids.ts";
import { entryTypes, tags, tokenBytes } from "./wire.ts";

// Type and a ballot without ciphertexts: what is shorter has no place for an id.
const ballotEntryBytesMin = 550;
const typeAndVersionBytes = 3;

/** The entry itself; of a ballot, whatever its bytes hold, id and hash. */
export function entryLeafHash(entry: Uint8Array): Bytes {
    if (entry[0] !== entryTypes.ballot || entry.length < ballotEntryBytesMin) {
        return leafHash(entry);
    }
    const identified = entry.subarray(typeAndVersionBytes, -(tokenBytes + signatureBytes));
    const id = ballotId(taggedHash(tags.ballot, identified));
    return ballotLeafHash(id, sha256(entry.subarray(1)));
}
