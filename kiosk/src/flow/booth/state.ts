// flow/booth/state.ts — the words of a booth's flow: state, events, effects. All are data.
//
// Secret: slip.seed, choices, sealed.ballotSeed, opening. They live in a visit alone and are gone with it.
import type { Bytes } from "../../basics/bytes.ts";
import type { Errc } from "../../basics/errc.ts";
import type { BallotId } from "../../ballot/ids.ts";
import type { SlipList } from "../../ballot/slip.ts";
import type { SealedBallot } from "../kept.ts";
import type { RoundNews } from "../state.ts";
import type { Choice, Vote } from "../vote.ts";
import type { Book } from "./book.ts";

export interface Slip {
    readonly seed: Bytes;
    readonly hash: Bytes;
}

/** What the screen says to whoever comes next: why a slip is not taken, or why the last visit ended. */
export type Told =
    | "card"
    | "none"
    | "not_of_round"
    /** The box said before that it was cast, handed back or voided. */
    | "used"
    | "waiting_here"
    | "left"
    | "closed"
    | "replaced";

export interface Idle {
    readonly at: "idle";
    readonly told: Told | null;
}

export interface Marking {
    readonly at: "marking";
    readonly slip: Slip;
    readonly choices: readonly Choice[];
    /** Of each project, whether it was on the screen: the review waits for all. */
    readonly shown: readonly boolean[];
    /** The place of a project that is on the screen; the page is the one that it stands on. */
    readonly place: number;
    /** The project that was one too many. */
    readonly full: number | null;
}

export interface Reviewing {
    readonly at: "review";
    readonly slip: Slip;
    readonly choices: readonly Choice[];
    readonly shown: readonly boolean[];
    /** Whether a ballot without a mark is blank; null until it is said. */
    readonly blank: boolean | null;
    readonly sealed: { readonly ballot: SealedBallot; readonly ballotSeed: Bytes } | null;
    /** Why it was not sealed, or not taken into the store and so not sent. */
    readonly trouble: "cannot_keep" | Errc | null;
}

/** The ballot itself is gone, so that nothing here could cast it. */
export interface Checking {
    readonly at: "checking";
    readonly slip: Slip;
    readonly id: BallotId;
    readonly opening: Bytes;
    readonly page: "id" | "opening";
}

/** Cast: neither slip nor marks are here any more. */
export interface Done {
    readonly at: "done";
    readonly id: BallotId;
    readonly outcome: "waiting" | "counted" | Errc;
}

export type Visit = Idle | Marking | Reviewing | Checking | Done;

/** How long nobody touched the booth. */
export type Patience =
    | { readonly is: "quiet" }
    | { readonly is: "asking"; readonly loud: 1 | 2 }
    | { readonly is: "counting"; readonly left: number };

/** In seconds. */
export interface Times {
    /** Until it asks whether somebody is still voting. */
    readonly quiet: number;
    /** From asking to asking louder, and from there to counting. */
    readonly louder: number;
    readonly countdown: number;
    /** How long the receipt stays on the screen. */
    readonly receipt: number;
}

export type Doing = "opening" | "reading" | "sealing" | "storing_cast" | "storing_check" | null;

export interface State {
    readonly times: Times;
    /** The round that slips are used in. */
    readonly vote: Vote | null;
    /** Null: the round has none. */
    readonly slips: SlipList | null;
    readonly news: RoundNews | null;
    /** Whether the last question was answered. */
    readonly reached: boolean;
    /** What the store is to hold. */
    readonly book: Book | null;
    /** A write failed, and may have been stored all the same: what the store is to hold is written again. */
    readonly doubt: boolean;
    /** What the booth keeps cannot be read: nobody votes here before it can. */
    readonly unreadable: boolean;
    readonly visit: Visit;
    /** Of visits that ended; with each, everything that a person set on the screen goes back. */
    readonly visits: number;
    readonly doing: Doing;
    readonly patience: Patience;
    /** The ballot that is on its way, and the one that was last, in hex. */
    readonly sending: string | null;
    readonly lastSent: string | null;
    /** Ballots, in hex, that the box refused for the phase: they wait for another one. */
    readonly barred: readonly string[];
    /** Why a ballot still waits, where waiting alone will not help. */
    readonly odd: Errc | null;
    /** Slips of which the box said that they are used, in hex; in memory alone. */
    readonly spent: readonly string[];
    readonly failures: number;
}

export type Act =
    | { readonly on: "scanned"; readonly text: string }
    | { readonly on: "shown"; readonly places: readonly number[] }
    | { readonly on: "turned_to"; readonly place: number }
    | { readonly on: "chose"; readonly project: number; readonly choice: Choice }
    | { readonly on: "review_wanted" }
    | { readonly on: "blank_said"; readonly blank: boolean }
    /** From the review to the project at this place. */
    | { readonly on: "marks_wanted"; readonly place: number }
    | { readonly on: "cast_wanted" }
    | { readonly on: "check_wanted" }
    | { readonly on: "check_turned"; readonly page: "id" | "opening" }
    /** After a check: an empty ballot, with the same slip. */
    | { readonly on: "again_wanted" }
    | { readonly on: "leave_wanted" }
    | { readonly on: "retry_wanted" };

export type Asked = "news" | "vote";

export type Answer =
    | { readonly on: "started" }
    | { readonly on: "loaded"; readonly book: Book | null }
    | { readonly on: "load_failed" }
    | { readonly on: "stored"; readonly book: Book | null }
    | { readonly on: "store_failed"; readonly book: Book | null }
    | { readonly on: "seen"; readonly news: RoundNews }
    | { readonly on: "vote_read"; readonly vote: Vote; readonly slips: SlipList | null }
    | { readonly on: "not_answered"; readonly asked: Asked }
    | { readonly on: "slip_read"; readonly visit: number; readonly slip: Slip }
    | {
          readonly on: "sealed";
          readonly visit: number;
          readonly ballot: SealedBallot;
          readonly ballotSeed: Bytes;
      }
    | { readonly on: "seal_failed"; readonly visit: number; readonly code: Errc }
    /** The box promised this ballot; the promise was checked. */
    | { readonly on: "promised"; readonly id: BallotId; readonly promise: Bytes }
    | { readonly on: "cast_refused"; readonly id: BallotId; readonly code: Errc }
    | { readonly on: "cast_unreachable"; readonly id: BallotId }
    /** Somebody touched the screen or pressed a key. */
    | { readonly on: "touched" }
    /** Nobody touched anything for as long as was watched. */
    | { readonly on: "still" }
    | { readonly on: "tick" };

export type Event = Act | Answer;

export type Effect =
    | { readonly run: "load" }
    | { readonly run: "keep"; readonly book: Book | null }
    | { readonly run: "look" }
    | { readonly run: "read_vote" }
    | { readonly run: "read_slip"; readonly visit: number; readonly seed: Bytes }
    | {
          readonly run: "seal";
          readonly visit: number;
          readonly vote: Vote;
          readonly slips: SlipList;
          readonly seed: Bytes;
          readonly choices: readonly Choice[];
          readonly blank: boolean;
      }
    | { readonly run: "send_cast"; readonly vote: Vote; readonly ballot: SealedBallot }
    /** Until the next look. */
    | { readonly run: "wait"; readonly seconds: number }
    /** Until somebody is asked whether he is still there. */
    | { readonly run: "watch"; readonly seconds: number };

export interface Next {
    readonly state: State;
    readonly effects: readonly Effect[];
}
