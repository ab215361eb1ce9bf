// ui/fingerprint.tsx — what the hall shows of the manifest, to be compared group by group: its hash is all that a
// device has to take from outside (PROTOCOL §6).
import type { JSX } from "preact";
import { encodeHex, groups } from "../basics/encoding.ts";
import { Code } from "./code.tsx";
import { useWords } from "./words.ts";

const shownBytes = 12;
const groupLength = 4;

/** The first 96 bits, in capitals. */
export function fingerprintGroups(hash: Uint8Array): readonly string[] {
    return groups(encodeHex(hash.subarray(0, shownBytes)).toUpperCase(), groupLength);
}

export function Fingerprint({ hash }: { hash: Uint8Array }): JSX.Element {
    const words = useWords();
    return (
        <div class="fingerprint">
            <p class="say">{words.fingerprint}</p>
            <Code groups={fingerprintGroups(hash)} small />
        </div>
    );
}
