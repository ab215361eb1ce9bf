// basics/shape.ts — reads what JSON.parse() gives into a type, member by member; nothing is taken unlooked.
//
// A reader is a step (result.ts): it gives the value or refuses as malformed.
import { refuse, steps, type Refusal, type Result } from "./result.ts";

export type Read<T> = (value: unknown) => Generator<Refusal, T>;
/** What a reader gives. */
export type Shape<R> = R extends Read<infer T> ? T : never;

export function* text(value: unknown): Generator<Refusal, string> {
    return typeof value === "string" ? value : yield* refuse("malformed", "no text");
}

export function* flag(value: unknown): Generator<Refusal, boolean> {
    return typeof value === "boolean" ? value : yield* refuse("malformed", "no flag");
}

export function* count(value: unknown): Generator<Refusal, number> {
    if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
    return yield* refuse("malformed", "no count");
}

export function oneOf<const T extends string>(words: readonly T[]): Read<T> {
    return function* (value) {
        const known = words.find((word) => word === value);
        return known ?? (yield* refuse("malformed", `none of ${words.join(", ")}`));
    };
}

export function orNull<T>(read: Read<T>): Read<T | null> {
    return function* (value) {
        return value === null ? null : yield* read(value);
    };
}

export function listOf<T>(read: Read<T>): Read<readonly T[]> {
    return function* (value) {
        if (!Array.isArray(value)) return yield* refuse("malformed", "no list");
        const out: T[] = [];
        for (const one of value) out.push(yield* read(one));
        return out;
    };
}

type Members = Readonly<Record<string, Read<unknown>>>;
export type Of<M extends Members> = { readonly [K in keyof M]: Shape<M[K]> };

/** Members that are not named are not looked at. */
export function members<M extends Members>(readers: M): Read<Of<M>> {
    return function* (value) {
        if (typeof value !== "object" || value === null) {
            return yield* refuse("malformed", "no object");
        }
        const fields = value as Readonly<Record<string, unknown>>;
        const out: Record<string, unknown> = {};
        for (const [name, read] of Object.entries(readers)) out[name] = yield* read(fields[name]);
        return out as Of<M>;
    };
}

/** Refuses: malformed. */
export function readAs<T>(read: Read<T>, value: unknown): Result<T> {
    return steps(() => read(value));
}
