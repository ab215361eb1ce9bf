// rooms/official/day.ts — the day of a vote: which step it has come to, and which acts may follow (PROTOCOL §9).
import type { RoundView } from "../../api/round_view.ts";
import type { Act } from "../../ballot/acts.ts";
import type { LoggedRound, LogView } from "../../ballot/log_view.ts";
import { needsPaper } from "../../ballot/paper.ts";
import type { VoteManifest } from "../../ballot/manifest.ts";
import { least } from "../../flow/figures.ts";
import type { RoundPhase } from "../../flow/state.ts";

export const stepNames = [
    "draft",
    "seal",
    "sign_in",
    "open",
    "issuing",
    "voting",
    "close",
    "count",
    "report",
    "announce",
    "publish",
] as const;
export type StepName = (typeof stepNames)[number];
export type StepState = "done" | "now" | "ahead";

/** Acts of this page; the others are done at the desk and by the tellers. */
export type DayAct = Exclude<Act, "sign_in" | "leave" | "replace_card" | "report" | SideAct>;

/** What the day does not bring by itself, each with a form of its own. */
export type SideAct = "absent" | "void_slips" | "paper" | "end_claims";

/** Between the closing entry and the first share: what sheets and claims are asked for (PROTOCOL §11.8, §11.9). */
export function isBeforeShares({ phase, paper, shares }: LoggedRound): boolean {
    return (phase === "closed" || phase === "cosigned") && paper.closed && shares === 0;
}

export function sideActsOf(round: LoggedRound | null, slips: boolean): readonly SideAct[] {
    if (round === null) return [];
    const { phase, paper } = round;
    if (phase === "voting") return slips ? ["void_slips"] : [];
    const open = isBeforeShares(round);
    const sheets = open && paper.stated === null && needsPaper(paper.counts, paper.batches);
    return [
        ...(phase === "closed" ? (["absent"] as const) : []),
        ...(sheets ? (["paper"] as const) : []),
        ...(open && paper.usedSlips === null ? (["end_claims"] as const) : []),
    ];
}

/** The step under way. Of a voided round: what is left is to publish it. */
const stepAt: Readonly<Record<RoundPhase, StepName>> = {
    setup: "draft",
    drafted: "seal",
    sealed: "sign_in",
    issuing: "issuing",
    voting: "voting",
    paused: "voting",
    closed: "count",
    cosigned: "count",
    decided: "report",
    announced: "publish",
    published: "publish",
    voided: "publish",
};

export function stepOf(phase: RoundPhase, reported: boolean, quorate: boolean): StepName {
    if (phase === "decided" && reported) return "announce";
    if (phase === "sealed" && quorate) return "open";
    return stepAt[phase];
}

/** `voidedIn`: the phase that a voided round had come to; no step from there on was ever done but to publish it. */
export function stateOf(
    step: StepName,
    now: StepName,
    phase: RoundPhase,
    voidedIn: RoundPhase | null,
): StepState {
    const reached = voidedIn === null ? stepNames.length : stepNames.indexOf(stepAt[voidedIn]);
    if (step !== "publish" && stepNames.indexOf(step) >= reached) return "ahead";
    if (phase === "published") return "done";
    const [place, current] = [stepNames.indexOf(step), stepNames.indexOf(now)];
    if (place === current) return "now";
    return place < current ? "done" : "ahead";
}

export interface Offer {
    readonly forward: DayAct | null;
    readonly others: readonly DayAct[];
}

// Behind the publication no further round can be stated.
function beforePublishing({ next, stated }: LoggedRound): Offer {
    const further = next !== null && stated === null;
    return further
        ? { forward: "further_round", others: ["publish"] }
        : { forward: "publish", others: [] };
}

/** What may be done in the phase that the log is in. */
export function offerOf(round: LoggedRound | null): Offer {
    const nothing = { forward: null, others: [] };
    if (round === null) return nothing;
    switch (round.phase) {
        case "drafted":
            return { forward: "seal", others: [] };
        case "sealed":
            return { forward: "open", others: ["unseal"] };
        case "issuing":
            return { forward: "end_issuing", others: ["pause", "void"] };
        case "voting":
            return { forward: "close", others: ["pause", "void"] };
        case "paused":
            return { forward: "resume", others: ["void"] };
        case "closed":
        case "cosigned":
            return { forward: null, others: ["void"] };
        case "decided":
            return { forward: "announce", others: ["void"] };
        case "announced":
        case "voided":
            return beforePublishing(round);
        case "published":
            return nothing;
    }
}

export function quorumNeeded({ method, due }: VoteManifest): number {
    return least(method.quorum, due);
}

/** Why the log would refuse it now, with its figures; null: it would not. */
export type Missing =
    | { readonly is: "quorum"; readonly there: number; readonly needed: number }
    | { readonly is: "reports"; readonly there: number; readonly needed: number };

export function missingFor(act: DayAct, round: LoggedRound, view: RoundView): Missing | null {
    if (act === "open") {
        const [there, needed] = [view.counts.present, quorumNeeded(round.manifest)];
        return there < needed ? { is: "quorum", there, needed } : null;
    }
    if (act === "announce") {
        const [there, needed] = [round.reporters.length, round.manifest.joint.k];
        return there < needed ? { is: "reports", there, needed } : null;
    }
    return null;
}

/** The phase as this page knows it: the log's own, where it is read. */
export function phaseOf(view: RoundView, log: LogView | null): RoundPhase {
    return log === null ? view.phase : (log.round?.phase ?? "setup");
}
