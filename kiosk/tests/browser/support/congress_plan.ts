// Of how many a congress consists that is played act by act.
import type { Style } from "./held_vote.ts";

export interface CongressPlan {
    readonly deputies: number;
    readonly officials: number;
    /** Sealed slips that are printed for shared booths, for each round. */
    readonly slips?: number;
    /** Who hold the key together, and how many of them open the box; all of two where nothing is said. */
    readonly tellers?: number;
    readonly threshold?: number;
    /** Fewer sheets of paper than this are entered one by one. */
    readonly minGroup?: number;
    /** Of the ballot; approvals if not said. */
    readonly style?: Style;
    /** No sample: its machines have to be enrolled. */
    readonly real?: boolean;
}

export const smallPlan: CongressPlan = { deputies: 4, officials: 1 };

const places = 3;

/** As `piaojue manifest` takes them. */
export function ballotOptions({
    minGroup = 1,
    style = "approve",
}: CongressPlan): readonly string[] {
    const title = ["--title", "民生实事项目票决（模拟）"];
    const title2 = ["--title2", "Livelihood projects (sample)"];
    const rules = ["--places", String(places), "--min-group", String(minGroup), "--style", style];
    return [...title, ...title2, ...rules];
}
