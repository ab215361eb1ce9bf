// Laws of the flow: whatever is lost, broken or reloaded, one deputy has one ballot under one tracking code.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { acts, actAt, Model, type Fate } from "./model.ts";

type Move =
    | { readonly kind: "carry"; readonly fate: Fate }
    | { readonly kind: "act"; readonly index: number }
    | { readonly kind: "go_on" | "check" | "reload" | "advance" | "pause" | "sign_in" };

const fates = fc.constantFrom<Fate>("done", "done", "done", "lost before", "lost after");
const moves = (withClose: boolean): fc.Arbitrary<Move> =>
    fc.oneof(
        { weight: 8, arbitrary: fates.map((fate): Move => ({ kind: "carry", fate })) },
        {
            weight: 6,
            arbitrary: fc.nat(acts.length - 1).map((index): Move => ({ kind: "act", index })),
        },
        // Chance alone seldom gets as far as a sealed ballot.
        { weight: 4, arbitrary: fc.constant<Move>({ kind: "go_on" }) },
        { weight: 2, arbitrary: fc.constant<Move>({ kind: "check" }) },
        { weight: 1, arbitrary: fc.constant<Move>({ kind: "reload" }) },
        { weight: 1, arbitrary: fc.constant<Move>({ kind: "sign_in" }) },
        { weight: 1, arbitrary: fc.constant<Move>({ kind: "pause" }) },
        { weight: withClose ? 1 : 0, arbitrary: fc.constant<Move>({ kind: "advance" }) },
    );

function isOverFor({ state }: Model): boolean {
    return state.end !== null || state.kept?.at === "cast" || state.kept?.at === "handed_back";
}

function play(model: Model, script: readonly Move[]): void {
    for (const move of script) {
        switch (move.kind) {
            case "carry":
                model.carryOut(move.fate);
                break;
            case "act": {
                const act = actAt(move.index);
                // Forgetting a vote that is over, and coming again, is a law of its own.
                if (act.on !== "finish_wanted" || !isOverFor(model)) model.tell(act);
                break;
            }
            case "go_on":
                model.goOn();
                break;
            case "check":
                model.settle();
                if (model.state.kept?.at === "marking") model.goOn();
                model.settle();
                model.tell({ on: "turned", page: "marks" });
                model.tell({ on: "check_wanted" });
                break;
            case "reload":
                model.start();
                break;
            case "advance":
                model.advance();
                break;
            case "pause":
                model.pause();
                break;
            case "sign_in":
                model.signedIn = true;
                break;
        }
    }
}

const runs = { numRuns: 200 };
// Without a size fast-check keeps its lists to about ten.
const scripts = (withClose: boolean) => fc.array(moves(withClose), { maxLength: 120, size: "max" });

/** What happens before issuing, while papers are issued, and while ballots are cast. */
const days = fc.tuple(scripts(false), scripts(false), scripts(false));

function live(model: Model, [before, issuing, voting]: readonly (readonly Move[])[]): void {
    play(model, before ?? []);
    model.advance();
    play(model, issuing ?? []);
    // Who has no paper by the end of issuing casts nothing.
    model.signedIn = true;
    model.start();
    model.finish();
    model.advance();
    play(model, voting ?? []);
}

/** The page was reloaded, the network works, the round goes its way, the deputy is patient. */
function endWell(model: Model): void {
    if (model.phase === "sealed") model.advance();
    model.signedIn = true;
    model.start();
    model.finish();
    if (model.phase === "issuing") model.advance();
    if (model.phase === "paused") model.pause();
    model.finish();
}

describe("a deputy's device", () => {
    it("sends nothing that it did not keep before", () => {
        fc.assert(
            fc.property(scripts(true), (script) => {
                const model = new Model();
                play(model, script);
                endWell(model);
                expect(model.broken).toEqual([]);
            }),
            runs,
        );
    });

    it("never casts a ballot that was shown to a second device, and casts another instead", () => {
        let checks = 0;
        fc.assert(
            fc.property(days, (day) => {
                const model = new Model();
                live(model, day);
                endWell(model);
                checks += model.checked.size;
                expect(model.broken).toEqual([]);
                expect(model.box.size).toBe(1);
            }),
            runs,
        );
        // A law of checks needs plays with checks.
        expect(checks).toBeGreaterThan(0);
    });

    it("ends with exactly one paper used, whatever was lost on the way", () => {
        fc.assert(
            fc.property(days, (day) => {
                const model = new Model();
                live(model, day);
                endWell(model);
                expect(model.box.size).toBe(1);
                expect(["cast", "handed_back"]).toContain(model.state.kept?.at);
            }),
            runs,
        );
    });

    it("never sends a second ballot: what the box holds is what the screen named", () => {
        fc.assert(
            fc.property(scripts(true), (script) => {
                const model = new Model();
                play(model, script);
                endWell(model);
                expect(model.ballotsSent.size).toBeLessThanOrEqual(1);
                const { kept } = model.state;
                if (kept?.at === "cast") {
                    const [held] = model.box.values();
                    const named = Array.from(kept.id, (byte) => byte.toString(16).padStart(2, "0"));
                    expect(held?.slice(64)).toBe(named.join(""));
                }
            }),
            runs,
        );
    });

    it("asks the issuer for one paper only", () => {
        fc.assert(
            fc.property(scripts(true), (script) => {
                const model = new Model();
                play(model, script);
                endWell(model);
                expect(model.issued.size).toBeLessThanOrEqual(1);
                expect(model.state.end).not.toBe("issued_elsewhere");
            }),
            runs,
        );
    });

    it("that forgot a cast ballot gets no second paper", () => {
        const model = new Model();
        endWell(model);
        expect(model.state.kept?.at).toBe("cast");
        model.tell({ on: "finish_wanted" });
        model.finish();
        expect(model.issued.size).toBe(1);
        expect(model.box.size).toBe(1);
    });

    it("always has something to do next: no state is silent", () => {
        fc.assert(
            fc.property(scripts(true), (script) => {
                const model = new Model();
                play(model, script);
                model.settle();
                // The timer, once everything else was answered.
                const waits = model.pending.length > 0;
                const asks = model.state.trouble?.is === "unreadable";
                expect(waits || asks).toBe(true);
            }),
            runs,
        );
    });
});
