// api/round_view.ts — the public view of the round (PROTOCOL §16, GET /api/v1/round), every member looked at.
import { demand, fail, refuse, steps, type Result } from "../basics/result.ts";
import { logPhases, type Phase } from "../ballot/phases.ts";
import type { RoundResult } from "./round_result.ts";
import { count, countsOf, object, text, type Step } from "./view_fields.ts";

export const countNames = [
    "due",
    "present",
    "issued",
    "cast",
    "handed_back",
    "outstanding",
    "sheets",
] as const;
export type Counts = Readonly<Record<(typeof countNames)[number], number>>;

export interface RoundView {
    readonly phase: Phase | "setup";
    readonly round: number;
    readonly manifest: string | null;
    /** Another one follows a rehearsal under the same address. */
    readonly congress: string;
    readonly sample: boolean;
    readonly title: string;
    readonly counts: Counts;
    /** Null before the announcement, and on a page that reads none. */
    readonly result: RoundResult | null;
}

/** `readResult` of round_result.ts, on pages that show a result. */
export type ReadResult = (value: unknown) => Step<RoundResult>;

/** Refuses: malformed. */
export function decodeRoundView(value: unknown, readResult?: ReadResult): Result<RoundView> {
    return steps(function* () {
        const fields = yield* object(value, "no round");
        const phase = logPhases.find((known) => known === fields["phase"]);
        if (phase === undefined) return yield* refuse("malformed", "an unknown phase");
        const manifest =
            fields["manifest_sha256"] === null ? null : yield* text(fields, "manifest_sha256");
        yield* demand(manifest === null || /^[0-9a-f]{64}$/.test(manifest), "no manifest hash");
        const silent = readResult === undefined || fields["result"] === null;
        return {
            phase,
            round: yield* count(fields, "round"),
            manifest,
            congress: yield* text(fields, "congress_id"),
            sample: fields["sample"] === true,
            title: yield* text(fields, "title"),
            counts: yield* countsOf(yield* object(fields["counts"], "no counts"), countNames),
            result: silent ? null : yield* readResult(fields["result"]),
        };
    });
}

/** Refuses: malformed. */
export function parseRoundView(json: string, readResult?: ReadResult): Result<RoundView> {
    try {
        return decodeRoundView(JSON.parse(json) as unknown, readResult);
    } catch {
        return fail("malformed", "not JSON");
    }
}
