// tests/flow/model.ts — a small model of issuer, box, network and store around the machine. Bytes are symbols: a
// ballot is its token seed and its ballot seed, and nothing is computed.
import { at } from "../../src/basics/assert.ts";
import { concat, utf8, type Bytes } from "../../src/basics/bytes.ts";
import { encodeHex } from "../../src/basics/encoding.ts";
import { ballotId } from "../../src/ballot/ids.ts";
import { isOver } from "../../src/flow/rules.ts";
import { initial, step } from "../../src/flow/machine.ts";
import { resume } from "../../src/flow/moves.ts";
import type { Finished, Kept } from "../../src/flow/kept.ts";
import { decodeKept, encodeKept } from "../../src/flow/kept_text.ts";
import type { Effect, Event, RoundPhase, State } from "../../src/flow/state.ts";
import { must } from "../support/vectors.ts";
import { exampleVote } from "./vote.ts";

export type Fate = "done" | "lost before" | "lost after";
/** As many bytes for each, so that the paper is found behind them. */
const wayOf = { hand_back: "back", exchange: "exch", claim: "clai" } as const;

type Sending = Extract<Effect, { run: "send_issue" | "send_cast" | "send_hand_back" }>;

function isSending(effect: Effect): effect is Sending {
    return ["send_issue", "send_cast", "send_hand_back"].includes(effect.run);
}

function sentBy(effect: Sending): Bytes {
    switch (effect.run) {
        case "send_issue":
            return effect.request;
        case "send_cast":
            return effect.ballot.bytes;
        case "send_hand_back":
            return effect.entry;
    }
}

const course: readonly RoundPhase[] = ["sealed", "issuing", "voting", "closed", "announced"];

// Reading a manifest takes longer than all the rest of a play.
const known = new Map<string, Kept>();

function read(text: string): Kept {
    const kept = known.get(text) ?? must(decodeKept(text));
    known.set(text, kept);
    return kept;
}

export class Model {
    state: State = initial;
    phase: RoundPhase = "sealed";
    signedIn = false;
    readonly pending: Effect[] = [];
    /** What the issuer answered, and what it saw besides. */
    readonly issued = new Set<string>();
    /** By token seed: what the box holds. */
    readonly box = new Map<string, string>();
    readonly ballotsSent = new Set<string>();
    readonly broken: string[] = [];
    /** Ids of ballots that were on the screen for a second device. */
    readonly checked = new Set<string>();
    #kept: string | null = null;
    #earlier: readonly Finished[] = [];
    readonly #wasKept = new Set<string>();
    #fresh = 0;

    constructor() {
        this.start();
    }

    start(): void {
        this.state = initial;
        this.pending.length = 0;
        this.tell({ on: "started" });
    }

    tell(event: Event): void {
        const { state, effects } = step(this.state, event);
        this.state = state;
        if (state.kept?.at === "checking") this.checked.add(encodeHex(state.kept.id));
        for (const effect of effects) {
            if (isSending(effect)) this.#askKept(effect);
            const timer = this.pending.findIndex(({ run }) => run === "wait");
            if (effect.run === "wait" && timer >= 0) this.pending.splice(timer, 1);
            this.pending.push(effect);
        }
    }

    advance(): void {
        const place = course.indexOf(this.phase);
        this.phase = course[place + 1] ?? this.phase;
    }

    pause(): void {
        if (this.phase === "voting") this.phase = "paused";
        else if (this.phase === "paused") this.phase = "voting";
    }

    /** Carries out the oldest effect. Writes to the store stay in their order. */
    carryOut(fate: Fate): void {
        const effect = this.pending.shift();
        if (effect === undefined) return;
        const event = this.#run(effect, fate);
        if (event !== null) this.tell(event);
    }

