// rooms/hall/outcome.ts — what came of a round, from the method and the announced numbers (PROTOCOL §11.7).
import type { ProjectResult, RoundResult } from "../../api/round_result.ts";
import { baseOf, isTied, least, ranked, rankOf } from "../../flow/figures.ts";
import type { Vote } from "../../flow/vote.ts";
import type { HallCatalogue } from "./words.ts";

export type Standing = "chosen" | "tied" | "no_place" | "not_chosen";

export interface Ranked {
    readonly counted: ProjectResult;
    /** 1 and the number of those with more approvals: equals share one. */
    readonly rank: number;
    readonly standing: Standing;
}

export interface Outcome {
    /** By votes; equals in candidate order. */
    readonly list: readonly Ranked[];
    /** Approvals that a project needs; null: none are asked. */
    readonly needed: number | null;
    /** Of all deputies due. */
    readonly isMajority: boolean;
    readonly chosen: number;
    readonly placesLeft: number;
    /** Why nothing could be chosen, whatever the numbers. */
    readonly missed: "quorum" | "participation" | "set_invalid" | "too_few" | null;
}

function missedBy(result: RoundResult, { manifest }: Vote): Outcome["missed"] {
    const { quorum, participation } = manifest.method;
    const kind = result.nextRound?.kind;
    if (kind === "set_invalid" || kind === "too_few") return kind;
    if (result.present < least(quorum, result.due)) return "quorum";
    if (participation === null) return null;
    return result.returned < least(participation, result.due) ? "participation" : null;
}

export function outcomeOf(result: RoundResult, vote: Vote): Outcome {
    const { threshold, places } = vote.manifest.method;
    const needed = threshold === null ? null : least(threshold, baseOf(threshold.base, result));
    const missed = missedBy(result, vote);
    const standingOf = (project: ProjectResult): Standing => {
        const { approve, chosen } = project;
        if (chosen) return "chosen";
        const passes = approve >= 1 && (needed === null || approve >= needed);
        if (missed !== null || !passes) return "not_chosen";
        return isTied(result, project) ? "tied" : "no_place";
    };
    const list = ranked(result).map((counted) => ({
        counted,
        rank: rankOf(result, counted),
        standing: standingOf(counted),
    }));
    const chosen = result.projects.filter((project) => project.chosen).length;
    const isMajority =
        threshold !== null &&
        threshold.base === "all" &&
        threshold.strict &&
        threshold.b === 2 * threshold.a;
    const placesLeft = Math.max(0, places - chosen);
    return { list, needed, isMajority, chosen, placesLeft, missed };
}

/** In one sentence, what is not as it was wished; empty: every place is filled. */
export function sentenceOf(
    { hall }: HallCatalogue,
    result: RoundResult,
    vote: Vote,
    { missed, list, chosen, placesLeft }: Outcome,
): string {
    const said = hall.next;
    const { quorum, participation } = vote.manifest.method;
    if (missed === "quorum") return said.quorum(least(quorum, result.due));
    if (missed === "participation" && participation !== null) {
        return said.participation(least(participation, result.due));
    }
    if (missed === "set_invalid" || missed === "too_few") return said[missed];
    const next = result.nextRound;
    const tied = list.filter(({ standing }) => standing === "tied");
    const [first] = tied;
    if (next !== null && first !== undefined) {
        const tie = next.kind === "tie" ? said.tieRunoff : said.tiePresidium;
        return tie(tied.length, first.counted.approve, next.places);
    }
    if (next?.kind === "shortfall") return said.shortfall(next.places, next.candidates.length);
    if (next !== null) return said.presidium(next.places);
    if (chosen === 0) return said.none;
    return placesLeft > 0 ? said.vacant(placesLeft) : "";
}
