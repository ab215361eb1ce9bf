// flow/news.ts — how the round stands, and what did not go through.
import type { Bytes } from "../basics/bytes.ts";
import type { Errc } from "../basics/errc.ts";
import { sha256 } from "../crypto/hash.ts";
import { ballotLeafHash } from "../ballot/encrypted.ts";
import { isBoxOpen, mayClaim } from "../ballot/phases.ts";
import type { Cast, Kept, SealedBallot } from "./kept.ts";
import { next, wait } from "./moves.ts";
import {
    backoffSeconds,
    castingOpen,
    endOf,
    issuingAhead,
    isOver,
    isSilent,
    namesAnother,
    passes,
    receiptsGiven,
    refusedFor,
} from "./rules.ts";
import type { Asked, Effect, End, Next, RoundNews, RoundPhase, State, Trouble } from "./state.ts";

export function onNews(before: State, news: RoundNews): Next {
    const reached = before.trouble?.is === "unreachable";
    const state = { ...before, news, failures: 0, trouble: reached ? null : before.trouble };
    const { kept } = state;
    if (kept === null) return withoutPaper(state, news);
    const end = state.end ?? endByNews(state, news);
    const ended = { ...state, end };
    const voided = voidedNow(kept, news);
    if (voided !== null) {
        return next({ ...ended, doing: "keeping" }, { run: "keep", kept: voided }, wait);
    }
    const receipt = receiptWanted(ended, news);
    if (receipt !== undefined) return next(ended, receipt, wait);
    if (end !== null) return next(ended, wait);
    // Refused for the phase, which is the right one now: the tick sends again. Not at once, or a
    // server that says both would be asked without end.
    if (refusedFor(state.trouble, "wrong_phase") && takesNow(kept, news.phase)) {
        return next({ ...ended, trouble: null }, { run: "wait", seconds: 1 });
    }
    return next(ended, wait);
}

/** Kept, for the round that follows is all that is told of later. */
function voidedNow(kept: Kept, { phase, manifest }: RoundNews): Cast | null {
    if (kept.at !== "cast" || kept.voided || phase !== "voided") return null;
    return namesAnother(kept.vote, manifest) ? null : { ...kept, voided: true };
}

type ReadReceipt = Extract<Effect, { run: "read_receipt" }>;

/** Of the first ballot whose receipt is given now and is not here; one at a time. */
function receiptWanted(state: State, news: RoundNews): ReadReceipt | undefined {
    const { kept, earlier, end, noReceipt } = state;
    if (noReceipt?.phase === news.phase && noReceipt.manifest === news.manifest) return undefined;
    const cast = [...earlier, ...(kept === null ? [] : [kept])].flatMap((stage) =>
        stage.at === "cast" && stage.receipt === null && !stage.voided ? [stage] : [],
    );
    // Taken and its promise lost, a ballot of a round that went by is shown by its receipt alone.
    const doubtful =
        kept?.at === "casting" && end === "round_replaced"
            ? [{ vote: kept.vote, id: kept.ballot.id, leafHash: leafOf(kept.ballot) }]
            : [];
    const found = [...cast, ...doubtful].find(({ vote }) => receiptsGiven(vote, news));
    if (found === undefined) return undefined;
    const { vote, id, leafHash } = found;
    return { run: "read_receipt", vote, id, leafHash };
}

export function leafOf({ id, bytes }: SealedBallot): Bytes {
    return ballotLeafHash(id, sha256(bytes));
}

function takesNow(kept: Kept, phase: RoundPhase): boolean {
    switch (kept.at) {
        case "requested":
            return phase === "issuing";
        case "casting":
            return castingOpen(kept.vote, phase);
        case "handing_back":
            return kept.giving === "claim" ? mayClaim(phase) : isBoxOpen(phase);
        case "marking":
        case "sealed":
        case "checking":
        case "cast":
        case "handed_back":
            return false;
    }
}

function withoutPaper(state: State, news: RoundNews): Next {
    const receipt = receiptWanted(state, news);
    const more = receipt === undefined ? [wait] : [receipt, wait];
    const known = state.vote !== null && !namesAnother(state.vote, news.manifest);
    if (news.manifest === null || known) return next(openDone(state), ...more);
    if (isSilent(news.phase)) return next(openDone(state), ...more);
    return next(state, { run: "read_vote" }, ...more);
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
            // The box knows the newest round alone, and may find a ballot of another one too long or too short.
            if (namesAnother(kept.vote, news.manifest) && misshapen(trouble)) {
                return "round_replaced";
            }
            if (kept.at === "handing_back" && kept.giving === "claim") {
                return refusedFor(trouble, "wrong_phase") ? "claims_over" : null;
            }
            // What was accepted is answered in every phase: only the box's refusal tells.
            return refusedFor(trouble, "wrong_phase") && isOver(phase) ? "too_late" : null;
        case "cast":
        case "handed_back":
            return null;
    }
}

function misshapen(trouble: Trouble | null): boolean {
    return refusedFor(trouble, "malformed") || refusedFor(trouble, "too_large");
}

export function onRefused(state: State, asked: Asked, code: Errc): Next {
    const trouble = { is: "refused", code } as const;
    switch (asked) {
        case "news":
        case "vote":
            return next(openDone(state), wait);
        case "receipt":
            return next({ ...state, noReceipt: passes(trouble) ? null : state.news }, wait);
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
