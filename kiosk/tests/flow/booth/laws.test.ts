// Laws of a booth: whatever is lost, broken, reloaded or left standing, a slip has one ballot, and the screen is honest.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { at } from "../../../src/basics/assert.ts";
import { encodeHex } from "../../../src/basics/encoding.ts";
import { acts, actAt, hashOf, Model, seeds, toReview, type Fate } from "./model.ts";

type Move =
    | { readonly kind: "carry"; readonly fate: Fate }
    | { readonly kind: "act"; readonly index: number }
    | { readonly kind: "review" | "cast" | "check"; readonly slip: number }
    | { readonly kind: "still" | "reload" | "pause" | "elsewhere" | "close" };

const fates = fc.constantFrom<Fate>("done", "done", "done", "lost before", "lost after");
const moves = (withClose: boolean): fc.Arbitrary<Move> =>
    fc.oneof(
        { weight: 10, arbitrary: fates.map((fate): Move => ({ kind: "carry", fate })) },
        {
            weight: 6,
            arbitrary: fc.nat(acts.length - 1).map((index): Move => ({ kind: "act", index })),
        },
        // Chance alone seldom gets as far as a sealed ballot.
        {
            weight: 6,
            arbitrary: fc
                .tuple(fc.constantFrom("review", "cast", "check"), fc.nat(seeds.length - 1))
                .map(([kind, slip]): Move => ({ kind, slip })),
        },
        { weight: 2, arbitrary: fc.constant<Move>({ kind: "still" }) },
        { weight: 1, arbitrary: fc.constant<Move>({ kind: "reload" }) },
        { weight: 1, arbitrary: fc.constant<Move>({ kind: "pause" }) },
        { weight: 1, arbitrary: fc.constant<Move>({ kind: "elsewhere" }) },
        { weight: withClose ? 1 : 0, arbitrary: fc.constant<Move>({ kind: "close" }) },
    );

function play(model: Model, script: readonly Move[]): void {
    for (const move of script) {
        switch (move.kind) {
            case "carry":
                model.carryOut(move.fate);
                break;
            case "act":
                model.tell(actAt(move.index));
                break;
            case "review":
            case "cast":
            case "check":
                if (model.state.visit.at === "done") model.tell({ on: "leave_wanted" });
                if (model.state.visit.at !== "review") toReview(model, at(seeds, move.slip));
                if (move.kind !== "review") model.tell({ on: `${move.kind}_wanted` });
                break;
            case "still":
                model.still();
                break;
            case "reload":
                model.start();
                break;
            case "pause":
                if (model.phase === "voting") model.phase = "paused";
                else if (model.phase === "paused") model.phase = "voting";
                break;
            case "elsewhere": {
                // The same slip at another booth.
                const hash = encodeHex(hashOf(at(seeds, 2)));
                if (model.phase === "voting" && !model.box.has(hash)) model.box.set(hash, "other");
                break;
            }
            case "close":
                model.phase = "closed";
                break;
        }
    }
}

const runs = { numRuns: 200 };
// Without a size fast-check keeps its lists to about ten.
const scripts = (withClose: boolean) => fc.array(moves(withClose), { maxLength: 120, size: "max" });

/** The page was reloaded, network and store work, the box is open. */
function endWell(model: Model): void {
    if (model.phase === "paused") model.phase = "voting";
    model.start();
    model.finish();
}

describe("a booth", () => {
    it("sends nothing that it did not keep, keeps no secret, casts nothing that was opened, and tells no untruth", () => {
        let [casts, checks] = [0, 0];
        fc.assert(
            fc.property(scripts(true), (script) => {
                const model = new Model();
                play(model, script);
                endWell(model);
                casts += model.castHere.length;
                checks += model.opened.size;
                expect(model.broken).toEqual([]);
            }),
            runs,
        );
        // A law of casts and checks needs plays with them.
        expect(casts).toBeGreaterThan(20);
        expect(checks).toBeGreaterThan(10);
    });

    it("brings every ballot that it said to keep to the box, or the slip was used elsewhere", () => {
        fc.assert(
            fc.property(scripts(false), (script) => {
                const model = new Model();
                play(model, script);
                endWell(model);
                expect(model.state.book?.waiting ?? []).toEqual([]);
                for (const [slip, id] of model.castHere) {
                    const held = model.box.get(slip);
                    // A booth that was loaded again knows of a used slip by the box alone; and a store that seemed to
                    // fail may hold a ballot, which is then sent.
                    const same = [...model.kept].filter(([, other]) => other === slip);
                    expect([...same.map(([one]) => one), "other"]).toContain(held);
                    const settled = model.state.book?.settled.find(
                        (one) => encodeHex(one.id) === id,
                    );
                    expect(settled !== undefined && "promise" in settled).toBe(held === id);
                }
            }),
            runs,
        );
    });

    it("takes one ballot of a slip: nobody is told twice that it is kept", () => {
        fc.assert(
            fc.property(scripts(true), (script) => {
                const model = new Model();
                play(model, script);
                endWell(model);
                const counted = model.castHere.filter(([slip, id]) => model.box.get(slip) === id);
                const used = counted.map(([slip]) => slip);
                expect(new Set(used).size).toBe(used.length);
            }),
            runs,
        );
    });

    it("forgets everything of a person who walked away", () => {
        fc.assert(
            fc.property(scripts(true), (script) => {
                const model = new Model();
                play(model, script);
                if (model.state.unreadable) model.tell({ on: "retry_wanted" });
                model.settle();
                for (let turn = 0; turn < 60; turn += 1) model.still();
                expect(model.state.visit.at).toBe("idle");
                const state = JSON.stringify({ ...model.state, book: null, vote: null });
                expect(state).not.toMatch(/"(choices|ballotSeed|seed|opening)"/);
            }),
            runs,
        );
    });

    it("always has something to do next: no state is silent", () => {
        fc.assert(
            fc.property(scripts(true), (script) => {
                const model = new Model();
                play(model, script);
                model.settle();
                const looks = model.pending.some(({ run }) => run === "wait");
                expect(looks || model.state.unreadable).toBe(true);
                const { visit } = model.state;
                const watches = model.pending.some(({ run }) => run === "watch");
                expect(watches || visit.at === "idle").toBe(true);
            }),
            runs,
        );
    });

    it("keeps id and promise until the round is announced, and then nothing", () => {
        const model = new Model();
        toReview(model, at(seeds, 0));
        model.tell({ on: "cast_wanted" });
        model.finish();
        expect(model.state.visit).toMatchObject({ at: "done", outcome: "counted" });
        expect(model.stored).toContain('"waiting":[]');
        expect(model.stored).toContain('"promise"');
        model.phase = "closed";
        model.finish();
        expect(model.stored).not.toBeNull();
        model.phase = "announced";
        model.finish();
        expect(model.stored).toBeNull();
    });
});
