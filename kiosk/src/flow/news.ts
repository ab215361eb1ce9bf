// flow/news.ts — how the round stands, and what did not go through.
import type { Errc } from "../basics/errc.ts";
import type { Kept } from "./kept.ts";
import { next, wait } from "./moves.ts";
import {
    backoffSeconds,
    castingOpen,
    endOf,
    isAnnounced,
    issuingAhead,
    isOver,
    isSilent,
    namesAnother,
    passes,
    refusedFor,
} from "./rules.ts";
import type { Asked, End, Next, RoundNews, RoundPhase, State } from "./state.ts";

export function onNews(before: State, news: RoundNews): Next {
    const reached = before.trouble?.is === "unreachable";
    const state = { ...before, news, failures: 0, trouble: reached ? null : before.trouble };
    const { kept } = state;
    if (kept === null) return withoutPaper(state, news);
    const end = state.end ?? endByNews(state, news);
    const ended = { ...state, end };
    if (end !== null) return next(ended, wait);
    if (kept.at === "cast" && kept.receipt === null && isAnnounced(news.phase)) {
        const { vote, id, leafHash } = kept;
        return next(ended, { run: "read_receipt", vote, id, leafHash }, wait);
    }
    // Refused for the phase, which is the right one now: the tick sends again. Not at once, or a
    // server that says both would be asked without end.
    if (refusedFor(state.trouble, "wrong_phase") && takesNow(kept, news.phase)) {
        return next({ ...ended, trouble: null }, { run: "wait", seconds: 1 });
    }
    return next(ended, wait);
}

function takesNow(kept: Kept, phase: RoundPhase): boolean {
    switch (kept.at) {
        case "requested":
            return phase === "issuing";
        case "casting":
            return castingOpen(kept.vote, phase);
        case "handing_back":
            return phase === "issuing" || phase === "voting";
        case "marking":
        case "sealed":
        case "checking":
        case "cast":
        case "handed_back":
            return false;
    }
}

function withoutPaper(state: State, news: RoundNews): Next {
    const known = state.vote !== null && !namesAnother(state.vote, news.manifest);
    if (news.manifest === null || known) return next(openDone(state), wait);
    if (isSilent(news.phase)) return next(openDone(state), wait);
    return next(state, { run: "read_vote" }, wait);
}

function openDone(state: State): State {
    return state.doing === "opening" ? { ...state, doing: null } : state;
}

function endByNews({ kept, trouble }: State, news: RoundNews): End | null {
    if (kept === null) return null;
    const { phase } = news;
    switch (kept.at) {
        case "requested":
            // A request that was answered before is answered until the close: only a refusal tells.
            if (isOver(phase)) return "issuing_over";
            if (namesAnother(kept.vote, news.manifest)) return "round_replaced";
            return refusedFor(trouble, "wrong_phase") && !issuingAhead(phase)
                ? "issuing_over"
                : null;
        case "marking":
        case "sealed":
        case "checking":
            if (namesAnother(kept.vote, news.manifest)) return "round_replaced";
            return isOver(phase) ? "too_late" : null;
        case "casting":
        case "handing_back":
            // What was accepted is answered in every phase: only the box's refusal tells.
            return refusedFor(trouble, "wrong_phase") && isOver(phase) ? "too_late" : null;
        case "cast":
        case "handed_back":
            return null;
    }
}

export function onRefused(state: State, asked: Asked, code: Errc): Next {
    const trouble = { is: "refused", code } as const;
    switch (asked) {
        case "news":
        case "vote":
        case "receipt":
            return next(openDone(state), wait);
        case "request":
        case "seal":
            return next({ ...state, doing: null, trouble });
        case "hand_back":
        case "cast":
        case "issue": {
            const end = endOf(code) ?? null;
            const refused: State = { ...state, doing: null, trouble, end };
            if (end !== null) return next(refused, wait);
            if (code === "wrong_phase") return next(refused, { run: "look" });
            return passes(trouble) ? later(refused) : next(refused, wait);
        }
    }
}

export function onUnreachable(state: State, asked: Asked): Next {
    const trouble = state.trouble ?? { is: "unreachable" };
    switch (asked) {
        case "news":
        case "vote":
        case "receipt":
            return later({ ...state, trouble });
        case "request":
        case "seal":
            return next({ ...state, doing: null, trouble: { is: "unreachable" } });
        case "issue":
        case "cast":
        case "hand_back":
            return later({ ...state, doing: null, trouble: { is: "unreachable" } });
    }
}

/** The longer it fails, the rarer it is tried. */
function later(state: State): Next {
    const seconds = backoffSeconds(state.failures);
    return next({ ...state, failures: state.failures + 1 }, { run: "wait", seconds });
}
