// flow/figures.ts — what is said in figures of a result, from the method and the announced numbers (PROTOCOL §11.7).
import type { PaperResult, ProjectResult, RoundResult } from "../api/round_result.ts";
import type { Base, FractionRule } from "../ballot/method.ts";

/** What the server tells of a round after its announcement. */
export type Announced = RoundResult;

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

/** Where sheets were counted; null: none came back, and nothing is said of paper. */
export function paperOf({ paper }: RoundResult): PaperResult | null {
    return paper === null || paper.returned === 0 ? null : paper;
}

export function voidSheets(paper: PaperResult): number {
    return paper.void_over + paper.void_unreadable + paper.void_marked + paper.void_blank;
}

export type Grade = "approve" | "oppose" | "abstain";

export interface Split {
    readonly electronic: number;
    readonly paper: number;
    readonly total: number;
}

export interface SplitProject {
    readonly no: number;
    readonly name: string;
    readonly votes: Readonly<Record<Grade, Split>>;
}

/** By votes; what is not paper came out of the box. Where nothing was opened all totals are 0, and so is the box's part. */
export function splitOf(result: RoundResult, paper: PaperResult): readonly SplitProject[] {
    return ranked(result).map((project) => {
        const sheets = paper.projects.find(({ no }) => no === project.no);
        const split = (grade: Grade): Split => {
            const [total, part] = [project[grade] ?? 0, sheets?.[grade] ?? 0];
            return { electronic: Math.max(0, total - part), paper: part, total };
        };
        const votes = {
            approve: split("approve"),
            oppose: split("oppose"),
            abstain: split("abstain"),
        };
        return { no: project.no, name: project.name, votes };
    });
}
