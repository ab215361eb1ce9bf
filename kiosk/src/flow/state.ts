// flow/state.ts — the words of the voting flow: state, events, effects. All are data.
import type { Bytes } from "../basics/bytes.ts";
import type { Errc } from "../basics/errc.ts";
import type { Giving } from "../ballot/giving.ts";
import type { BallotId } from "../ballot/ids.ts";
import type { Phase } from "../ballot/phases.ts";
import type { Finished, Kept, Paper, SealedBallot } from "./kept.ts";
import type { Choice, Vote } from "./vote.ts";

export type RoundPhase = Phase | "setup";

/** What anybody is told of the round. */
export interface RoundNews {
    readonly phase: RoundPhase;
    /** M in hex; null before a manifest. */
    readonly manifest: string | null;
    /** A rehearsal: also before there is a manifest to say so. */
    readonly sample: boolean;
}

/** The page of a deputy who marks. */
export type Page =
    | "marks"
    | "review"
    | "hand_back"
    /** Of a check: the second device has the id, the opening is on the screen. */
    | "opening";

/** What the device is at; a person's act waits for it. */
export type Doing =
    "opening" | "requesting" | "keeping" | "sealing" | "sending" | "clearing" | null;

/** What stands in the way: each has a sentence that says what is so and what to do. */
export type Trouble =
    | { readonly is: "refused"; readonly code: Errc }
    | { readonly is: "unreachable" }
    | { readonly is: "cannot_keep" }
    | { readonly is: "unreadable" }
    | { readonly is: "full"; readonly project: number };

/** How a paper's way ended without a promise. */
export type End =
    /** The round closed before the box had it. */
    | "too_late"
    /** Nobody is asked any more whether a paper stayed unused. */
    | "claims_over"
    /** Another ballot under the same paper is in the box. */
    | "cast_elsewhere"
    | "handed_back_elsewhere"
    /** The card got its paper on another device. */
    | "issued_elsewhere"
    | "issuing_over"
    /** The server speaks of another round now. */
    | "round_replaced";

export interface State {
    /** The round that a card would be used in. */
    readonly vote: Vote | null;
    readonly news: RoundNews | null;
    /** What the store holds. */
    readonly kept: Kept | null;
    /** The rounds before, in their order; in the store too. */
    readonly earlier: readonly Finished[];
    /** The marks on the screen; the store follows. */
    readonly choices: readonly Choice[];
    /** Whether a ballot without a mark is blank; null until it is said on the review page, and when that is left. */
    readonly blank: boolean | null;
    readonly page: Page;
    readonly doing: Doing;
    readonly trouble: Trouble | null;
    readonly end: End | null;
    /** How the round stood when a receipt was refused: it is not asked for again until that changes. */
    readonly noReceipt: RoundNews | null;
    /** Attempts that failed one after another. */
    readonly failures: number;
}

export type Act =
    | { readonly on: "card_given"; readonly secret: Bytes; readonly tokenSeed: Bytes | null }
    | { readonly on: "recovery_done" }
    | { readonly on: "chose"; readonly project: number; readonly choice: Choice }
    | { readonly on: "turned"; readonly page: Page }
    | { readonly on: "blank_said"; readonly blank: boolean }
    | { readonly on: "seal_wanted" }
    /** From a sealed or checked ballot, or from one that the box refused for good, back to the marks. */
    | { readonly on: "marks_wanted" }
    | { readonly on: "cast_wanted" }
    /** Instead of casting, and for good: this ballot goes to a second device. */
    | { readonly on: "check_wanted" }
    /** A claim: after the close, of a paper that was not used. */
    | { readonly on: "hand_back_wanted"; readonly giving: Giving }
    | { readonly on: "retry_wanted" }
    /** From a round that is finished here to the one that follows it. */
    | { readonly on: "next_round_wanted" }
    | { readonly on: "finish_wanted" };

/** Who was asked, for answers that can come from several. */
export type Asked =
    "news" | "vote" | "request" | "issue" | "seal" | "hand_back" | "cast" | "receipt";

export type Answer =
    | { readonly on: "started" }
    | {
          readonly on: "loaded";
          readonly kept: Kept | null;
          readonly earlier: readonly Finished[];
      }
    | { readonly on: "load_failed" }
    | { readonly on: "stored"; readonly kept: Kept }
    /** What was to be kept; null: the store was to be cleared. It may be stored all the same. */
    | { readonly on: "store_failed"; readonly kept: Kept | null }
    /** The store has no stage, and these rounds. */
    | { readonly on: "cleared"; readonly earlier: readonly Finished[] }
    | { readonly on: "earlier_stored"; readonly earlier: readonly Finished[] }
    | { readonly on: "seen"; readonly news: RoundNews }
    | { readonly on: "vote_read"; readonly vote: Vote }
    /** `offered`: the person came with the recovery code and so has it. */
    | {
          readonly on: "request_made";
          readonly tokenSeed: Bytes;
          readonly request: Bytes;
          readonly offered: boolean;
      }
    | { readonly on: "issued"; readonly token: Bytes }
    | { readonly on: "sealed"; readonly ballotSeed: Bytes; readonly ballot: SealedBallot }
    | { readonly on: "hand_back_made"; readonly giving: Giving; readonly entry: Bytes }
    /** The box promised what was sent to it; the promise was checked. */
    | { readonly on: "promised"; readonly leafHash: Bytes; readonly promise: Bytes }
    | { readonly on: "receipt_read"; readonly id: BallotId; readonly text: string }
    | { readonly on: "refused"; readonly asked: Asked; readonly code: Errc }
    | { readonly on: "unreachable"; readonly asked: Asked }
    | { readonly on: "tick" };

export type Event = Act | Answer;

export type Effect =
    | { readonly run: "load" }
    | { readonly run: "keep"; readonly kept: Kept }
    /** In one step: no stage any more, and these rounds. */
    | { readonly run: "clear"; readonly earlier: readonly Finished[] }
    | { readonly run: "keep_earlier"; readonly earlier: readonly Finished[] }
    | { readonly run: "look" }
    | { readonly run: "read_vote" }
    | {
          readonly run: "make_request";
          readonly vote: Vote;
          readonly secret: Bytes;
          readonly tokenSeed: Bytes | null;
      }
    | {
          readonly run: "send_issue";
          readonly vote: Vote;
          readonly tokenSeed: Bytes;
          readonly request: Bytes;
      }
    | {
          readonly run: "seal";
          readonly vote: Vote;
          readonly paper: Paper;
          readonly choices: readonly Choice[];
          readonly blank: boolean;
      }
    | {
          readonly run: "make_hand_back";
          readonly giving: Giving;
          readonly vote: Vote;
          readonly paper: Paper;
      }
    | { readonly run: "send_cast"; readonly vote: Vote; readonly ballot: SealedBallot }
    | {
          readonly run: "send_hand_back";
          readonly giving: Giving;
          readonly vote: Vote;
          readonly entry: Bytes;
      }
    | {
          readonly run: "read_receipt";
          readonly vote: Vote;
          readonly id: BallotId;
          readonly leafHash: Bytes;
      }
    /** One timer: a later one replaces it. */
    | { readonly run: "wait"; readonly seconds: number };

export interface Next {
    readonly state: State;
    readonly effects: readonly Effect[];
}
