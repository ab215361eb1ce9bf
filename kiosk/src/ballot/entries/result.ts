// ballot/entries/result.ts — of the result entry (PROTOCOL §11.6) what the next act names: its hash, and what may follow.
import { Reader } from "../../basics/reader.ts";
import { demand, need, steps, type Result } from "../../basics/result.ts";
import type { Bytes } from "../../basics/bytes.ts";
import { taggedHash } from "../../crypto/hash.ts";
import { roundKinds, type RoundKind } from "../manifest.ts";
import { entryTypes, hashBytes, tags } from "../wire.ts";

export interface ResultOutcome {
    readonly hash: Bytes;
    /** M of its round. */
    readonly manifestHash: Bytes;
    /** The kind of round that may follow; null: none. */
    readonly next: RoundKind | null;
}

const counts = 10;
const chosenBit = 2;
/** Of the sheets: four counts and the reasons why some are void, then three of each project. */
const sheetCounts = 8;
const countsOfProject = 3;

export interface ResultShape {
    readonly projects: number;
    /** The round has a statement of act 18: the sheets' line stands at the end. */
    readonly sheets: boolean;
}

/** Of a round of this shape. Refuses: malformed. */
export function readOutcome(
    entry: Uint8Array,
    { projects, sheets }: ResultShape,
): Result<ResultOutcome> {
    return steps(function* () {
        const reader = new Reader(entry);
        yield* need(reader.oneOf([entryTypes.result]));
        const manifestHash = yield* need(reader.take(hashBytes));
        yield* need(reader.take(hashBytes));
        const opened = yield* need(reader.oneOf([0, 1, 2]));
        const used = yield* need(reader.u8());
        yield* demand(opened === 1 || used === 0, "tellers of a box that was not opened");
        yield* need(reader.take(used));
        yield* need(reader.take(4 * counts));
        let chosen = 0;
        for (let i = 0; i < projects; i += 1) {
            yield* need(reader.take(12));
            const flags = yield* need(reader.u8());
            if ((flags & chosenBit) !== 0) chosen += 1;
            yield* need(reader.u16());
        }
        const placesLeft = yield* need(reader.u8());
        const code = yield* need(reader.u8());
        yield* need(reader.u8());
        yield* need(reader.take(2 * (yield* need(reader.u8()))));
        if (sheets) {
            yield* need(reader.take(4 * (sheetCounts + countsOfProject * projects)));
        }
        yield* need(reader.finish());
        const kinds = Object.keys(roundKinds) as RoundKind[];
        const named = kinds.find((kind) => roundKinds[kind] === code);
        yield* demand(code === 0 || (named !== undefined && named !== "first"), `kind ${code}`);
        // PROTOCOL §9: after a missed quorum the presidium may order the round anew.
        const ordered = placesLeft > 0 && chosen < projects ? "ordered" : null;
        return { hash: taggedHash(tags.result, entry), manifestHash, next: named ?? ordered };
    });
}
