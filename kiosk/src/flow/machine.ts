// flow/machine.ts — the course of one deputy: state × event → state + effects. No input, no output, no clock.
//
// One path for all cases: whatever is sent follows from the stage that the store holds (`resume`),
// whether it was stored just now or read after a crash.
import { enter, next, nothing, resend, wait } from "./moves.ts";
import { act } from "./acts.ts";
import { onNews, onRefused, onUnreachable } from "./news.ts";
import { equalBytes } from "../basics/bytes.ts";
import type { BallotId } from "../ballot/ids.ts";
import { leafOf } from "./news.ts";
import type { Cast, Kept } from "./kept.ts";
import type { Answer, Event, Next, State } from "./state.ts";
import { nothingChosen } from "./vote.ts";

export const initial: State = {
    vote: null,
    news: null,
    kept: null,
    earlier: [],
    choices: [],
    blank: null,
    page: "marks",
    doing: "opening",
    trouble: null,
    end: null,
    noReceipt: null,
    failures: 0,
};

export function step(state: State, event: Event): Next {
    switch (event.on) {
        case "card_given":
        case "recovery_done":
        case "chose":
        case "turned":
        case "blank_said":
        case "seal_wanted":
        case "marks_wanted":
        case "cast_wanted":
        case "check_wanted":
        case "hand_back_wanted":
        case "retry_wanted":
        case "finish_wanted":
        case "next_round_wanted":
            return act(state, event);
        case "request_made":
        case "issued":
        case "sealed":
        case "hand_back_made":
        case "promised":
            return toStore(state, event);
        case "receipt_read":
            return onReceipt(state, event);
        case "started":
        case "loaded":
        case "load_failed":
        case "stored":
        case "store_failed":
        case "cleared":
        case "earlier_stored":
            return onStore(state, event);
        case "seen":
            return onNews(state, event.news);
        case "vote_read":
            return next({ ...state, vote: event.vote, doing: null, trouble: null });
        case "refused":
            return onRefused(state, event.asked, event.code);
        case "unreachable":
            return onUnreachable(state, event.asked);
        case "tick":
            return onTick(state);
    }
}

type StoreAnswer = Extract<
    Answer,
    {
        on:
            | "started"
            | "loaded"
            | "load_failed"
            | "stored"
            | "store_failed"
            | "cleared"
            | "earlier_stored";
    }
>;

function onStore(state: State, event: StoreAnswer): Next {
    switch (event.on) {
        case "started":
            return next({ ...state, doing: "opening" }, { run: "load" });
        case "loaded": {
            const { kept, earlier } = event;
            if (kept === null) return next({ ...state, earlier }, { run: "look" });
            const entered = enter({ ...state, earlier, vote: kept.vote }, kept);
            return next(entered.state, ...entered.effects, { run: "look" });
        }
        case "load_failed":
            return next({ ...state, doing: null, trouble: { is: "unreadable" } });
        case "stored":
            return onStored(state, event.kept);
        case "store_failed":
            return onStoreFailed(state, event.kept);
        case "cleared":
            return next({ ...initial, news: state.news, earlier: event.earlier }, { run: "look" });
        case "earlier_stored":
            return next({ ...state, earlier: event.earlier });
    }
}

/** Nothing waits for a draft: what the device is at goes on, so that it is never begun twice. */
function onStoreFailed(state: State, kept: Kept | null): Next {
    const doing = isDraft(state, kept) ? state.doing : null;
    return next({ ...state, doing, trouble: { is: "cannot_keep" } }, wait);
}

function isDraft(state: State, kept: Kept | null): boolean {
    return kept?.at === "marking" && state.kept?.at === "marking";
}

/** A draft that is stored changes no page; any other stage is entered. */
function onStored(state: State, kept: Kept): Next {
    if (isDraft(state, kept)) return next({ ...state, kept });
    const entered = enter(state, kept);
    // The look also sets the timer, on which everything that waits depends.
    return next(entered.state, ...entered.effects, { run: "look" });
}

type Made = Extract<
    Answer,
    { on: "request_made" | "issued" | "sealed" | "hand_back_made" | "promised" }
>;

/** What was made or answered becomes the next stage; it is entered when the store has it. */
function toStore(state: State, event: Made): Next {
    const kept = nextStage(state, event);
    if (kept === undefined) return nothing(state);
    return next({ ...state, doing: "keeping" }, { run: "keep", kept });
}

function nextStage({ kept, vote, choices, blank }: State, event: Made): Kept | undefined {
    switch (event.on) {
        case "request_made": {
            if (kept !== null || vote === null) return undefined;
            const { tokenSeed, request, offered } = event;
            return { at: "requested", vote, tokenSeed, request, offered };
        }
        case "issued": {
            if (kept?.at !== "requested") return undefined;
            const paper = { tokenSeed: kept.tokenSeed, token: event.token };
            return { at: "marking", vote: kept.vote, paper, choices: nothingChosen(kept.vote) };
        }
        case "sealed": {
            if (kept?.at !== "marking") return undefined;
            const { ballot, ballotSeed } = event;
            // The marks of the screen, which the ballot was made of; the draft in the store may be behind.
            return { ...kept, at: "sealed", choices, blank: blank === true, ballot, ballotSeed };
        }
        case "hand_back_made":
            if (kept === null || !("paper" in kept)) return undefined;
            return {
                at: "handing_back",
                vote: kept.vote,
                giving: event.giving,
                entry: event.entry,
            };
        case "promised":
            return promised(kept, event.leafHash, event.promise);
    }
}

type Promised = Extract<Answer, { on: "promised" }>;

function promised(
    kept: Kept | null,
    leafHash: Promised["leafHash"],
    promise: Promised["promise"],
): Kept | undefined {
    if (kept?.at === "casting") {
        const { vote, ballot } = kept;
        const { id } = ballot;
        return { at: "cast", vote, id, leafHash, promise, receipt: null, voided: false };
    }
    if (kept?.at !== "handing_back") return undefined;
    return { at: "handed_back", vote: kept.vote, giving: kept.giving, promise };
}

type ReceiptRead = Extract<Answer, { on: "receipt_read" }>;

/** Of the ballot of this stage, or of one of the rounds before. */
function onReceipt(state: State, { id, text }: ReceiptRead): Next {
    const { kept, earlier } = state;
    const stage = withReceipt(kept, id, text);
    if (stage !== undefined) {
        return next({ ...state, doing: "keeping" }, { run: "keep", kept: stage });
    }
    const read = earlier.map((one) =>
        one.at === "cast" && equalBytes(one.id, id) ? { ...one, receipt: text } : one,
    );
    return next(state, { run: "keep_earlier", earlier: read });
}

function withReceipt(kept: Kept | null, id: BallotId, receipt: string): Cast | undefined {
    if (kept?.at === "cast" && equalBytes(kept.id, id)) return { ...kept, receipt };
    if (kept?.at !== "casting" || !equalBytes(kept.ballot.id, id)) return undefined;
    const { vote, ballot } = kept;
    const leafHash = leafOf(ballot);
    return { at: "cast", vote, id, leafHash, promise: null, receipt, voided: false };
}

function onTick(state: State): Next {
    // Whoever is at work answers, and that answer sets the timer again.
    if (state.doing !== null && state.doing !== "opening") {
        return next(state, wait);
    }
    return resend(state);
}
