// ui/later.ts — code that a page does not need at once. It is fetched when the page is at rest, so that it is there
// when the network is not; whoever needs it before that waits.
import { useEffect, useState } from "preact/hooks";

const restMs = 500;
const againMs = 5_000;

function pause(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
}

export class Later<T> {
    #value: T | null = null;
    readonly #load: () => Promise<T>;

    constructor(load: () => Promise<T>) {
        this.#load = load;
    }

    /** Null until it has come. */
    get value(): T | null {
        return this.#value;
    }

    /** Rejects when it does not come; the next call tries again. */
    async fetch(): Promise<T> {
        this.#value ??= await this.#load();
        return this.#value;
    }
}

/** Tries until it has come, or until nobody waits for it any more. */
export async function insist(
    fetch: () => Promise<unknown>,
    left: AbortSignal | null,
): Promise<void> {
    while (left?.aborted !== true) {
        try {
            await fetch();
            return;
        } catch {
            await pause(againMs);
        }
    }
}

/** Null until it has come, and then drawn again. */
export function useLater<T>(later: Later<T>): T | null {
    const [, come] = useState(false);
    // What was drawn counts, not what is there by the time of the effect: it may come in between.
    const { value } = later;
    useEffect(() => {
        if (value !== null) return undefined;
        const leaving = new AbortController();
        void insist(() => later.fetch(), leaving.signal).then(() => {
            if (!leaving.signal.aborted) come(true);
        });
        return () => {
            leaving.abort();
        };
    }, [later]);
    return value;
}

/** For the start of a page: all of these, as soon as what it shows first is there. */
export function fetchAtRest(...wanted: readonly (() => Promise<unknown>)[]): void {
    void pause(restMs).then(() => Promise.all(wanted.map((fetch) => insist(fetch, null))));
}
