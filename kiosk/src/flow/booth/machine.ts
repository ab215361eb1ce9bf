// flow/booth/machine.ts — the course of a shared booth: state × event → state + effects. No input, no output, no clock.
//
// idle → slip read → marking → review, sealed → stored, cast → done → idle
//                                             → checked on a second device → marking
// A visit lives in memory alone. What was cast is stored before it is sent, and sent until the box answered, whoever
// stands at the booth meanwhile.
import { holds, withBallot, type Book } from "./book.ts";
import { act, checkOf, onSlip } from "./acts.ts";
import { isStoring, keep, next, nothing, andThen, wait, wipe } from "./moves.ts";
import { onStill, onTouched } from "./patience.ts";
import { onPhase, onSent, sendNext } from "./sending.ts";
import { backoffSeconds, isOver, isSilent, namesAnother } from "../rules.ts";
import type { RoundNews } from "../state.ts";
import type { Answer, Event, Next, State, Times } from "./state.ts";

export const times: Times = { quiet: 120, louder: 15, countdown: 30, receipt: 60 };

export function begin(of: Times): State {
    return {
        times: of,
        vote: null,
        slips: null,
        news: null,
        reached: true,
        book: null,
        doubt: false,
        unreadable: false,
        visit: { at: "idle", told: null },
        visits: 0,
        doing: "opening",
        patience: { is: "quiet" },
        sending: null,
        lastSent: null,
        barred: [],
        odd: null,
        spent: [],
        failures: 0,
    };
}

export function step(state: State, event: Event): Next {
    switch (event.on) {
        case "scanned":
        case "shown":
        case "turned_to":
        case "chose":
        case "review_wanted":
        case "blank_said":
        case "marks_wanted":
        case "cast_wanted":
        case "check_wanted":
        case "check_turned":
        case "again_wanted":
        case "leave_wanted":
        case "retry_wanted":
            return act(state, event);
        case "started":
        case "loaded":
        case "load_failed":
        case "stored":
        case "store_failed":
            return onStore(state, event);
        case "seen":
            return onNews(state, event.news);
        case "vote_read": {
            const { vote, slips } = event;
            return next({ ...state, vote, slips });
        }
        case "not_answered":
            return later(state);
        case "slip_read":
            return onSlip(state, event.visit, event.slip);
        case "sealed":
        case "seal_failed":
            return onSealed(state, event);
        case "promised":
        case "cast_refused":
        case "cast_unreachable":
            return onSent(state, event);
        case "touched":
            return onTouched(state);
        case "still":
            return onStill(state);
        case "tick":
            return onTick(state);
    }
}

type StoreAnswer = Extract<
    Answer,
    { on: "started" | "loaded" | "load_failed" | "stored" | "store_failed" }
>;

function onStore(state: State, event: StoreAnswer): Next {
    switch (event.on) {
        case "started":
            return next({ ...state, doing: "opening" }, { run: "load" });
        case "loaded": {
            const loaded: State = { ...state, book: event.book, doing: null };
            return andThen(sendNext(loaded), (now) => next(now, { run: "look" }));
        }
        case "load_failed":
            return next({ ...state, doing: null, unreadable: true });
        case "stored":
            return onStored({ ...state, doubt: false }, event.book);
        case "store_failed":
            return onStoreFailed({ ...state, doubt: true });
    }
}

function onStored(state: State, stored: Book | null): Next {
    const { visit, vote, doing, times } = state;
    if (visit.at !== "review" || visit.sealed === null || vote === null) return nothing(state);
    const { id } = visit.sealed.ballot;
    const isIn = holds(stored, id);
    if (doing === "storing_check") {
        const checking = isIn ? undefined : checkOf(vote, visit);
        return checking === undefined
            ? nothing(state)
            : next({ ...state, doing: null, visit: checking });
    }
    if (!isIn) return nothing(state);
    // Also where the write was told as failed before, and a later one brought it: it was pressed.
    const done: State = {
        ...state,
        book: withBallot(state.book, vote, visit.sealed.ballot),
        doing: null,
        patience: { is: "quiet" },
        visit: { at: "done", id, outcome: "waiting" },
    };
    const watched = next(done, { run: "watch", seconds: times.receipt });
    return andThen(watched, sendNext);
}

function onStoreFailed(state: State): Next {
    const { visit } = state;
    if (!isStoring(state) || visit.at !== "review") return next(state);
    return next({ ...state, doing: null, visit: { ...visit, trouble: "cannot_keep" } });
}

type SealAnswer = Extract<Answer, { on: "sealed" | "seal_failed" }>;

function onSealed(state: State, event: SealAnswer): Next {
    const { visit } = state;
    if (state.doing === "reading" && event.on === "seal_failed") {
        return next({ ...state, doing: null });
    }
    if (state.doing !== "sealing" || visit.at !== "review" || event.visit !== state.visits) {
        return nothing(state);
    }
    const made: State = { ...state, doing: null };
    if (event.on === "seal_failed") {
        return next({ ...made, visit: { ...visit, trouble: event.code } });
    }
    const { ballot, ballotSeed } = event;
    return next({ ...made, visit: { ...visit, sealed: { ballot, ballotSeed } } });
}

function onNews(before: State, news: RoundNews): Next {
    const state: State = { ...before, news, reached: true, failures: 0 };
    const known = state.vote !== null && !namesAnother(state.vote, news.manifest);
    const wanted = news.manifest !== null && !known && !isSilent(news.phase);
    const asked = wanted ? next(state, { run: "read_vote" }, wait) : next(state, wait);
    const told = andThen(asked, (now) => endVisit(now, news));
    return andThen(
        andThen(told, (now) => onPhase(now, news)),
        sendNext,
    );
}

/** A round that is over or replaced ends the visit; a receipt stays on the screen. */
function endVisit(state: State, news: RoundNews): Next {
    const { vote, visit } = state;
    if (vote === null || isStoring(state)) return nothing(state);
    const open = visit.at !== "idle" && visit.at !== "done";
    if (namesAnother(vote, news.manifest)) {
        const gone: State = { ...state, vote: null, slips: null, spent: [] };
        return open || state.doing === "reading" ? wipe(gone, "replaced") : next(gone);
    }
    return open && isOver(news.phase) ? wipe(state, "closed") : nothing(state);
}

/** The longer it fails, the rarer it is tried. */
function later(state: State): Next {
    const failures = state.failures + 1;
    const seconds = backoffSeconds(state.failures);
    return next({ ...state, reached: false, failures }, { run: "wait", seconds });
}

function onTick(state: State): Next {
    const again = state.doubt ? keep(state) : nothing(state);
    return andThen(andThen(again, sendNext), (now) => next(now, { run: "look" }));
}
