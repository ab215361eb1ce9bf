// A device that is finished with a round, or was cut off in it, and the round that follows.
import { describe, expect, it } from "vitest";
import { utf8 } from "../../src/basics/bytes.ts";
import { encodeHex } from "../../src/basics/encoding.ts";
import { ballotId } from "../../src/ballot/ids.ts";
import type { Cast, Finished, Kept } from "../../src/flow/kept.ts";
import { decodeEarlier, encodeEarlier } from "../../src/flow/kept_text.ts";
import { initial } from "../../src/flow/machine.ts";
import { mayGoOn } from "../../src/flow/rules.ts";
import type { Effect, Event, RoundPhase, State } from "../../src/flow/state.ts";
import { run, runs } from "./steps.ts";
import { exampleVote as vote } from "./vote.ts";

const seed = utf8("s".repeat(32));
const id = ballotId(seed);
const cast: Cast = {
    at: "cast",
    vote,
    id,
    leafHash: seed,
    promise: seed,
    receipt: null,
    voided: false,
};
const handedBack: Finished = { at: "handed_back", vote, giving: "hand_back", promise: seed };
const paper = { tokenSeed: seed, token: utf8("token") };
const casting: Kept = { at: "casting", vote, paper, ballot: { id, bytes: utf8("ballot") } };
const own = encodeHex(vote.manifest.hash);
const other = "ab".repeat(32);

const news = (phase: RoundPhase, manifest: string): Event => ({
    on: "seen",
    news: { phase, manifest, sample: true },
});
const voided: Cast = { ...cast, voided: true };
const goOn: Event = { on: "next_round_wanted" };
const noReceipt: Event = { on: "refused", asked: "receipt", code: "unknown_round" };

function device(kept: Kept | null, ...earlier: readonly Finished[]): State {
    const { state } = run(initial, { on: "loaded", kept, earlier });
    return { ...state, doing: null };
}

describe("a finished round", () => {
    it.each([cast, handedBack])("is left only for one that can still be voted in: $at", (kept) => {
        const may = (phase: RoundPhase, manifest: string): boolean =>
            mayGoOn(run(device(kept), news(phase, manifest)).state);
        expect(may("announced", own)).toBe(false);
        for (const phase of ["drafted", "issuing", "voting", "paused"] as const) {
            expect([phase, may(phase, other)]).toEqual([phase, true]);
        }
        for (const phase of ["closed", "published", "voided"] as const) {
            expect([phase, may(phase, other)]).toEqual([phase, false]);
        }
    });

    it("that was voided is kept as such, and no receipt of it is asked for", () => {
        const { state, effects } = run(device(cast), news("voided", own));
        expect(effects).toContainEqual({ run: "keep", kept: voided });
        expect(runs(effects)).toContain("wait");
        const kept = run(state, { on: "stored", kept: voided }, news("voided", own));
        expect(runs(kept.effects)).not.toContain("keep");
        for (const phase of ["published", "drafted", "announced"] as const) {
            const later = run(device(voided, voided), news(phase, other));
            expect(runs(later.effects)).not.toContain("read_receipt");
        }
        expect(runs(run(device(cast), news("voided", other)).effects)).not.toContain("keep");
    });

    it("is left for nothing while the ballot is on its way", () => {
        const { effects } = run(device(casting), news("issuing", other), goOn);
        expect(runs(effects)).not.toContain("clear");
    });

    it("is kept behind those before it, in the step that makes room for the next", () => {
        const ready = run(device(cast, handedBack), news("issuing", other)).state;
        const { state, effects } = run(ready, goOn, goOn);
        const earlier = [handedBack, cast];
        expect(effects).toEqual([{ run: "clear", earlier }]);
        const cleared = run(state, { on: "cleared", earlier });
        expect([cleared.state.kept, cleared.state.vote]).toEqual([null, null]);
        expect(cleared.state.earlier).toEqual(earlier);
        const seen = run(cleared.state, news("issuing", other));
        expect(runs(seen.effects)).toContain("read_vote");
    });

    it("is forgotten with those before it when the device is cleared", () => {
        const { effects } = run(device(cast, handedBack), { on: "finish_wanted" });
        expect(effects).toEqual([{ run: "clear", earlier: [] }]);
    });

    it("stays when a later round ends without a ballot and is begun anew", () => {
        const marking: Kept = { at: "marking", vote, paper, choices: [] };
        const ended = run(device(marking, cast), news("closed", own)).state;
        expect(ended.end).toBe("too_late");
        const { effects } = run(ended, { on: "finish_wanted" });
        expect(effects).toEqual([{ run: "clear", earlier: [cast] }]);
    });

    it("is read back from the store, and what cannot be read is passed over", () => {
        const list = JSON.parse(encodeEarlier([cast, handedBack])) as unknown[];
        const text = JSON.stringify([...list, "no stage", encodeEarlier([]), 7]);
        const read = decodeEarlier(text).map((one) => ({ ...one, vote }));
        expect(read).toEqual([cast, handedBack]);
        expect(decodeEarlier("no list")).toEqual([]);
    });
});

