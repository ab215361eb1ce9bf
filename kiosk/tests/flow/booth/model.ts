// tests/flow/booth/model.ts — a small model of box, network and store around a booth's machine. Bytes are symbols: a
// ballot stands for its slip and its ballot seed, and nothing is computed.
import { at } from "../../../src/basics/assert.ts";
import { compareBytes, concat, utf8, type Bytes } from "../../../src/basics/bytes.ts";
import { encodeHex } from "../../../src/basics/encoding.ts";
import { sha256 } from "../../../src/crypto/hash.ts";
import { slipHashOf } from "../../../src/ballot/encrypted.ts";
import { ballotId } from "../../../src/ballot/ids.ts";
import { printSlip, slipHash, SlipList } from "../../../src/ballot/slip.ts";
import { decodeBook, encodeBook } from "../../../src/flow/booth/book_text.ts";
import type { Book } from "../../../src/flow/booth/book.ts";
import { begin, step, times } from "../../../src/flow/booth/machine.ts";
import type { Effect, Event, State } from "../../../src/flow/booth/state.ts";
import { castingOpen } from "../../../src/flow/rules.ts";
import type { RoundPhase } from "../../../src/flow/state.ts";
import { slipSeed } from "../../support/slips.ts";
import { must } from "../../support/vectors.ts";
import { exampleVote } from "../vote.ts";

export type Fate = "done" | "lost before" | "lost after";

export const seeds = [1, 2, 3].map(slipSeed);
/** A slip that is not of the round. */
export const strange = slipSeed(9);

const secretOf = (seed: Bytes): { Q: Bytes; prefix: Bytes } => ({
    Q: sha256(utf8("Q"), seed),
    prefix: sha256(utf8("prefix"), seed),
});

export function hashOf(seed: Bytes): Bytes {
    const { Q, prefix } = secretOf(seed);
    return slipHash(prefix, Q);
}

export const slips = must(SlipList.decode(concat(...seeds.map(hashOf).sort(compareBytes))));

/** Laid out as a ballot, as far as a slip is read from it. */
export function ballotOf(
    seed: Bytes,
    ballotSeed: Bytes,
): { id: ReturnType<typeof ballotId>; bytes: Bytes } {
    const { Q, prefix } = secretOf(seed);
    const head = concat(new Uint8Array(34), Q);
    const id = ballotId(sha256(utf8("id"), ballotSeed));
    const token = concat(Uint8Array.of(1, 0), prefix, new Uint8Array(385));
    return { id, bytes: concat(head, id, token, new Uint8Array(64)) };
}

// Reading a manifest takes longer than all the rest of a play.
const known = new Map<string, Book>();

function read(text: string): Book {
    const book = known.get(text) ?? must(decodeBook(text));
    known.set(text, book);
    return book;
}

export class Model {
    state: State = begin(times);
    phase: RoundPhase = "voting";
    readonly pending: Effect[] = [];
    /** By slip hash: the id of the ballot that the box holds. */
    readonly box = new Map<string, string>();
    /** Slip hash and ballot id of every ballot for which somebody pressed cast and was told that it is kept. */
    readonly castHere: (readonly [string, string])[] = [];
    readonly opened = new Set<string>();
    readonly broken: string[] = [];
    stored: string | null = null;
    readonly #secrets: string[] = seeds.map(encodeHex);
    /** By id: the slip hash of every ballot that came into the store, also when the booth heard that it did not. */
    readonly kept = new Map<string, string>();
    #fresh = 0;

    constructor() {
        this.start();
    }

    start(): void {
        this.state = begin(times);
        this.pending.length = 0;
        this.tell({ on: "started" });
    }

    tell(event: Event): void {
        const before = this.state.visit;
        const { state, effects } = step(this.state, event);
        this.state = state;
        const { visit } = state;
        if (visit.at === "checking") this.opened.add(encodeHex(visit.id));
        if (visit.at === "done" && before.at === "review") {
            this.castHere.push([encodeHex(before.slip.hash), encodeHex(visit.id)]);
        }
        if (visit.at === "done") this.#judge(visit.outcome, encodeHex(visit.id));
        for (const effect of effects) this.#begin(effect);
    }

