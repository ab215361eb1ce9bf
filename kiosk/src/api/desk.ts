// api/desk.ts — what officials at the door are told (PROTOCOL §16), every member looked at.
import type { Bytes } from "../basics/bytes.ts";
import { demand, fail, refuse, steps, type Refusal, type Result } from "../basics/result.ts";

export interface DeputyName {
    readonly name: string;
    readonly delegation: string;
    readonly seat: string;
    readonly note: string;
}

/** Minutes since 1970, as the statements tell them. */
export interface Attended {
    readonly no: number;
    /** For the first time; null: never. */
    readonly signedIn: number | null;
    /** And did not come back; null: is here, or never was. */
    readonly left: number | null;
    /** A slip, in the newest round. */
    readonly drew: boolean;
    /** A sheet, in the newest round. */
    readonly took: boolean;
    /** The card said that the paper is in the box. */
    readonly declared: boolean;
}

export interface Attendance {
    readonly logSize: number;
    /** The largest serial that the asking person used. */
    readonly serial: number;
    readonly deputies: readonly Attended[];
}

type Fields = Readonly<Record<string, unknown>>;
type Step<T> = Generator<Refusal, T>;

function* fieldsOf(value: unknown): Step<Fields> {
    if (typeof value !== "object" || value === null) return yield* refuse("malformed", "no object");
    return value as Fields;
}

function* listOf(fields: Fields): Step<readonly unknown[]> {
    const list: unknown = fields["deputies"];
    if (!Array.isArray(list)) return yield* refuse("malformed", "no deputies");
    return list as readonly unknown[];
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

function* flag(fields: Fields, name: string): Step<boolean> {
    const value = fields[name];
    if (typeof value !== "boolean") return yield* refuse("malformed", `${name} is no yes or no`);
    return value;
}

function* optional(fields: Fields, name: string): Step<number | null> {
    return fields[name] === null ? null : yield* count(fields, name);
}

function parsed<T>(json: Uint8Array, read: (fields: Fields) => Step<T>): Result<T> {
    try {
        const value: unknown = JSON.parse(new TextDecoder().decode(json));
        return steps(function* () {
            return yield* read(yield* fieldsOf(value));
        });
    } catch {
        return fail("malformed", "not JSON");
    }
}

/** By deputy number, from 1; empty: no names were imported. Refuses: malformed. */
export function parseNames(json: Bytes): Result<readonly DeputyName[]> {
    return parsed(json, function* (answer) {
        const names: DeputyName[] = [];
        for (const one of yield* listOf(answer)) {
            const fields = yield* fieldsOf(one);
            const no = yield* count(fields, "no");
            yield* demand(no === names.length + 1, "numbers follow each other");
            names.push({
                name: yield* text(fields, "name"),
                delegation: yield* text(fields, "delegation"),
                seat: yield* text(fields, "seat"),
                note: yield* text(fields, "note"),
            });
        }
        return names;
    });
}

/** Refuses: malformed. */
export function parseAttendance(json: Bytes): Result<Attendance> {
    return parsed(json, function* (answer) {
        const deputies: Attended[] = [];
        for (const one of yield* listOf(answer)) {
            const fields = yield* fieldsOf(one);
            deputies.push({
                no: yield* count(fields, "no"),
                signedIn: yield* optional(fields, "signed_in"),
                left: yield* optional(fields, "left"),
                drew: yield* flag(fields, "drew"),
                took: yield* flag(fields, "took"),
                declared: yield* flag(fields, "declared"),
            });
        }
        return {
            logSize: yield* count(answer, "log_size"),
            serial: yield* count(answer, "serial"),
            deputies,
        };
    });
}