    #random(): Bytes {
        this.#fresh += 1;
        return utf8(String(this.#fresh).padStart(32, "0"));
    }

    #run(effect: Effect, fate: Fate): Event | null {
        const lost = fate !== "done";
        switch (effect.run) {
            case "load":
                if (lost) return { on: "load_failed" };
                return {
                    on: "loaded",
                    kept: this.#kept === null ? null : read(this.#kept),
                    earlier: this.#earlier,
                };
            case "keep":
                if (fate !== "lost before") this.#keep(effect.kept);
                return { on: lost ? "store_failed" : "stored", kept: effect.kept };
            case "clear":
                if (fate !== "lost before") {
                    this.#kept = null;
                    this.#earlier = effect.earlier;
                }
                return lost
                    ? { on: "store_failed", kept: null }
                    : { on: "cleared", earlier: effect.earlier };
            case "keep_earlier":
                if (fate !== "lost before") this.#earlier = effect.earlier;
                return lost
                    ? { on: "refused", asked: "receipt", code: "internal" }
                    : { on: "earlier_stored", earlier: effect.earlier };
            case "look":
                return lost
                    ? { on: "unreachable", asked: "news" }
                    : {
                          on: "seen",
                          news: { phase: this.phase, manifest: this.#manifest(), sample: true },
                      };
            case "read_vote":
                return lost
                    ? { on: "unreachable", asked: "vote" }
                    : { on: "vote_read", vote: exampleVote };
            case "make_request": {
                if (lost) return { on: "unreachable", asked: "request" };
                const tokenSeed = this.#random();
                const request = concat(utf8("request"), tokenSeed);
                return { on: "request_made", tokenSeed, request, offered: false };
            }
            case "seal": {
                const ballotSeed = this.#random();
                const id = ballotId(ballotSeed);
                const bytes = concat(effect.paper.tokenSeed, ballotSeed);
                return { on: "sealed", ballotSeed, ballot: { id, bytes } };
            }
            case "make_hand_back":
                return {
                    on: "hand_back_made",
                    giving: effect.giving,
                    entry: concat(utf8(wayOf[effect.giving]), effect.paper.tokenSeed),
                };
            case "send_issue":
            case "send_cast":
            case "send_hand_back":
                return this.#send(effect, fate);
            case "read_receipt":
                return { on: "receipt_read", id: effect.id, text: "receipt" };
            case "wait":
                return { on: "tick" };
        }
    }

    #manifest(): string {
        return encodeHex(exampleVote.manifest.hash);
    }

