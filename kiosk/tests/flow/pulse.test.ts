// Whether a server is there is known within three seconds, also when its answers do not come at all.
import { describe, expect, it, vi } from "vitest";
import {
    askEveryMs,
    exactTimeOf,
    impatient,
    lostAfterMs,
    Pulse,
    type Beat,
} from "../../src/flow/pulse.ts";

class Watched {
    time = new Date(2026, 0, 5, 11, 26, 7).getTime();
    readonly shown: Beat[] = [];
    answers: () => Promise<boolean> = () => Promise.resolve(true);
    readonly #pulse = new Pulse(
        () => this.answers(),
        () => new Date(this.time),
        (beat) => this.shown.push(beat),
    );

    /** Not waited for where the answer does not come. */
    async passes(ms: number): Promise<void> {
        for (const end = this.time + ms; this.time < end;) {
            this.time += askEveryMs;
            void this.#pulse.beat();
            for (let turns = 0; turns < 5; turns += 1) await Promise.resolve();
        }
    }
}

describe("a pulse", () => {
    it.each([
        ["refuses connections", () => Promise.resolve(false)],
        ["is silent", () => new Promise<boolean>(() => undefined)],
    ])(
        "tells once of a server that %s, within four asks, and once when it is back",
        async (_, gone) => {
            const watched = new Watched();
            await watched.passes(10_000);
            expect(watched.shown).toEqual([]);
            const heardAt = new Date(watched.time);
            watched.answers = gone;
            await watched.passes(3_000);
            expect(watched.shown).toEqual([]);
            await watched.passes(1_000);
            expect(watched.shown).toEqual([{ isLost: true, heardAt }]);
            await watched.passes(60_000);
            expect(watched.shown).toHaveLength(1);
            watched.answers = () => Promise.resolve(true);
            await watched.passes(1_000);
            expect(watched.shown.slice(1)).toEqual([
                { isLost: false, heardAt: new Date(watched.time) },
            ]);
        },
    );

    it("tells of a server that never answered, without a time", async () => {
        const watched = new Watched();
        watched.answers = () => Promise.resolve(false);
        await watched.passes(4_000);
        expect(watched.shown).toEqual([{ isLost: true, heardAt: null }]);
    });

    it("gives an answer up before the browser has no connection left to ask on", async () => {
        const timeout = vi.spyOn(AbortSignal, "timeout");
        const asked: RequestInit[] = [];
        const asks = impatient((_url, options) => {
            asked.push(options);
            return Promise.resolve(new Response());
        });
        await asks("/", { cache: "no-store", signal: new AbortController().signal });
        const [first] = asked;
        expect(first?.cache).toBe("no-store");
        expect(timeout.mock.calls).toEqual([[expect.any(Number)]]);
        expect(timeout.mock.calls[0]?.[0]).toBeLessThan(lostAfterMs);
        expect(first?.signal).toBe(timeout.mock.results[0]?.value);
    });

    it("writes a time with its seconds", () => {
        expect(exactTimeOf(new Date(2026, 0, 5, 9, 2, 7))).toBe("09:02:07");
    });
});
