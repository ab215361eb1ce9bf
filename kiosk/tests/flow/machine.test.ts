// The flow as a table: what each event does in each state, without any network.
import { describe, expect, it } from "vitest";
import { utf8 } from "../../src/basics/bytes.ts";
import { errcNumbers, type Errc } from "../../src/basics/errc.ts";
import { ballotId } from "../../src/ballot/ids.ts";
import { initial } from "../../src/flow/machine.ts";
import type { Kept } from "../../src/flow/kept.ts";
import { mayFinish, mayMarkAgain } from "../../src/flow/rules.ts";
import type { Effect, Event, RoundPhase, State } from "../../src/flow/state.ts";
import { nothingChosen, type Vote } from "../../src/flow/vote.ts";
import { encodeHex } from "../../src/basics/encoding.ts";
import { run, runs } from "./steps.ts";
import { exampleVote, voteWith } from "./vote.ts";

const errcs = Object.keys(errcNumbers) as Errc[];
const seed = utf8("s".repeat(32));
const paper = { tokenSeed: seed, token: utf8("token") };
const ballot = { id: ballotId(seed), bytes: utf8("ballot") };

const stages = (vote: Vote): Record<string, Kept> => ({
    requested: { at: "requested", vote, tokenSeed: seed, request: seed, offered: true },
    marking: { at: "marking", vote, paper, choices: nothingChosen(vote) },
    sealed: {
        at: "sealed",
        vote,
        paper,
        choices: nothingChosen(vote),
        blank: true,
        ballotSeed: seed,
        ballot,
    },
    checking: { at: "checking", vote, paper, id: ballot.id, opening: seed },
    casting: { at: "casting", vote, paper, ballot },
    handing_back: { at: "handing_back", vote, giving: "hand_back", entry: seed },
});

const news = (vote: Vote, phase: RoundPhase): Event => ({
    on: "seen",
    news: { phase, manifest: encodeHex(vote.manifest.hash), sample: true },
});

/** At a stage, with nothing under way. */
function standing(stage: string, vote = exampleVote, phase: RoundPhase = "voting"): State {
    const kept = stages(vote)[stage] ?? null;
    const { state } = run(initial, { on: "loaded", kept, earlier: [] }, news(vote, phase));
    return { ...state, doing: null };
}

/** The store fails at what it was asked to keep. */
function failure(effects: readonly Effect[]): Event {
    const keep = effects.find((effect) => effect.run === "keep");
    return { on: "store_failed", kept: keep?.kept ?? null };
}

describe("resuming", () => {
    it("sends what a stage left unanswered, and only that", () => {
        const resumed = (stage: string): string[] =>
            runs(
                run(initial, {
                    on: "loaded",
                    kept: stages(exampleVote)[stage] ?? null,
                    earlier: [],
                }).effects,
            );
        expect(resumed("requested")).toEqual(["send_issue", "look"]);
        expect(resumed("marking")).toEqual(["look"]);
        expect(resumed("sealed")).toEqual(["look"]);
        expect(resumed("checking")).toEqual(["look"]);
        expect(resumed("casting")).toEqual(["send_cast", "look"]);
        expect(resumed("handing_back")).toEqual(["send_hand_back", "look"]);
    });

    it("asks for nothing while the recovery code is on the screen", () => {
        const requested = stages(exampleVote)["requested"];
        if (requested?.at !== "requested") throw new Error("the stage");
        const kept: Kept = { ...requested, offered: false };
        expect(runs(run(initial, { on: "loaded", kept, earlier: [] }).effects)).toEqual(["look"]);
    });
});