    #send(effect: Sending, fate: Fate): Event {
        const asked = (
            { send_issue: "issue", send_cast: "cast", send_hand_back: "hand_back" } as const
        )[effect.run];
        if (fate === "lost before") return { on: "unreachable", asked };
        const answer = this.#serve(effect);
        return fate === "lost after" ? { on: "unreachable", asked } : answer;
    }

    /** A store that failed may have stored, so that it is already past the stage which is sent again. */
    #askKept(effect: Sending): void {
        if (!this.#wasKept.has(encodeHex(sentBy(effect)))) {
            this.broken.push(`${effect.run} of something that was not kept`);
        }
    }

    #keep(kept: Kept): void {
        this.#kept = encodeKept(kept);
        for (const effect of resume(kept)) {
            if (isSending(effect)) this.#wasKept.add(encodeHex(sentBy(effect)));
        }
    }

    #serve(effect: Sending): Event {
        switch (effect.run) {
            case "send_issue": {
                const request = encodeHex(effect.request);
                if (!this.issued.has(request)) {
                    const refuse = (
                        code: "wrong_phase" | "not_signed_in" | "already_issued",
                    ): Event => ({
                        on: "refused",
                        asked: "issue",
                        code,
                    });
                    if (this.phase !== "issuing") return refuse("wrong_phase");
                    if (!this.signedIn) return refuse("not_signed_in");
                    if (this.issued.size > 0) return refuse("already_issued");
                    this.issued.add(request);
                }
                if (isOver(this.phase))
                    return { on: "refused", asked: "issue", code: "wrong_phase" };
                return { on: "issued", token: utf8("token") };
            }
            case "send_cast": {
                const bytes = encodeHex(effect.ballot.bytes);
                this.ballotsSent.add(bytes);
                if (this.checked.has(bytes.slice(64))) this.broken.push("cast what was checked");
                const seed = bytes.slice(0, 64);
                return this.#accept("cast", seed, bytes, this.phase === "voting");
            }
            case "send_hand_back": {
                const bytes = encodeHex(effect.entry);
                const phases = effect.giving === "claim" ? ["closed"] : ["issuing", "voting"];
                const open = phases.includes(this.phase);
                return this.#accept("hand_back", bytes.slice(8), bytes, open);
            }
        }
    }

    #accept(asked: "cast" | "hand_back", seed: string, bytes: string, open: boolean): Event {
        const before = this.box.get(seed);
        if (before !== bytes) {
            if (!open) return { on: "refused", asked, code: "wrong_phase" };
            if (before !== undefined) return { on: "refused", asked, code: "already_cast" };
            this.box.set(seed, bytes);
        }
        return { on: "promised", leafHash: utf8(bytes), promise: utf8("promise") };
    }

    /** Everything that waits is done and answered, until only the timer is left. */
    settle(): void {
        for (let turn = 0; turn < 60; turn += 1) {
            if (this.pending.every(({ run }) => run === "wait")) break;
            this.carryOut("done");
        }
    }

    /** A patient deputy with a network that works: goes on with whatever the page offers. */
    finish(): void {
        for (let turn = 0; turn < 40; turn += 1) {
            this.settle();
            for (const event of this.#onward()) {
                this.tell(event);
                this.settle();
            }
            this.tell({ on: "tick" });
        }
    }

    /** What a deputy who wants to cast does next. */
    goOn(): void {
        for (const event of this.#onward()) this.tell(event);
    }

    #onward(): readonly Event[] {
        const { kept, trouble, end } = this.state;
        if (trouble?.is === "unreadable") return [{ on: "retry_wanted" }];
        if (end !== null) return [];
        if (kept === null) return [card];
        switch (kept.at) {
            case "requested":
                return [kept.offered ? { on: "retry_wanted" } : { on: "recovery_done" }];
            case "marking":
                return [
                    { on: "turned", page: "marks" },
                    { on: "chose", project: 0, choice: "approve" },
                    { on: "turned", page: "review" },
                    { on: "seal_wanted" },
                ];
            case "sealed":
                return [{ on: "turned", page: "marks" }, { on: "cast_wanted" }];
            case "checking":
                return [{ on: "turned", page: "opening" }, { on: "marks_wanted" }];
            case "casting":
            case "handing_back":
            case "cast":
            case "handed_back":
                return [];
        }
    }
}

export const card: Event = {
    on: "card_given",
    secret: utf8("a card of 160 bits  "),
    tokenSeed: null,
};

/** All that a person can do, allowed or not. */
export const acts: readonly Event[] = [
    card,
    { on: "recovery_done" },
    { on: "chose", project: 0, choice: "approve" },
    { on: "chose", project: 1, choice: "approve" },
    { on: "chose", project: 0, choice: "unmarked" },
    { on: "turned", page: "marks" },
    { on: "turned", page: "review" },
    { on: "turned", page: "hand_back" },
    { on: "turned", page: "opening" },
    { on: "blank_said", blank: true },
    { on: "seal_wanted" },
    { on: "marks_wanted" },
    { on: "cast_wanted" },
    { on: "check_wanted" },
    { on: "hand_back_wanted", giving: "hand_back" },
    { on: "hand_back_wanted", giving: "exchange" },
    { on: "hand_back_wanted", giving: "claim" },
    { on: "retry_wanted" },
    { on: "finish_wanted" },
    // There is no other round in this play: it does nothing.
    { on: "next_round_wanted" },
];

export function actAt(index: number): Event {
    return at(acts, index % acts.length);
}
