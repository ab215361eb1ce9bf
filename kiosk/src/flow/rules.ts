// flow/rules.ts — what the flow asks about phases and refusals, as predicates and tables.
import type { Errc } from "../basics/errc.ts";
import { encodeHex } from "../basics/encoding.ts";
import type { Kept, Paper } from "./kept.ts";
import type { End, RoundNews, RoundPhase, State, Trouble } from "./state.ts";
import { isUnmarked, tallyOf, toMarks, type Choice, type Vote } from "./vote.ts";

type Unused = Extract<Kept, { readonly paper: Paper }>;

/** Where a phase stands in the course of a round, seen by somebody with a paper. */
const courses: Readonly<Record<RoundPhase, "before" | "issuing" | "voting" | "paused" | "over">> = {
    setup: "before",
    drafted: "before",
    sealed: "before",
    issuing: "issuing",
    voting: "voting",
    paused: "paused",
    closed: "over",
    cosigned: "over",
    decided: "over",
    announced: "over",
    published: "over",
    voided: "over",
};

/** Of the view of a round, what the flow is told: no counts, which change with every act of somebody. */
export function newsOf({ phase, manifest, sample }: RoundNews): RoundNews {
    return { phase, manifest, sample };
}

export function isOver(phase: RoundPhase): boolean {
    return courses[phase] === "over";
}

export function castingOpen(vote: Vote, phase: RoundPhase): boolean {
    const joint = vote.manifest.phases === "joint" && courses[phase] === "issuing";
    return courses[phase] === "voting" || joint;
}

/** Whether a request that nobody answered before may still be issued, now or later. */
export function issuingAhead(phase: RoundPhase): boolean {
    const course = courses[phase];
    return course === "before" || course === "issuing" || course === "paused";
}

export function isAnnounced(phase: RoundPhase): boolean {
    return phase === "announced" || phase === "published";
}

/** From the close until the announcement nobody is given an entry (PROTOCOL §16). */
export function isSilent(phase: RoundPhase): boolean {
    return isOver(phase) && !isAnnounced(phase);
}

/** Whether the news is about another round than this vote. */
export function namesAnother(vote: Vote, manifest: string | null): boolean {
    return manifest !== null && manifest !== encodeHex(vote.manifest.hash);
}

/** The same bytes sent later may be accepted. */
export function passes(trouble: Trouble | null): boolean {
    if (trouble?.is !== "refused") return true;
    return (["busy", "internal", "not_signed_in"] as readonly Errc[]).includes(trouble.code);
}

export function refusedFor(trouble: Trouble | null, code: Errc): boolean {
    return trouble?.is === "refused" && trouble.code === code;
}

const ends: Readonly<Partial<Record<Errc, End>>> = {
    already_issued: "issued_elsewhere",
    already_cast: "cast_elsewhere",
    already_handed_back: "handed_back_elsewhere",
    wrong_manifest: "round_replaced",
    unknown_round: "round_replaced",
};

/** The refusals after which this paper, or this card's request, goes no further. */
export function endOf(code: Errc): End | undefined {
    return ends[code];
}

/** This ballot is refused for good, its paper is not: the deputy may mark anew. */
export function mayMarkAgain({ kept, trouble }: State): boolean {
    const codes: readonly Errc[] = ["already_opened", "duplicate_ciphertext", "proof_rejected"];
    return kept?.at === "casting" && trouble?.is === "refused" && codes.includes(trouble.code);
}

/** Whether the device may forget what it keeps without losing a vote. */
export function mayFinish({ kept, end, trouble }: State): boolean {
    if (kept === null) return false;
    if (end !== null || kept.at === "cast" || kept.at === "handed_back") return true;
    // Nothing was sent, or the server said that nothing was issued for it.
    return kept.at === "requested" && (!kept.offered || refusedFor(trouble, "not_on_roll"));
}

/** A paper that the close found unused: the device may say so while that is taken (PROTOCOL §11.9). */
export function claimable({
    kept,
    end,
    news,
}: Pick<State, "kept" | "end" | "news">): Unused | undefined {
    if (end !== "too_late" || news === null || kept === null) return undefined;
    if (news.phase !== "closed" && news.phase !== "cosigned") return undefined;
    return "paper" in kept ? kept : undefined;
}

/** The round is finished here, and another one has been made known. */
export function mayGoOn({ kept, news }: State): boolean {
    if (kept?.at !== "cast" && kept?.at !== "handed_back") return false;
    return news !== null && namesAnother(kept.vote, news.manifest) && !isOver(news.phase);
}

/** Whether the receipts of this vote are given (PROTOCOL §16). */
export function receiptsGiven(vote: Vote, { phase, manifest }: RoundNews): boolean {
    return namesAnother(vote, manifest) ? !isSilent(phase) : isAnnounced(phase);
}

/** Approvals stop at the cap; nothing is taken away silently. */
export function fits(vote: Vote, choices: readonly Choice[]): boolean {
    return tallyOf(choices).approve <= vote.shape.cap;
}

/** Blank is allowed; fewer than the rule asks is not. */
export function mayReview(vote: Vote, choices: readonly Choice[]): boolean {
    const { approve } = tallyOf(choices);
    return isUnmarked(choices) || (approve >= vote.shape.lo && fits(vote, choices));
}

/** A ballot without a mark is handed in by nobody who did not say what it is. */
export function maySeal(vote: Vote, choices: readonly Choice[], blank: boolean | null): boolean {
    if (isUnmarked(choices) && blank === null) return false;
    return toMarks(vote, choices, blank === true).ok;
}

export function backoffSeconds(failures: number): number {
    return Math.min(2 ** failures, 15);
}

/** What has to come before it is sent again. */
export function waitsFor(trouble: Trouble | null): "network" | "phase" | "person" {
    if (trouble?.is !== "refused") return "network";
    return passes(trouble) || trouble.code === "wrong_phase" ? "phase" : "person";
}
