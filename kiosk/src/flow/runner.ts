// flow/runner.ts — runs the machine: one event at a time, its effects carried out, their events fed back.
import { carryOut, type World } from "./carry_out.ts";
import { initial, step } from "./machine.ts";
import type { Asked, Effect, Event, State } from "./state.ts";

export interface Clock {
    /** Calls once after so many seconds; returns how to call it off. */
    readonly after: (seconds: number, call: () => void) => () => void;
}

/** Whom to blame for an effect that broke: a mistake of this program, or of the browser. */
const askedOf: Readonly<Partial<Record<Effect["run"], Asked>>> = {
    look: "news",
    read_vote: "vote",
    make_request: "request",
    send_issue: "issue",
    seal: "seal",
    make_hand_back: "hand_back",
    send_cast: "cast",
    send_hand_back: "hand_back",
    read_receipt: "receipt",
    keep_earlier: "receipt",
};

export class Runner {
    #state: State = initial;
    #cancelTimer: (() => void) | null = null;
    // The store sees the stages in the order in which they were reached.
    #writes: Promise<void> = Promise.resolve();
    readonly #listeners = new Set<(state: State) => void>();
    readonly #world: World;
    readonly #clock: Clock;

    constructor(world: World, clock: Clock) {
        this.#world = world;
        this.#clock = clock;
    }

    get state(): State {
        return this.#state;
    }

    onChange(listener: (state: State) => void): () => void {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
    }

    dispatch(event: Event): void {
        const { state, effects } = step(this.#state, event);
        this.#state = state;
        for (const listener of this.#listeners) listener(state);
        for (const effect of effects) this.#start(effect);
    }

    #start(effect: Effect): void {
        if (effect.run === "wait") {
            this.#cancelTimer?.();
            this.#cancelTimer = this.#clock.after(effect.seconds, () => {
                this.dispatch({ on: "tick" });
            });
            return;
        }
        if (effect.run === "keep" || effect.run === "clear" || effect.run === "keep_earlier") {
            this.#writes = this.#writes.then(() => this.#finish(effect));
            return;
        }
        void this.#finish(effect);
    }

    async #finish(effect: Exclude<Effect, { run: "wait" }>): Promise<void> {
        let event: Event;
        try {
            event = await carryOut(effect, this.#world);
        } catch {
            const asked = askedOf[effect.run];
            event =
                asked === undefined
                    ? { on: "store_failed", kept: effect.run === "keep" ? effect.kept : null }
                    : { on: "refused", asked, code: "internal" };
        }
        this.dispatch(event);
    }
}
