// api/view_fields.ts — members of an answer in JSON, each looked at.
import { refuse, type Refusal } from "../basics/result.ts";

export type Fields = Readonly<Record<string, unknown>>;
export type Step<T> = Generator<Refusal, T>;

export function* object(value: unknown, what: string): Step<Fields> {
    if (typeof value !== "object" || value === null) return yield* refuse("malformed", what);
    return value as Fields;
}

export function* count(fields: Fields, name: string): Step<number> {
    const value = fields[name];
    if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) {
        return yield* refuse("malformed", `${name} is no count`);
    }
    return value;
}

export function* text(fields: Fields, name: string): Step<string> {
    const value = fields[name];
    if (typeof value !== "string") return yield* refuse("malformed", `${name} is no text`);
    return value;
}

export function* countsOf<Name extends string>(
    fields: Fields,
    names: readonly Name[],
): Step<Readonly<Record<Name, number>>> {
    const read: [string, number][] = [];
    for (const name of names) read.push([name, yield* count(fields, name)]);
    return Object.fromEntries(read) as Record<Name, number>;
}
