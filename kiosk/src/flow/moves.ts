// flow/moves.ts — the steps that several events share.
import type { Kept } from "./kept.ts";
import { passes } from "./rules.ts";
import type { Doing, Effect, Next, State } from "./state.ts";
import { nothingChosen } from "./vote.ts";

export function next(state: State, ...effects: readonly Effect[]): Next {
    return { state, effects };
}

/** Until the next look. */
export const wait: Effect = { run: "wait", seconds: 5 };

/** For events that say nothing in this state: an answer that came too late, a button pressed twice. */
export function nothing(state: State): Next {
    return next(state);
}

/** What a stage sends, taken from what was stored and from nothing else. */
export function resume(kept: Kept): readonly Effect[] {
    const { vote } = kept;
    switch (kept.at) {
        case "requested": {
            const { tokenSeed, request, offered } = kept;
            return offered ? [{ run: "send_issue", vote, tokenSeed, request }] : [];
        }
        case "casting":
            return [{ run: "send_cast", vote, ballot: kept.ballot }];
        case "handing_back":
            return [{ run: "send_hand_back", giving: kept.giving, vote, entry: kept.entry }];
        case "marking":
        case "sealed":
        case "checking":
        case "cast":
        case "handed_back":
            return [];
    }
}

function busyWith(kept: Kept): Doing {
    if (resume(kept).length === 0) return null;
    return kept.at === "requested" ? "requesting" : "sending";
}

/** The store holds this stage now. */
export function enter(state: State, kept: Kept): Next {
    const choices =
        kept.at === "marking" || kept.at === "sealed" ? kept.choices : nothingChosen(kept.vote);
    const entered: State = {
        ...state,
        kept,
        choices,
        blank: null,
        page: "marks",
        doing: busyWith(kept),
        trouble: null,
        end: null,
        failures: 0,
    };
    return next(entered, ...resume(kept));
}

/** Sends again what waits for an answer, or looks how the round stands. */
export function resend(state: State): Next {
    const { kept, end, trouble } = state;
    const waiting = kept !== null && end === null ? resume(kept) : [];
    if (kept === null || waiting.length === 0 || !passes(trouble)) {
        return next(state, { run: "look" });
    }
    return next({ ...state, doing: busyWith(kept) }, ...waiting);
}
