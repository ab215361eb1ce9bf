// flow/booth/moves.ts — the steps that several events share.
import type { Effect, Next, Reviewing, State, Told } from "./state.ts";
import { withBallot, type Book } from "./book.ts";
import { castingOpen } from "../rules.ts";

export function next(state: State, ...effects: readonly Effect[]): Next {
    return { state, effects };
}

/** For events that say nothing in this state: an answer that came too late, a button pressed twice. */
export function nothing(state: State): Next {
    return next(state);
}

/** The second step begins where the first one ended. */
export function andThen(first: Next, second: (state: State) => Next): Next {
    const { state, effects } = second(first.state);
    return next(state, ...first.effects, ...effects);
}

export const wait: Effect = { run: "wait", seconds: 5 };

/** Whether slips are taken, marked and cast now. */
export function isOpen({ vote, slips, news }: State): boolean {
    return vote !== null && slips !== null && news !== null && castingOpen(vote, news.phase);
}

/** A ballot of another round waits: it is told about before a slip of this one is taken. */
export function waitsOfAnother({ book, vote }: State): boolean {
    if (book === null || vote === null || book.waiting.length === 0) return false;
    return book.vote.manifest.hash.some((byte, i) => byte !== vote.manifest.hash[i]);
}

/** A write that is on its way must not be taken back by the next one: the ballot that it adds stays in. */
export function toKeep({ book, visit, vote, doing }: State): Book | null {
    if (doing !== "storing_cast" || visit.at !== "review") return book;
    if (visit.sealed === null || vote === null) return book;
    return withBallot(book, vote, visit.sealed.ballot);
}

export function keep(state: State): Next {
    return next(state, { run: "keep", book: toKeep(state) });
}

/** Nothing of the person who stood here is left; the store is as it was. */
export function wipe(state: State, told: Told | null): Next {
    const idle: State = {
        ...state,
        visit: { at: "idle", told },
        visits: state.visits + 1,
        doing: null,
        patience: { is: "quiet" },
    };
    return next(idle, { run: "watch", seconds: state.times.quiet });
}

/** Between a press and the store's answer nothing is wiped: the ballot is on its way to being kept. */
export function isStoring({ doing }: State): boolean {
    return doing === "storing_cast" || doing === "storing_check";
}

export function unsealed(visit: Reviewing, blank: boolean | null): Reviewing {
    return { ...visit, blank, sealed: null, trouble: null };
}
