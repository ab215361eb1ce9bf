// The fingerprint of the example's manifest, as people compare it.
import { encodeHex } from "../../src/basics/encoding.ts";
import { exampleVote } from "../flow/vote.ts";

/** Six groups of four, capitals. */
export function fingerprintOf(root: ParentNode): string {
    return root.querySelector(".fingerprint .code")?.textContent.trim() ?? "none is shown";
}

export const exampleFingerprint = encodeHex(exampleVote.manifest.hash)
    .slice(0, 24)
    .toUpperCase()
    .replace(/(.{4})(?=.)/g, "$1 ");
