// The last call: what a booth holds is sent at once, whatever it waited for.
import { beforeEach, describe, expect, it } from "vitest";
import { at } from "../../../src/basics/assert.ts";
import { encodeHex } from "../../../src/basics/encoding.ts";
import { withBallot } from "../../../src/flow/booth/book.ts";
import { begin, step, times } from "../../../src/flow/booth/machine.ts";
import type { Event, State } from "../../../src/flow/booth/state.ts";
import type { RoundPhase } from "../../../src/flow/state.ts";
import { slipSeed } from "../../support/slips.ts";
import { exampleVote } from "../vote.ts";
import { ballotOf, seeds, slips } from "./model.ts";

const first = ballotOf(at(seeds, 0), slipSeed(50));
const second = ballotOf(at(seeds, 1), slipSeed(51));
const book = withBallot(withBallot(null, exampleVote, first), exampleVote, second);
const promise = new Uint8Array(130);

let state: State;

/** The ballots that are sent on this, in hex. */
function sentOn(event: Event): readonly string[] {
    const { state: after, effects } = step(state, event);
    state = after;
    return effects.flatMap((effect) =>
        effect.run === "send_cast" ? [encodeHex(effect.ballot.id)] : [],
    );
}

function seen(phase: RoundPhase): readonly string[] {
    const manifest = encodeHex(exampleVote.manifest.hash);
    return sentOn({ on: "seen", news: { phase, manifest, sample: true } });
}

const [one, other] = [encodeHex(first.id), encodeHex(second.id)];

beforeEach(() => {
    state = begin(times);
    sentOn({ on: "started" });
    expect(sentOn({ on: "loaded", book })).toEqual([one]);
    sentOn({ on: "vote_read", vote: exampleVote, slips });
});

describe("at the last call a booth", () => {
    it("sends at once what it could not bring before, and one after the other all of it", () => {
        seen("issuing");
        expect(sentOn({ on: "cast_unreachable", id: first.id })).toEqual([]);
        // No tick comes between.
        expect(seen("voting")).toEqual([other]);
        expect(sentOn({ on: "promised", id: second.id, promise })).toEqual([one]);
        expect(sentOn({ on: "promised", id: first.id, promise })).toEqual([]);
        expect(state.book?.waiting).toEqual([]);
    });

    it("sends at once what the box had refused for the phase", () => {
        seen("paused");
        const refused = { on: "cast_refused", code: "wrong_phase" } as const;
        expect(sentOn({ ...refused, id: first.id })).toEqual([]);
        expect(seen("paused")).toEqual([other]);
        expect(sentOn({ ...refused, id: second.id })).toEqual([]);
        expect(seen("paused")).toEqual([]);
        expect(seen("voting")).toHaveLength(1);
    });
});