    /** The screen says "counted" of nothing that the box does not hold. */
    #judge(outcome: string, id: string): void {
        const isIn = [...this.box.values()].includes(id);
        if (outcome === "counted" && !isIn) this.broken.push("counted, and not in the box");
        if (outcome === "already_cast" && isIn) this.broken.push("refused, and in the box");
    }

    #begin(effect: Effect): void {
        if (effect.run === "send_cast" && !this.kept.has(encodeHex(effect.ballot.id))) {
            this.broken.push("sent what was not kept");
        }
        const timer = effect.run === "wait" || effect.run === "watch";
        const same = this.pending.findIndex(({ run }) => run === effect.run);
        if (timer && same >= 0) this.pending.splice(same, 1);
        this.pending.push(effect);
    }

    /** The oldest that is no patience; that is for the play to use up. */
    carryOut(fate: Fate): void {
        const place = this.pending.findIndex(({ run }) => run !== "watch");
        const [effect] = place < 0 ? [] : this.pending.splice(place, 1);
        if (effect !== undefined) this.tell(this.#run(effect, fate));
    }

    /** Nobody touches anything for as long as was watched. */
    still(): void {
        const place = this.pending.findIndex(({ run }) => run === "watch");
        if (place < 0) return;
        this.pending.splice(place, 1);
        this.tell({ on: "still" });
    }

    settle(): void {
        for (let turn = 0; turn < 80; turn += 1) {
            if (this.pending.every(({ run }) => run === "wait" || run === "watch")) break;
            this.carryOut("done");
        }
    }

    /** A network and a store that work, until nothing waits. */
    finish(): void {
        for (let turn = 0; turn < 12; turn += 1) {
            if (this.state.unreadable) this.tell({ on: "retry_wanted" });
            this.settle();
            this.tell({ on: "tick" });
        }
        this.settle();
    }

    #random(): Bytes {
        this.#fresh += 1;
        const seed = utf8(`ballot seed ${String(this.#fresh).padStart(20, "0")}`);
        this.#secrets.push(encodeHex(seed));
        return seed;
    }

    #run(effect: Effect, fate: Fate): Event {
        const lost = fate !== "done";
        switch (effect.run) {
            case "load":
                if (lost) return { on: "load_failed" };
                return { on: "loaded", book: this.stored === null ? null : read(this.stored) };
            case "keep":
                if (fate !== "lost before") this.#keep(effect.book);
                return { on: lost ? "store_failed" : "stored", book: effect.book };
            case "look":
                if (lost) return { on: "not_answered", asked: "news" };
                return {
                    on: "seen",
                    news: { phase: this.phase, manifest: this.#manifest(), sample: true },
                };
            case "read_vote":
                if (lost) return { on: "not_answered", asked: "vote" };
                return { on: "vote_read", vote: exampleVote, slips };
            case "read_slip": {
                const { visit, seed } = effect;
                return { on: "slip_read", visit, slip: { seed, hash: hashOf(seed) } };
            }
            case "seal": {
                const ballotSeed = this.#random();
                const ballot = ballotOf(effect.seed, ballotSeed);
                return { on: "sealed", visit: effect.visit, ballotSeed, ballot };
            }
            case "send_cast": {
                const { id } = effect.ballot;
                if (fate === "lost before") return { on: "cast_unreachable", id };
                const answer = this.#serve(effect.ballot.bytes, encodeHex(id));
                return fate === "lost after" ? { on: "cast_unreachable", id } : { ...answer, id };
            }
            case "wait":
                return { on: "tick" };
            case "watch":
                return { on: "still" };
        }
    }

    #manifest(): string {
        return encodeHex(exampleVote.manifest.hash);
    }

    #keep(book: Book | null): void {
        this.stored = book === null ? null : encodeBook(book);
        for (const { id, bytes } of book?.waiting ?? []) {
            this.kept.set(encodeHex(id), encodeHex(slipHashOf(bytes)));
        }
        const found = this.#secrets.some((secret) => this.stored?.includes(secret) === true);
        if (found || this.stored?.includes("approve") === true) {
            this.broken.push("a secret or a mark in the store");
        }
    }

    #serve(
        bytes: Bytes,
        id: string,
    ):
        | { on: "promised"; promise: Bytes }
        | { on: "cast_refused"; code: "wrong_phase" | "already_cast" } {
        if (this.opened.has(id)) this.broken.push("cast what was opened");
        const slip = encodeHex(slipHashOf(bytes));
        const before = this.box.get(slip);
        if (before === id) return { on: "promised", promise: utf8("promise") };
        if (!castingOpen(exampleVote, this.phase))
            return { on: "cast_refused", code: "wrong_phase" };
        if (before !== undefined) return { on: "cast_refused", code: "already_cast" };
        this.box.set(slip, id);
        return { on: "promised", promise: utf8("promise") };
    }
}

/** All that a person can do, allowed or not. */
export const acts: readonly Event[] = [
    ...[...seeds, strange].map((seed) => ({ on: "scanned", text: printSlip(seed) }) as const),
    { on: "scanned", text: "no slip" },
    { on: "shown", places: exampleVote.manifest.projects.map((_, place) => place) },
    { on: "shown", places: [0] },
    { on: "turned_to", place: 1 },
    { on: "chose", project: 0, choice: "approve" },
    { on: "chose", project: 1, choice: "approve" },
    { on: "chose", project: 0, choice: "unmarked" },
    { on: "review_wanted" },
    { on: "blank_said", blank: true },
    { on: "marks_wanted", place: 0 },
    { on: "cast_wanted" },
    { on: "check_wanted" },
    { on: "check_turned", page: "opening" },
    { on: "again_wanted" },
    { on: "leave_wanted" },
    { on: "retry_wanted" },
    { on: "touched" },
];

export function actAt(index: number): Event {
    return at(acts, index % acts.length);
}

const everything: Event = {
    on: "shown",
    places: exampleVote.manifest.projects.map((_, place) => place),
};

/** From wherever the booth is: as far as the review of a sealed ballot. */
export function toReview(model: Model, seed: Bytes): void {
    model.settle();
    model.tell({ on: "scanned", text: printSlip(seed) });
    model.settle();
    model.tell(everything);
    model.tell({ on: "chose", project: 0, choice: "approve" });
    model.tell({ on: "review_wanted" });
    model.settle();
}
