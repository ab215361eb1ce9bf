// flow/booth/book.ts — what a booth keeps of the ballots that were cast at it: sealed ones until the box answered,
// and then how it answered. Neither slip, marks nor ballot seed is ever in it.
import { equalBytes, type Bytes } from "../../basics/bytes.ts";
import type { Errc } from "../../basics/errc.ts";
import { encodeHex } from "../../basics/encoding.ts";
import { slipHashOf } from "../../ballot/encrypted.ts";
import type { BallotId } from "../../ballot/ids.ts";
import type { SealedBallot } from "../kept.ts";
import type { Vote } from "../vote.ts";

/** The box promised it, or refused it for good. */
export type Settled =
    | { readonly id: BallotId; readonly promise: Bytes }
    | { readonly id: BallotId; readonly code: Errc };

export interface Book {
    readonly vote: Vote;
    /** Sealed, to be sent until the box answered; in the order in which they were cast. */
    readonly waiting: readonly SealedBallot[];
    readonly settled: readonly Settled[];
}

export function isRefused(one: Settled): one is Extract<Settled, { code: Errc }> {
    return "code" in one;
}

export function waitingIn(book: Book | null): readonly SealedBallot[] {
    return book?.waiting ?? [];
}

export function holds(book: Book | null, id: BallotId): boolean {
    return waitingIn(book).some((one) => equalBytes(one.id, id));
}

export function withBallot(book: Book | null, vote: Vote, ballot: SealedBallot): Book {
    const before = book ?? { vote, waiting: [], settled: [] };
    if (holds(before, ballot.id)) return before;
    // Of a round that went by nothing is left but how it ended.
    const settled = equalBytes(before.vote.manifest.hash, vote.manifest.hash) ? before.settled : [];
    return { vote, waiting: [...before.waiting, ballot], settled };
}

/** Null: no such ballot waits. */
export function settle(book: Book | null, answer: Settled): Book | null {
    if (book === null || !holds(book, answer.id)) return null;
    const waiting = book.waiting.filter(({ id }) => !equalBytes(id, answer.id));
    return { ...book, waiting, settled: [...book.settled, answer] };
}

/** The slips of ballots that wait, in hex. */
export function slipsWaiting(book: Book | null): readonly string[] {
    return waitingIn(book).map(({ bytes }) => encodeHex(slipHashOf(bytes)));
}
