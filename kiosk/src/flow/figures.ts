// flow/figures.ts — what is said in figures of a result, from the method and the announced numbers (PROTOCOL §11.7).
import type { RoundResult, ProjectResult } from "../api/round_view.ts";
import type { Base, FractionRule } from "../ballot/method.ts";

/** The least x that the rule holds for: x·b ≥ y·a, or > when strict. */
export function least({ a, b, strict }: FractionRule, y: number): number {
    return strict ? Math.floor((y * a) / b) + 1 : Math.ceil((y * a) / b);
}

export function baseOf(base: Base, result: RoundResult): number {
    switch (base) {
        case "all":
            return result.due;
        case "present":
            return result.present;
        case "returned":
            return result.returned;
        case "valid":
            return result.valid;
    }
}

/** 1 and the number of those with more approvals: equals share one. */
export function rankOf({ projects }: RoundResult, { approve }: ProjectResult): number {
    return 1 + projects.filter((other) => other.approve > approve).length;
}

/** Whether it stands between the last places with others of as many votes. */
export function isTied({ nextRound }: RoundResult, { no, chosen }: ProjectResult): boolean {
    const again = nextRound?.kind === "tie" || nextRound?.kind === "presidium";
    return again && !chosen && nextRound.candidates.includes(no);
}

/** Most approvals first; equals in candidate order. */
export function ranked(result: RoundResult): readonly ProjectResult[] {
    return [...result.projects].sort((one, other) => other.approve - one.approve);
}