describe("the receipt of a finished round", () => {
    const asked = (state: State, event: Event): Effect | undefined =>
        run(state, event).effects.find((effect) => effect.run === "read_receipt");

    it("is fetched also when the device slept until another round was there", () => {
        expect(asked(device(cast), news("voting", own))).toBeUndefined();
        expect(asked(device(cast), news("closed", other))).toBeUndefined();
        expect(asked(device(cast), news("drafted", other))).toMatchObject({ id });
    });

    it("is fetched in the next round too, and kept with its own", () => {
        const before = device(null, cast);
        expect(asked(before, news("issuing", other))).toMatchObject({ id });
        const { effects } = run(before, { on: "receipt_read", id, text: "proof" });
        const earlier = [{ ...cast, receipt: "proof" }];
        expect(effects).toEqual([{ run: "keep_earlier", earlier }]);
        const stored = run(before, { on: "earlier_stored", earlier }).state;
        expect(stored.earlier).toEqual(earlier);
        expect(asked(stored, news("issuing", other))).toBeUndefined();
    });

    it("that is refused is not asked for again until the round stands otherwise", () => {
        const refused = run(device(cast), news("drafted", other), noReceipt).state;
        expect(asked(refused, news("drafted", other))).toBeUndefined();
        expect(asked(refused, news("issuing", other))).toMatchObject({ id });
    });
});

describe("a ballot that was on its way when its round went by", () => {
    it.each(["wrong_manifest", "malformed", "too_large"] as const)(
        "is over when the box says of it: %s",
        (code) => {
            const refusal: Event = { on: "refused", asked: "cast", code };
            const { state, effects } = run(device(casting), refusal, news("voting", other));
            expect(state.end).toBe("round_replaced");
            expect(effects.find(({ run: what }) => what === "read_receipt")).toMatchObject({ id });
            const none = run(state, noReceipt).state;
            expect([none.kept?.at, none.end]).toEqual(["casting", "round_replaced"]);
        },
    );

    it("is not over because the box of its own round did not know its bytes", () => {
        const refusal: Event = { on: "refused", asked: "cast", code: "malformed" };
        expect(run(device(casting), refusal, news("voting", own)).state.end).toBeNull();
    });

    it("is in the box when its receipt is, though the promise was lost", () => {
        const refusal: Event = { on: "refused", asked: "cast", code: "wrong_manifest" };
        const over = run(device(casting), refusal, news("voting", other)).state;
        const { effects } = run(over, { on: "receipt_read", id, text: "proof" });
        const kept = { at: "cast", id, promise: null, receipt: "proof" };
        expect(effects).toMatchObject([{ run: "keep", kept }]);
    });
});
