// ballot/ids.ts — names of things that must not be mistaken for one another.
import { equalBytes, type Bytes } from "../basics/bytes.ts";
import { encodeCrockford, groups, normalizeCrockford } from "../basics/encoding.ts";
import { fail, ok, type Result } from "../basics/result.ts";

declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** M, the id of a round. */
export type ManifestHash = Branded<Bytes, "ManifestHash">;
export type BallotId = Branded<Bytes, "BallotId">;
/** Counted from 1 along the roll. */
export type DeputyNumber = Branded<number, "DeputyNumber">;
/** 20 Crockford characters in four groups of five. */
export type TrackingCode = Branded<string, "TrackingCode">;

export function manifestHash(bytes: Bytes): ManifestHash {
    return bytes as ManifestHash;
}

export function ballotId(bytes: Bytes): BallotId {
    return bytes as BallotId;
}

export function deputyNumber(value: number): DeputyNumber {
    return value as DeputyNumber;
}

const trackingCharacters = 20;
export const trackingGroups = 4;
export const trackingGroupLength = trackingCharacters / trackingGroups;

function printed(characters: string): TrackingCode {
    return groups(characters, trackingGroupLength).join("-") as TrackingCode;
}

/** PROTOCOL §8.5: the first 100 bits of the ballot id. */
export function trackingCode(id: BallotId): TrackingCode {
    return printed(encodeCrockford(id, trackingCharacters));
}

/** A tracking code that somebody typed. Refuses: malformed. */
export function readTrackingCode(typed: string): Result<TrackingCode> {
    const characters = normalizeCrockford(typed);
    if (!characters.ok) return characters;
    if (characters.value.length !== trackingCharacters) {
        return fail("malformed", "a tracking code has 20 characters");
    }
    return ok(printed(characters.value));
}

export function sameRound(found: Uint8Array, expected: ManifestHash): Result<void> {
    return equalBytes(found, expected) ? ok() : fail("wrong_manifest", "made for another round");
}
