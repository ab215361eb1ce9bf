// flow/kept.ts — what a deputy's device keeps, one form for each stage: all that a resumed page knows. What is
// sent is always taken from here, so nothing is sent that was not kept before.
//
// Secret: tokenSeed, choices, ballotSeed, opening. A stage keeps no secret that its rest does not need: the
// card never, the marks and the ballot seed until the deputy casts or marks again.
import type { Bytes } from "../basics/bytes.ts";
import type { Giving } from "../ballot/giving.ts";
import type { BallotId } from "../ballot/ids.ts";
import type { Choice, Vote } from "./vote.ts";

/** An issued ballot paper: what its seed becomes, and the token in its encoding. */
export interface Paper {
    readonly tokenSeed: Bytes;
    readonly token: Bytes;
}

export interface SealedBallot {
    readonly id: BallotId;
    readonly bytes: Bytes;
}

/** A paper is asked for; before `offered` the recovery code is on the screen and nothing was sent. */
export interface Requested {
    readonly at: "requested";
    readonly vote: Vote;
    readonly tokenSeed: Bytes;
    readonly request: Bytes;
    readonly offered: boolean;
}

export interface Marking {
    readonly at: "marking";
    readonly vote: Vote;
    readonly paper: Paper;
    readonly choices: readonly Choice[];
}

/** Sealed, its tracking code on the screen, not sent. */
export interface SealedStage {
    readonly at: "sealed";
    readonly vote: Vote;
    readonly paper: Paper;
    readonly choices: readonly Choice[];
    readonly blank: boolean;
    readonly ballotSeed: Bytes;
    readonly ballot: SealedBallot;
}

/** To be checked on a second device: the ballot itself is gone, so that nothing here could cast it. */
export interface Checking {
    readonly at: "checking";
    readonly vote: Vote;
    readonly paper: Paper;
    readonly id: BallotId;
    /** PROTOCOL §8.7: ballot key, marks and ballot seed. */
    readonly opening: Bytes;
}

/** To be sent until the box promised it or refused it. */
export interface Casting {
    readonly at: "casting";
    readonly vote: Vote;
    readonly paper: Paper;
    readonly ballot: SealedBallot;
}

export interface Cast {
    readonly at: "cast";
    readonly vote: Vote;
    readonly id: BallotId;
    readonly leafHash: Bytes;
    /** Null: it was lost, and the round went by; the receipt says more. */
    readonly promise: Bytes | null;
    /** The checked tlog-proof text, once announced. */
    readonly receipt: string | null;
    /** Its round was voided: it counts for nothing, and no receipt comes. */
    readonly voided: boolean;
}

/** Given up to the box: handed back, exchanged for a sheet, or told to have stayed unused. */
export interface HandingBack {
    readonly at: "handing_back";
    readonly vote: Vote;
    readonly giving: Giving;
    readonly entry: Bytes;
}

export interface HandedBack {
    readonly at: "handed_back";
    readonly vote: Vote;
    readonly giving: Giving;
    readonly promise: Bytes;
}

export type Kept =
    Requested | Marking | SealedStage | Checking | Casting | Cast | HandingBack | HandedBack;
export type Stage = Kept["at"];

/** A round in which nothing is left to do. Beside its stage a device keeps those of earlier rounds, until it is cleared. */
export type Finished = Cast | HandedBack;
