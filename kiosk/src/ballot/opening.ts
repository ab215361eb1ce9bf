// ballot/opening.ts — a ballot checked on a second device instead of cast (PROTOCOL §8.7).
import { concat, equalBytes, type Bytes } from "../basics/bytes.ts";
import { Reader } from "../basics/reader.ts";
import { demand, need, refuse, steps, type Result } from "../basics/result.ts";
import { u16, u8 } from "../basics/writer.ts";
import { verifyKeyBytes } from "../crypto/signature.ts";
import { readVerifyKey } from "./fields.ts";
import { ballotId as asBallotId, manifestHash, type BallotId, type ManifestHash } from "./ids.ts";
import { Marks } from "./marks.ts";
import { word } from "./method.ts";
import type { Round } from "./round.ts";
import { proveBallot } from "./seal.ts";
import type { BallotShape } from "./shape.ts";
import { entryTypes, hashBytes, openedBytes, seedBytes } from "./wire.ts";

export const verdicts = { agrees: 1, differs: 2, unopened: 3 } as const;
/** unopened: what the client gave could not be opened. */
export type Verdict = keyof typeof verdicts;

export interface BallotOpening {
    readonly ballotKey: Bytes;
    readonly marks: Marks;
    readonly seed: Bytes;
}

/** The report to the server: which ballot was checked where, and not what is in it. */
export interface Opened {
    readonly manifestHash: ManifestHash;
    readonly ballotId: BallotId;
    /** 0: a deputy's own second device. */
    readonly station: number;
    readonly verdict: Verdict;
}

export function encodeOpening({ ballotKey, marks, seed }: BallotOpening): Bytes {
    return concat(ballotKey, marks.bytes, seed);
}

/** Refuses: malformed, not_canonical. */
export function decodeOpening(shape: BallotShape, bytes: Uint8Array): Result<BallotOpening> {
    return steps(function* () {
        const wanted = verifyKeyBytes + shape.marksBytes + seedBytes;
        yield* demand(bytes.length === wanted, `an opening has ${wanted} bytes`);
        const reader = new Reader(bytes);
        const { bytes: ballotKey } = yield* readVerifyKey(reader);
        const marks = yield* need(Marks.decode(shape, yield* need(reader.take(shape.marksBytes))));
        return { ballotKey, marks, seed: yield* need(reader.take(seedBytes)) };
    });
}

/** Makes the ballot again from its opening and compares with the id that was given first. */
export function checkOpening(
    round: Pick<Round, "manifestHash" | "jointKey" | "shape">,
    given: BallotId,
    opening: BallotOpening,
): Verdict {
    const { id } = proveBallot(round, opening.ballotKey, opening.marks, opening.seed);
    return equalBytes(id, given) ? "agrees" : "differs";
}

export function encodeOpened({ manifestHash: M, ballotId, station, verdict }: Opened): Bytes {
    return concat(u8(entryTypes.opened), M, ballotId, u16(station), u8(verdicts[verdict]));
}

/** Refuses: too_large, malformed. */
export function decodeOpened(entry: Uint8Array): Result<Opened> {
    return steps(function* () {
        if (entry.length > openedBytes) yield* refuse("too_large", "a report of 68 bytes");
        const reader = new Reader(entry);
        yield* need(reader.oneOf([entryTypes.opened]));
        const round = manifestHash(yield* need(reader.take(hashBytes)));
        const ballotId = asBallotId(yield* need(reader.take(hashBytes)));
        const station = yield* need(reader.u16());
        const verdict = yield* word(reader, verdicts);
        yield* need(reader.finish());
        return { manifestHash: round, ballotId, station, verdict };
    });
}
