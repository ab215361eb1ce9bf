// api/round_view.ts — the public view of the round (PROTOCOL §16, GET /api/v1/round), every member looked at.
import { demand, fail, refuse, steps, type Refusal, type Result } from "../basics/result.ts";
import { logPhases, type Phase } from "../ballot/phases.ts";

export const countNames = [
    "due",
    "present",
    "issued",
    "cast",
    "handed_back",
    "outstanding",
] as const;
export type Counts = Readonly<Record<(typeof countNames)[number], number>>;

export interface ProjectResult {
    readonly no: number;
    readonly name: string;
    readonly approve: number;
    readonly oppose: number | null;
    readonly abstain: number;
    readonly chosen: boolean;
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
    readonly projects: readonly ProjectResult[];
    readonly nextRound: NextRound | null;
}

export interface RoundView {
    readonly phase: Phase | "setup";
    readonly round: number;
    readonly manifest: string | null;
    readonly sample: boolean;
    readonly title: string;
    readonly counts: Counts;
    readonly result: RoundResult | null;
}

type Fields = Readonly<Record<string, unknown>>;
type Step<T> = Generator<Refusal, T>;

function* object(value: unknown, what: string): Step<Fields> {
    if (typeof value !== "object" || value === null) return yield* refuse("malformed", what);
    return value as Fields;
}

function* count(fields: Fields, name: string): Step<number> {
    const value = fields[name];
    if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) {
        return yield* refuse("malformed", `${name} is no count`);
    }
    return value;
}

function* text(fields: Fields, name: string): Step<string> {
    const value = fields[name];
    if (typeof value !== "string") return yield* refuse("malformed", `${name} is no text`);
    return value;
}

function* project(value: unknown): Step<ProjectResult> {
    const fields = yield* object(value, "no project");
    const oppose = fields["oppose"] === null ? null : yield* count(fields, "oppose");
    return {
        no: yield* count(fields, "no"),
        name: yield* text(fields, "name"),
        approve: yield* count(fields, "approve"),
        oppose,
        abstain: yield* count(fields, "abstain"),
        chosen: fields["chosen"] === true,
    };
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

function* result(value: unknown): Step<RoundResult> {
    const fields = yield* object(value, "no result");
    const list: unknown = fields["projects"];
    if (!Array.isArray(list)) return yield* refuse("malformed", "no projects");
    const projects: ProjectResult[] = [];
    for (const entry of list) projects.push(yield* project(entry));
    return {
        due: yield* count(fields, "due"),
        present: yield* count(fields, "present"),
        issued: yield* count(fields, "issued"),
        returned: yield* count(fields, "returned"),
        blank: yield* count(fields, "blank"),
        void: yield* count(fields, "void"),
        valid: yield* count(fields, "valid"),
        cast: yield* count(fields, "cast"),
        handedBack: yield* count(fields, "handed_back"),
        projects,
        nextRound: fields["next_round"] === null ? null : yield* nextRound(fields["next_round"]),
    };
}

function* counts(value: unknown): Step<Counts> {
    const fields = yield* object(value, "no counts");
    const read: [string, number][] = [];
    for (const name of countNames) read.push([name, yield* count(fields, name)]);
    return Object.fromEntries(read) as Counts;
}

/** Refuses: malformed. */
export function decodeRoundView(value: unknown): Result<RoundView> {
    return steps(function* () {
        const fields = yield* object(value, "no round");
        const phase = logPhases.find((known) => known === fields["phase"]);
        if (phase === undefined) return yield* refuse("malformed", "an unknown phase");
        const manifest =
            fields["manifest_sha256"] === null ? null : yield* text(fields, "manifest_sha256");
        yield* demand(manifest === null || /^[0-9a-f]{64}$/.test(manifest), "no manifest hash");
        return {
            phase,
            round: yield* count(fields, "round"),
            manifest,
            sample: fields["sample"] === true,
            title: yield* text(fields, "title"),
            counts: yield* counts(fields["counts"]),
            result: fields["result"] === null ? null : yield* result(fields["result"]),
        };
    });
}

/** Refuses: malformed. */
export function parseRoundView(json: string): Result<RoundView> {
    try {
        return decodeRoundView(JSON.parse(json) as unknown);
    } catch {
        return fail("malformed", "not JSON");
    }
}
