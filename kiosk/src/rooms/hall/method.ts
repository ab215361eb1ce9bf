// rooms/hall/method.ts — the voting method in five lines.
import { least } from "../../flow/figures.ts";
import type { Vote } from "../../flow/vote.ts";
import type { HallCatalogue } from "./words.ts";

/** How a ballot is marked. */
export function markingOf({ ballot, hall }: HallCatalogue, { manifest }: Vote): string {
    const { method, projects } = manifest;
    switch (method.style) {
        case "choose_up_to":
            return ballot.upTo(projects.length, method.hi);
        case "choose_exactly":
            return ballot.exactly(projects.length, method.hi);
        case "three_way":
            return ballot.threeWay(projects.length);
        case "three_way_capped":
            return hall.rules.threeWayCapped(projects.length, method.hi);
    }
}

/** What a project needs; with the number of approvals where it is known before the vote. */
function thresholdOf({ hall }: HallCatalogue, { manifest }: Vote): string {
    const { threshold } = manifest.method;
    const { rules } = hall;
    if (threshold === null) return rules.noThreshold;
    const { a, b, base, strict } = threshold;
    const rule = (strict ? rules.over : rules.reach)(rules.base[base], a, b) + rules.passes;
    return base === "all" ? rules.least(rule, least(threshold, manifest.due)) : rule;
}

export function methodLines(words: HallCatalogue, vote: Vote): readonly string[] {
    const { due, method } = vote.manifest;
    const { rules } = words.hall;
    const { participation } = method;
    const returned = participation === null ? "" : rules.participation(least(participation, due));
    return [
        markingOf(words, vote),
        thresholdOf(words, vote),
        rules.places(method.places),
        rules.tie[method.tie] + rules.shortfall[method.shortfall],
        rules.unmarked[method.blank] + returned,
    ];
}
