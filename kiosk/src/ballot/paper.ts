// ballot/paper.ts — sheets of a round beside its box: how many are out, what act 18 may say, and when papers are too many
// (PROTOCOL §7.5, §11.8).
import type { Bytes } from "../basics/bytes.ts";
import type { Person } from "./entries/enrolment.ts";
import {
    paperHash,
    voidReasons,
    type PaperBatch,
    type SheetCounts,
    type SheetVotes,
} from "./entries/paper_batch.ts";

/** What of a round's papers its log tells. */
export interface PaperCounts {
    /** P: sheets instead of a token. */
    readonly taken: number;
    /** X: sheets for a token that was given up. */
    readonly exchanged: number;
    /** Issuances of kinds 0 and 1. */
    readonly tokens: number;
    readonly cast: number;
    /** Ballots among them with a token of kind 2. */
    readonly castSheets: number;
    readonly handedBack: number;
}

/** The newest entry of a batch number. */
export interface LoggedBatch {
    readonly batch: PaperBatch;
    readonly entry: Bytes;
}
export type LoggedBatches = ReadonlyMap<number, LoggedBatch>;

/** What act 18 said. */
export interface StatedPaper {
    readonly uncancelled: number;
    readonly batches: number;
    readonly paperHash: Bytes;
}

export function ascending(batches: LoggedBatches): readonly LoggedBatch[] {
    return [...batches.values()].sort((a, b) => a.batch.body.batch - b.batch.body.batch);
}

function plus(a: SheetVotes, b: SheetVotes | undefined): SheetVotes {
    return {
        approve: a.approve + (b?.approve ?? 0),
        oppose: a.oppose + (b?.oppose ?? 0),
        abstain: a.abstain + (b?.abstain ?? 0),
    };
}

/** Over all of them, for this many projects. */
export function sumOf(batches: LoggedBatches, projects: number): SheetCounts {
    let [issued, returned] = [0, 0];
    const voids = { over: 0, unreadable: 0, marked: 0, blank: 0 };
    let votes = Array.from({ length: projects }, () => ({ approve: 0, oppose: 0, abstain: 0 }));
    for (const { batch } of batches.values()) {
        const { body } = batch;
        issued += body.issued;
        returned += body.returned;
        for (const reason of voidReasons) voids[reason] += body.void[reason];
        votes = votes.map((sum, place) => plus(sum, body.projects[place]));
    }
    return { issued, returned, void: voids, projects: votes };
}

/** The statement of act 18 for these batches. */
export function statedFor(batches: LoggedBatches, uncancelled: number): StatedPaper {
    const entries = ascending(batches).map(({ entry }) => entry);
    return { uncancelled, batches: batches.size, paperHash: paperHash(entries) };
}

/** Whether a share and a result wait for act 18. */
export function needsPaper(counts: PaperCounts, batches: LoggedBatches): boolean {
    return counts.taken + counts.exchanged > 0 || counts.castSheets > 0 || batches.size > 0;
}

/** Why act 18 is refused now; null: it adds up. */
export type PaperFault =
    /** A batch number is left out before the last. */
    | { readonly is: "gap"; readonly batch: number }
    /** P + X + U and Σ issued differ. */
    | { readonly is: "issued"; readonly out: number; readonly keyed: number };

export function paperFaultOf(
    counts: PaperCounts,
    batches: LoggedBatches,
    uncancelled: number,
): PaperFault | null {
    for (let batch = 1; batch <= batches.size; batch += 1) {
        if (!batches.has(batch)) return { is: "gap", batch };
    }
    // Few sheets are entered at a booth, and no batch is keyed.
    if (batches.size === 0) return null;
    const { issued } = sumOf(batches, 0);
    const out = counts.taken + counts.exchanged + uncancelled;
    return issued === out ? null : { is: "issued", out, keyed: issued };
}

/** PROTOCOL §11.8: nothing is decrypted then, and the round is held again. */
export function papersTooMany(
    counts: PaperCounts,
    batches: LoggedBatches,
    uncancelled: number,
): boolean {
    const { taken, exchanged, tokens, cast, castSheets, handedBack } = counts;
    const { returned } = sumOf(batches, 0);
    const sheets = taken + exchanged + uncancelled;
    const free = tokens - (cast - castSheets) - handedBack;
    return returned + castSheets > sheets || exchanged + uncancelled > free;
}

/** The chief scrutineer's number: the first person who is a scrutineer or teller; 0: nobody is. */
export function chiefOf(persons: readonly Person[]): number {
    return persons.findIndex(({ role }) => role !== "official") + 1;
}
