// rooms/public/record.ts — what the public page reads from a published record (PROTOCOL §12.1): the tracking codes and
// the rounds. Whether the record holds is the verifier's business.
import {
    sheetCountNames,
    type NextRound,
    type PaperResult,
    type ProjectResult,
    type ProjectVotes,
    type RoundResult,
} from "../../api/round_result.ts";
import { at } from "../../basics/assert.ts";
import type { Bytes } from "../../basics/bytes.ts";
import { encodeHex } from "../../basics/encoding.ts";
import { Reader } from "../../basics/reader.ts";
import { need, steps, type Refusal, type Result } from "../../basics/result.ts";
import { taggedHash } from "../../crypto/hash.ts";
import { signatureBytes } from "../../crypto/signature.ts";
import { ballotId, trackingCode, type TrackingCode } from "../../ballot/ids.ts";
import { roundKinds } from "../../ballot/manifest.ts";
import { readRecordFile } from "../../ballot/record.ts";
import { entryTypes, hashBytes, tags, tokenBytes } from "../../ballot/wire.ts";
import { readVote, type Vote } from "../../flow/vote.ts";

export interface PublishedRound {
    readonly vote: Vote;
    /** Null: the round was voided. */
    readonly result: RoundResult | null;
}

export interface RecordContents {
    /** Of all ballots, of every round. */
    readonly codes: ReadonlySet<TrackingCode>;
    /** In their order. */
    readonly rounds: readonly PublishedRound[];
}

const typeAndVersionBytes = 3;
const acts = { announce: 13, void: 15 } as const;

type Step<T> = Generator<Refusal, T>;

function codeOf(entry: Bytes): TrackingCode {
    const identified = entry.subarray(typeAndVersionBytes, -(tokenBytes + signatureBytes));
    return trackingCode(ballotId(taggedHash(tags.ballot, identified)));
}

/** How a round ended: M of the manifests that were announced or voided, and their results. */
interface Ended {
    readonly acts: ReadonlyMap<string, number>;
    readonly results: ReadonlyMap<string, Bytes>;
}

function endedOf(entries: readonly Bytes[]): Ended {
    const done = new Map<string, number>();
    const results = new Map<string, Bytes>();
    for (const entry of entries) {
        if (entry[0] === entryTypes.result) {
            results.set(encodeHex(entry.subarray(1, 1 + hashBytes)), entry);
        }
        const act = entry[1];
        const ends = act === acts.announce || act === acts.void;
        if (entry[0] === entryTypes.statement && ends) {
            done.set(encodeHex(entry.subarray(2, 2 + hashBytes)), act);
        }
    }
    return { acts: done, results };
}

/** Refuses: malformed, wrong_version, and what the entries refuse. */
export function readRecord(record: Uint8Array): Result<RecordContents> {
    return steps(function* () {
        const { entries } = yield* need(readRecordFile(record));
        const ballots = entries.filter(([type]) => type === entryTypes.ballot);
        const congress = entries.find(([type]) => type === entryTypes.congress);
        const ended = endedOf(entries);
        const rounds: PublishedRound[] = [];
        for (const entry of entries) {
            if (entry[0] !== entryTypes.manifest || congress === undefined) continue;
            const M = encodeHex(taggedHash(tags.manifest, entry));
            const act = ended.acts.get(M);
            if (act === undefined) continue;
            const vote = yield* need(readVote(entry, congress));
            const counted = act === acts.announce ? ended.results.get(M) : undefined;
            const result = counted === undefined ? null : yield* resultOf(counted, vote);
            rounds.push({ vote, result });
        }
        return { codes: new Set(ballots.map(codeOf)), rounds };
    });
}

function kindOf(code: number): string | null {
    const found = Object.entries(roundKinds).find(([, number]) => number === code);
    return found === undefined ? null : found[0];
}

function* nextOf(reader: Reader): Step<NextRound | null> {
    const kind = kindOf(yield* need(reader.u8()));
    const places = yield* need(reader.u8());
    const count = yield* need(reader.u8());
    const candidates: number[] = [];
    while (candidates.length < count) candidates.push(yield* need(reader.u16()));
    return kind === null ? null : { kind, candidates, places };
}

function* paperOf(reader: Reader, shape: readonly ProjectResult[]): Step<PaperResult> {
    const sums: [string, number][] = [];
    for (const name of sheetCountNames) sums.push([name, yield* need(reader.u32())]);
    const projects: ProjectVotes[] = [];
    for (const { no, oppose } of shape) {
        const approve = yield* need(reader.u32());
        const opposed = yield* need(reader.u32());
        const abstain = yield* need(reader.u32());
        projects.push({ no, approve, oppose: oppose === null ? null : opposed, abstain });
    }
    return { ...(Object.fromEntries(sums) as Omit<PaperResult, "projects">), projects };
}

/** The result entry (PROTOCOL §11.6). */
function* resultOf(entry: Bytes, { manifest, shape }: Vote): Step<RoundResult> {
    const reader = new Reader(entry);
    yield* need(reader.take(1 + 2 * hashBytes + 1));
    yield* need(reader.take(yield* need(reader.u8())));
    const counts: number[] = [];
    while (counts.length < 10) counts.push(yield* need(reader.u32()));
    const projects: ProjectResult[] = [];
    for (const { no, name } of manifest.projects) {
        const approve = yield* need(reader.u32());
        const opposed = yield* need(reader.u32());
        const abstain = yield* need(reader.u32());
        const flags = yield* need(reader.u8());
        yield* need(reader.u16());
        const oppose = shape.grades === 3 ? opposed : null;
        projects.push({ no, name, approve, oppose, abstain, chosen: (flags & 2) !== 0 });
    }
    yield* need(reader.u8());
    const nextRound = yield* nextOf(reader);
    // Of a round with act 18 the sheets' line stands at the end.
    const paper = reader.finish().ok ? null : yield* paperOf(reader, projects);
    return {
        due: at(counts, 0),
        present: at(counts, 1),
        issued: at(counts, 2),
        cast: at(counts, 3),
        handedBack: at(counts, 4),
        returned: at(counts, 5),
        blank: at(counts, 7),
        void: at(counts, 8),
        valid: at(counts, 9),
        paper,
        projects,
        nextRound,
    };
}
