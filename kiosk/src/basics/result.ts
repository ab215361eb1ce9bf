// basics/result.ts — a value or a refusal. No exception crosses a module.
import type { Errc } from "./errc.ts";

/** `detail` is for people who debug and for tests; it decides nothing. */
export interface Refusal {
    readonly code: Errc;
    readonly detail: string;
}

export interface Ok<T> {
    readonly ok: true;
    readonly value: T;
}

export interface Refused {
    readonly ok: false;
    readonly error: Refusal;
}

export type Result<T> = Ok<T> | Refused;

export function ok(): Ok<void>;
export function ok<T>(value: T): Ok<T>;
export function ok(value?: unknown): Ok<unknown> {
    return { ok: true, value };
}

export function fail(code: Errc, detail: string): Refused {
    return { ok: false, error: { code, detail } };
}

/**
 * Runs a body that reads as a list of steps: in it, `yield* need(result)` is the value, or ends
 * the whole body with the refusal.
 */
export function steps<T>(body: () => Generator<Refusal, T>): Result<T> {
    const first = body().next();
    return first.done === true ? ok(first.value) : { ok: false, error: first.value };
}

export function* need<T>(result: Result<T>): Generator<Refusal, T> {
    if (!result.ok) return yield* refuse(result.error.code, result.error.detail);
    return result.value;
}

/** Ends a body of steps with a refusal. */
export function* refuse(code: Errc, detail: string): Generator<Refusal, never> {
    yield { code, detail };
    // steps() never asks a body again after its first refusal.
    throw new Error("a refused body was resumed");
}

/** Refuses as malformed unless the rule holds: for fields that decode and still are not allowed. */
export function* demand(holds: boolean, detail: string): Generator<Refusal, void> {
    if (!holds) yield* refuse("malformed", detail);
}
