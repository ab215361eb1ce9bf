// crypto/merkle.ts — the tree of RFC 6962 §2.1: hashes and inclusion (PROTOCOL §2, §10).
import { at } from "../basics/assert.ts";
import { equalBytes, type Bytes } from "../basics/bytes.ts";
import { fail, ok, type Result } from "../basics/result.ts";
import { sha256 } from "./hash.ts";

const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);

export const treeHashBytes = 32;

export function leafHash(leafData: Uint8Array): Bytes {
    return sha256(leafPrefix, leafData);
}

function nodeHash(left: Uint8Array, right: Uint8Array): Bytes {
    return sha256(nodePrefix, left, right);
}

/** The root over leaf hashes. */
export function treeRoot(leafHashes: readonly Uint8Array[]): Bytes {
    if (leafHashes.length === 0) return sha256();
    let level = leafHashes.map((hash) => new Uint8Array(hash));
    while (level.length > 1) {
        const above: Bytes[] = [];
        for (let i = 0; i + 1 < level.length; i += 2) {
            above.push(nodeHash(at(level, i), at(level, i + 1)));
        }
        // A last one without a neighbour rises as it is.
        if (level.length % 2 === 1) above.push(at(level, level.length - 1));
        level = above;
    }
    return at(level, 0);
}

/** Hashes upwards from a node: to the left of each sibling, or to its right. */
function climb(start: Bytes, index: bigint, size: bigint, proof: readonly Bytes[]): Bytes | null {
    let hash = start;
    let node = index;
    let last = size - 1n;
    for (const sibling of proof) {
        if (last === 0n) return null;
        if (node % 2n === 1n || node === last) {
            hash = nodeHash(sibling, hash);
            while (node % 2n === 0n && node !== 0n) {
                node /= 2n;
                last /= 2n;
            }
        } else {
            hash = nodeHash(hash, sibling);
        }
        node /= 2n;
        last /= 2n;
    }
    return last === 0n ? hash : null;
}

function wellFormed(hashes: readonly Uint8Array[]): boolean {
    return hashes.every((hash) => hash.length === treeHashBytes);
}

/** RFC 9162 §2.1.3.2. Refuses: proof_rejected. */
export function checkInclusion(
    index: bigint,
    size: bigint,
    leaf: Bytes,
    proof: readonly Bytes[],
    root: Uint8Array,
): Result<void> {
    const fits = index >= 0n && index < size && wellFormed([leaf, ...proof]);
    const found = fits ? climb(leaf, index, size, proof) : null;
    return found !== null && equalBytes(found, root)
        ? ok()
        : fail("proof_rejected", "the leaf is not in the tree");
}
