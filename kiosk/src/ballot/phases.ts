// ballot/phases.ts — in which phases the box takes what (PROTOCOL §8.6, §9).
import type { Round } from "./round.ts";

export const phases = [
    "drafted",
    "sealed",
    "issuing",
    "voting",
    "paused",
    "closed",
    "cosigned",
    "decided",
    "announced",
    "published",
    "voided",
] as const;
export type Phase = (typeof phases)[number];

/** With what a log begins in; heartbeats number them in this order (§16). */
export const logPhases = ["setup", ...phases] as const;

export function mayCast(phase: Phase, { jointPhases }: Round): boolean {
    return phase === "voting" || (jointPhases && phase === "issuing");
}

/** That a paper stayed unused (PROTOCOL §11.9); the log may have ended that before. */
export function mayClaim(phase: Phase | "setup"): boolean {
    return phase === "closed" || phase === "cosigned";
}

/** For hand-backs, exchanges and reports of a check, with split phases too. */
export function isBoxOpen(phase: Phase | "setup"): boolean {
    return phase === "issuing" || phase === "voting";
}
