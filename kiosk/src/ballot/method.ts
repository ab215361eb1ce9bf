// ballot/method.ts — the voting method as data (PROTOCOL §6).
import type { Reader } from "../basics/reader.ts";
import { demand, need, refuse, steps, type Refusal, type Result } from "../basics/result.ts";

export const styles = {
    choose_up_to: 1,
    choose_exactly: 2,
    three_way: 3,
    three_way_capped: 4,
} as const;
export const bodies = { plenary: 1, standing_committee: 2, residents: 3 } as const;
export const blankRules = { abstain: 1, void: 2 } as const;
export const bases = { all: 1, present: 2, returned: 3, valid: 4 } as const;
export const tieRules = {
    runoff: 1,
    presidium: 2,
    include_all: 3,
    ballot_order: 4,
    exclude: 5,
} as const;
export const shortfallRules = {
    presidium: 1,
    further_round: 2,
    vacant: 3,
    fill_by_rank: 4,
} as const;
export const listOrders = { votes: 1, candidate: 2 } as const;
export const notices = { names: 1, names_and_votes: 2 } as const;

export type Style = keyof typeof styles;
export type Base = keyof typeof bases;

/** x·b ≥ y·a holds, or > when strict; y is the number of the base. */
export interface FractionRule {
    readonly a: number;
    readonly b: number;
    readonly base: Base;
    readonly strict: boolean;
}

export interface Method {
    readonly style: Style;
    readonly body: keyof typeof bodies;
    readonly places: number;
    readonly lo: number;
    readonly hi: number;
    readonly blank: keyof typeof blankRules;
    readonly quorum: FractionRule;
    readonly participation: FractionRule | null;
    readonly threshold: FractionRule | null;
    readonly tie: keyof typeof tieRules;
    readonly shortfall: keyof typeof shortfallRules;
    readonly order: keyof typeof listOrders;
    readonly notice: keyof typeof notices;
}

const hiMax = 100;

/** The word of a table that stands for a number. Refuses: malformed. */
export function* wordOf<const Table extends Readonly<Record<string, number>>>(
    table: Table,
    number: number,
): Generator<Refusal, keyof Table & string> {
    const found = Object.keys(table).find((name) => table[name] === number);
    if (found === undefined) return yield* refuse("malformed", `unknown value ${number}`);
    return found;
}

/** Reads a byte as a word of a table. Refuses: malformed. */
export function* word<const Table extends Readonly<Record<string, number>>>(
    reader: Reader,
    table: Table,
): Generator<Refusal, keyof Table & string> {
    return yield* wordOf(table, yield* need(reader.u8()));
}

function* decodeRule(reader: Reader): Generator<Refusal, FractionRule | null> {
    const a = yield* need(reader.u8());
    const b = yield* need(reader.u8());
    const base = yield* need(reader.u8());
    const strict = yield* need(reader.oneOf([0, 1]));
    if (a === 0 && b === 0 && base === 0 && strict === 0) return null;
    yield* demand(a >= 1 && a <= b, `the fraction ${a}/${b}`);
    return { a, b, base: yield* wordOf(bases, base), strict: strict === 1 };
}

/** Reads the method; what depends on the number of projects is checkMethod's. Refuses: malformed. */
export function decodeMethod(reader: Reader): Result<Method> {
    return steps(function* () {
        yield* need(reader.oneOf([1]));
        const style = yield* word(reader, styles);
        const body = yield* word(reader, bodies);
        const places = yield* need(reader.u8());
        const lo = yield* need(reader.u8());
        const hi = yield* need(reader.u8());
        const blank = yield* word(reader, blankRules);
        const quorum = yield* decodeRule(reader);
        const participation = yield* decodeRule(reader);
        const threshold = yield* decodeRule(reader);
        const tie = yield* word(reader, tieRules);
        const shortfall = yield* word(reader, shortfallRules);
        const order = yield* word(reader, listOrders);
        const notice = yield* word(reader, notices);
        yield* demand(places >= 1, "no places");
        if (quorum?.base !== "all") return yield* refuse("malformed", "the quorum rule is of all");
        yield* demand(
            participation === null || participation.base === "all",
            "participation of whom",
        );
        const choices = { places, lo, hi, blank, tie, shortfall, order, notice };
        return { style, body, quorum, participation, threshold, ...choices };
    });
}

function styleHolds({ style, lo, hi }: Method, projects: number): boolean {
    switch (style) {
        case "choose_up_to":
            return lo === 1 && hi >= 1;
        case "choose_exactly":
            return lo === hi && hi >= 1;
        case "three_way":
            return lo === 0 && hi === projects;
        case "three_way_capped":
            return lo === 0 && hi >= 1;
    }
}

/** Refuses: malformed. */
export function checkMethod(method: Method, projects: number): Result<void> {
    return steps(function* () {
        yield* demand(styleHolds(method, projects), `lo and hi of ${method.style}`);
        yield* demand(method.lo <= Math.min(method.hi, projects), "more marks asked than possible");
        yield* demand(method.hi <= hiMax, "hi beyond 100");
    });
}

/** g: how many things a mark can say about a project, PROTOCOL §6. */
export function gradesOf(style: Style): 2 | 3 {
    switch (style) {
        case "choose_up_to":
        case "choose_exactly":
            return 2;
        case "three_way":
        case "three_way_capped":
            return 3;
    }
}
