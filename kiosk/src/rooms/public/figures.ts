// rooms/public/figures.ts — what the public page says in figures, from the method and the announced result.
import type { RoundResult, ProjectResult } from "../../api/round_view.ts";
import { encodeHex } from "../../basics/encoding.ts";
import { need, refuse, steps, type Result } from "../../basics/result.ts";
import { Reader } from "../../basics/reader.ts";
import { taggedHash } from "../../crypto/hash.ts";
import { signatureBytes } from "../../crypto/signature.ts";
import { ballotId, trackingCode, type TrackingCode } from "../../ballot/ids.ts";
import type { Base, FractionRule } from "../../ballot/method.ts";
import { entryTypes, formatVersion, tags, tokenBytes } from "../../ballot/wire.ts";

/** The least x that the rule holds for: x·b ≥ y·a, or > when strict. */
export function least({ a, b, strict }: FractionRule, y: number): number {
    return strict ? Math.floor((y * a) / b) + 1 : Math.ceil((y * a) / b);
}

export function baseOf(base: Base, result: RoundResult): number {
    switch (base) {
        case "all":
            return result.due;
        case "present":
            return result.present;
        case "returned":
            return result.returned;
        case "valid":
            return result.valid;
    }
}

/** Most approvals first; equals in candidate order. */
export function ranked(result: RoundResult): readonly ProjectResult[] {
    return [...result.projects].sort((one, other) => other.approve - one.approve);
}

const typeAndVersionBytes = 3;
const magic = "PJRECORD";

function isMagic(bytes: Uint8Array): boolean {
    return encodeHex(bytes) === encodeHex(new TextEncoder().encode(magic));
}

/**
 * The tracking codes of all ballots of a record file (PROTOCOL §8.5, §12.1), of every round in it. It
 * finds a ballot; whether the record holds is the verifier's business.
 * Refuses: malformed, wrong_version.
 */
export function trackingCodes(record: Uint8Array): Result<ReadonlySet<TrackingCode>> {
    return steps(function* () {
        const reader = new Reader(record);
        if (!isMagic(yield* need(reader.take(magic.length))))
            yield* refuse("malformed", "no record");
        if ((yield* need(reader.u16())) !== formatVersion)
            yield* refuse("wrong_version", "a record");
        const count = yield* need(reader.u32());
        const codes = new Set<TrackingCode>();
        for (let i = 0; i < count; i += 1) {
            const entry = yield* need(reader.bytes32());
            if (entry[0] !== entryTypes.ballot) continue;
            const identified = entry.subarray(typeAndVersionBytes, -(tokenBytes + signatureBytes));
            codes.add(trackingCode(ballotId(taggedHash(tags.ballot, identified))));
        }
        return codes;
    });
}
