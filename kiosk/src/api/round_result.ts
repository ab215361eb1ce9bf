// api/round_result.ts — the announced result in the view of the round (PROTOCOL §16), every member looked at. Apart from the
// view: a device that votes shows no result and does not load this.
import { refuse } from "../basics/result.ts";
import { count, countsOf, object, text, type Fields, type Step } from "./view_fields.ts";

export interface ProjectVotes {
    readonly no: number;
    readonly approve: number;
    readonly oppose: number | null;
    readonly abstain: number;
}

export interface ProjectResult extends ProjectVotes {
    readonly name: string;
    readonly chosen: boolean;
}

export const sheetCountNames = [
    "taken",
    "exchanged",
    "uncancelled",
    "returned",
    "void_over",
    "void_unreadable",
    "void_marked",
    "void_blank",
] as const;

/** Sheets of paper, which are in the sums of the result too (PROTOCOL §11.8). */
export interface PaperResult extends Readonly<Record<(typeof sheetCountNames)[number], number>> {
    readonly projects: readonly ProjectVotes[];
}

export interface NextRound {
    /** Why it is held (PROTOCOL §6, kind). */
    readonly kind: string;
    /** Project numbers. */
    readonly candidates: readonly number[];
    readonly places: number;
}

export interface RoundResult {
    readonly due: number;
    readonly present: number;
    readonly issued: number;
    readonly returned: number;
    readonly blank: number;
    readonly void: number;
    readonly valid: number;
    readonly cast: number;
    readonly handedBack: number;
    /** Null: nobody stated that sheets were counted. */
    readonly paper: PaperResult | null;
    readonly projects: readonly ProjectResult[];
    readonly nextRound: NextRound | null;
}

function* votes(fields: Fields): Step<ProjectVotes> {
    const oppose = fields["oppose"] === null ? null : yield* count(fields, "oppose");
    return { ...(yield* countsOf(fields, ["no", "approve", "abstain"])), oppose };
}

function* project(fields: Fields): Step<ProjectResult> {
    return {
        ...(yield* votes(fields)),
        name: yield* text(fields, "name"),
        chosen: fields["chosen"] === true,
    };
}

function* projects<T>(fields: Fields, read: (one: Fields) => Step<T>): Step<readonly T[]> {
    const list: unknown = fields["projects"];
    if (!Array.isArray(list)) return yield* refuse("malformed", "no projects");
    const all: T[] = [];
    for (const entry of list) all.push(yield* read(yield* object(entry, "no project")));
    return all;
}

function* paper(value: unknown): Step<PaperResult> {
    const fields = yield* object(value, "no paper");
    const sums = yield* countsOf(fields, sheetCountNames);
    return { ...sums, projects: yield* projects(fields, votes) };
}

function* nextRound(value: unknown): Step<NextRound> {
    const fields = yield* object(value, "no next round");
    const list: unknown = fields["candidates"];
    if (!Array.isArray(list)) return yield* refuse("malformed", "no candidates");
    const numbers: Fields = Object.fromEntries(list.entries());
    const candidates: number[] = [];
    for (const place of list.keys()) candidates.push(yield* count(numbers, String(place)));
    const kind = yield* text(fields, "kind");
    return { kind, candidates, places: yield* count(fields, "places") };
}

const sumNames = [
    "due",
    "present",
    "issued",
    "returned",
    "blank",
    "void",
    "valid",
    "cast",
] as const;

/** Refuses: malformed. */
export function* readResult(value: unknown): Step<RoundResult> {
    const fields = yield* object(value, "no result");
    return {
        ...(yield* countsOf(fields, sumNames)),
        handedBack: yield* count(fields, "handed_back"),
        paper: fields["paper"] === null ? null : yield* paper(fields["paper"]),
        projects: yield* projects(fields, project),
        nextRound: fields["next_round"] === null ? null : yield* nextRound(fields["next_round"]),
    };
}
