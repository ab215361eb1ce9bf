// ballot/phases.ts — in which phases the box takes what (PROTOCOL §8.6, §9).
import type { Round } from "./round.ts";

export type Phase =
    | "drafted"
    | "sealed"
    | "issuing"
    | "voting"
    | "paused"
    | "closed"
    | "cosigned"
    | "decided"
    | "announced"
    | "published"
    | "voided";

export function mayCast(phase: Phase, { jointPhases }: Round): boolean {
    return phase === "voting" || (jointPhases && phase === "issuing");
}

/** For hand-backs and reports of a check, with split phases too. */
export function isBoxOpen(phase: Phase): boolean {
    return phase === "issuing" || phase === "voting";
}