describe("every refusal", () => {
    it.each(errcs)("of an issue request leaves an end or a sentence: %s", (code) => {
        const { state } = run(standing("requested"), { on: "refused", asked: "issue", code });
        expect(state.end !== null || state.trouble !== null).toBe(true);
        expect(state.doing).toBeNull();
    });

    it.each(errcs)("of a ballot keeps the ballot until it is over: %s", (code) => {
        const { state, effects } = run(standing("casting"), { on: "refused", asked: "cast", code });
        expect(state.kept?.at).toBe("casting");
        expect(runs(effects)).not.toContain("clear");
        if (state.end === null) expect(mayFinish(state)).toBe(false);
    });

    it.each(["already_opened", "duplicate_ciphertext", "proof_rejected"] as const)(
        "for this ballot alone gives the paper back to mark again: %s",
        (code) => {
            const refused = run(standing("casting"), { on: "refused", asked: "cast", code }).state;
            expect(mayMarkAgain(refused)).toBe(true);
            const { effects } = run(refused, { on: "marks_wanted" });
            expect(effects).toMatchObject([{ run: "keep", kept: { at: "marking" } }]);
        },
    );

    it("for the phase is looked into, and tried again when the phase is right", () => {
        const refused = run(standing("casting", exampleVote, "paused"), {
            on: "refused",
            asked: "cast",
            code: "wrong_phase",
        });
        expect(runs(refused.effects)).toEqual(["look"]);
        const paused = run(refused.state, news(exampleVote, "paused"), { on: "tick" });
        expect(runs(paused.effects)).not.toContain("send_cast");
        const open = run(paused.state, news(exampleVote, "voting"), { on: "tick" });
        expect(runs(open.effects)).toContain("send_cast");
        const closed = run(paused.state, news(exampleVote, "closed"));
        expect(closed.state.end).toBe("too_late");
    });
});

describe("marks", () => {
    const choose = (project: number): Event => ({ on: "chose", project, choice: "approve" });

    it("stop at the cap with a sentence, and take nothing away", () => {
        const vote = voteWith({ hi: 2 });
        const { state } = run(standing("marking", vote), choose(0), choose(1), choose(2));
        expect(state.trouble).toEqual({ is: "full", project: 2 });
        expect(state.choices.slice(0, 3)).toEqual(["approve", "approve", "unmarked"]);
    });

    it("are not taken while casting is closed", () => {
        const { state } = run(standing("marking", exampleVote, "issuing"), choose(0));
        expect(state.choices).toEqual(nothingChosen(exampleVote));
    });

    it("are taken while papers are still issued where the phases are joint", () => {
        const vote = {
            ...exampleVote,
            manifest: { ...exampleVote.manifest, phases: "joint" as const },
        };
        const { state } = run(standing("marking", vote, "issuing"), choose(0));
        expect(state.choices[0]).toBe("approve");
    });

    it("of a choice of exactly n are reviewed with n, or with none as a blank ballot", () => {
        const vote = voteWith({ style: "choose_exactly", lo: 2, hi: 2 });
        const review: Event = { on: "turned", page: "review" };
        expect(run(standing("marking", vote), review).state.page).toBe("review");
        expect(run(standing("marking", vote), choose(0), review).state.page).toBe("marks");
        expect(run(standing("marking", vote), choose(0), choose(1), review).state.page).toBe(
            "review",
        );
    });

    it("that are sealed are those of the screen, also when the store is behind", () => {
        const chosen = run(
            standing("marking"),
            choose(0),
            { on: "turned", page: "review" },
            { on: "seal_wanted" },
        ).state;
        const { effects } = run(chosen, { on: "sealed", ballotSeed: seed, ballot });
        expect(effects).toMatchObject([{ kept: { at: "sealed", choices: { 0: "approve" } } }]);
    });
});

describe("a blank ballot", () => {
    const review: Event = { on: "turned", page: "review" };
    const blank: Event = { on: "blank_said", blank: true };
    const sealing = (vote: Vote, ...events: readonly Event[]): Effect[] =>
        run(standing("marking", vote), ...events, { on: "seal_wanted" }).effects;
    const threeWay = voteWith({ style: "three_way", lo: 0, hi: exampleVote.shape.projects });

    it("is sealed only when it was said, where nothing else can be said of no mark", () => {
        expect(sealing(exampleVote, review)).toEqual([]);
        expect(sealing(exampleVote, review, blank, { on: "blank_said", blank: false })).toEqual([]);
        expect(sealing(exampleVote, review, blank)).toMatchObject([{ run: "seal", blank: true }]);
    });

    it("differs from abstaining on each project, which is what no mark says in three ways", () => {
        expect(sealing(threeWay, review)).toEqual([]);
        const abstain: Event = { on: "blank_said", blank: false };
        expect(sealing(threeWay, review, abstain)).toMatchObject([{ run: "seal", blank: false }]);
        expect(sealing(threeWay, review, blank)).toMatchObject([{ run: "seal", blank: true }]);
    });

    it("is not a ballot on which anything was said", () => {
        for (const choice of ["approve", "oppose", "abstain"] as const) {
            const chosen: Event = { on: "chose", project: 0, choice };
            expect(sealing(threeWay, chosen, review, blank).at(-1)).toMatchObject({ blank: false });
        }
    });

    it("is said on the review page alone, and anew each time", () => {
        expect(run(standing("marking", threeWay), blank).state.blank).toBeNull();
        const back: Event = { on: "turned", page: "marks" };
        expect(sealing(threeWay, review, blank, back, review)).toEqual([]);
    });
});

describe("a check", () => {
    const checked = run(standing("sealed"), { on: "check_wanted" });

    it("is kept without the ballot, so that nothing is left that could be cast", () => {
        const [effect] = checked.effects;
        const kept = effect?.run === "keep" ? effect.kept : null;
        expect(kept?.at).toBe("checking");
        expect(Object.keys(kept ?? {}).sort()).toEqual(["at", "id", "opening", "paper", "vote"]);
        const cast = run(
            standing("checking"),
            { on: "cast_wanted" },
            { on: "hand_back_wanted", giving: "hand_back" },
        );
        expect(cast.effects).toEqual([]);
    });

    it("shows nothing before it is kept", () => {
        expect(checked.state.kept?.at).toBe("sealed");
        const failed = run(checked.state, failure(checked.effects)).state;
        expect([failed.kept?.at, failed.trouble?.is]).toEqual(["sealed", "cannot_keep"]);
    });

    it("shows the opening after the id, and the id again after a reload", () => {
        const opening: Event = { on: "turned", page: "opening" };
        expect(run(standing("sealed"), opening).state.page).toBe("marks");
        expect(run(standing("checking"), opening).state.page).toBe("opening");
        const { kept } = run(standing("checking"), opening).state;
        expect(run(initial, { on: "loaded", kept, earlier: [] }).state.page).toBe("marks");
    });

    it("leads back to an empty ballot under the same paper", () => {
        const { effects } = run(standing("checking"), { on: "marks_wanted" });
        const again = { at: "marking", paper, choices: nothingChosen(exampleVote) };
        expect(effects).toMatchObject([{ run: "keep", kept: again }]);
        const [effect] = effects;
        const left = effect?.run === "keep" ? Object.keys(effect.kept) : [];
        expect(left.sort()).toEqual(["at", "choices", "paper", "vote"]);
    });
});

describe("a device", () => {
    it("forgets nothing that could still be counted", () => {
        const open = ["requested", "marking", "sealed", "checking", "casting", "handing_back"];
        for (const stage of open) {
            const { effects } = run(standing(stage), { on: "finish_wanted" });
            expect(effects).toEqual([]);
        }
    });

    it("does not act twice while it is at work", () => {
        const sealing = run(standing("sealed"), { on: "cast_wanted" }).state;
        expect(run(sealing, { on: "cast_wanted" }, { on: "marks_wanted" }).effects).toEqual([]);
    });

    it("that cannot keep a stage stays where it was and says so", () => {
        const asked = run(standing("sealed"), { on: "cast_wanted" });
        const { state } = run(asked.state, failure(asked.effects));
        expect([state.kept?.at, state.trouble?.is]).toEqual(["sealed", "cannot_keep"]);
    });

    it("goes on sealing when a draft could not be kept, and seals once", () => {
        const turned: Event = { on: "turned", page: "review" };
        const chosen: Event = { on: "chose", project: 0, choice: "approve" };
        const draft = run(standing("marking"), chosen);
        const sealing = run(draft.state, turned, { on: "seal_wanted" });
        expect(runs(sealing.effects)).toEqual(["seal"]);
        const failed = run(sealing.state, failure(draft.effects)).state;
        expect([failed.doing, failed.trouble?.is]).toEqual(["sealing", "cannot_keep"]);
        expect(run(failed, { on: "seal_wanted" }).effects).toEqual([]);
    });

    it("is told that the round closed before the paper was used", () => {
        expect(run(standing("sealed"), news(exampleVote, "closed")).state.end).toBe("too_late");
        expect(run(standing("marking"), news(exampleVote, "voided")).state.end).toBe("too_late");
        expect(run(standing("checking"), news(exampleVote, "closed")).state.end).toBe("too_late");
    });

    it("drops the sealed ballot when the deputy goes back to the marks", () => {
        const { effects } = run(standing("sealed"), { on: "marks_wanted" });
        expect(effects).toMatchObject([{ run: "keep", kept: { at: "marking" } }]);
        expect(JSON.stringify(effects)).not.toContain("ballotSeed");
    });
});
