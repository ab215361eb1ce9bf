// flow/runner.ts — runs a machine: one event at a time, its effects carried out, their events fed back.

export interface Clock {
    /** Calls once after so many seconds; returns how to call it off. */
    readonly after: (seconds: number, call: () => void) => () => void;
}

/** A later one of the same name replaces it. */
interface Timer {
    readonly run: "wait" | "watch";
    readonly seconds: number;
}

/** A machine, and what its effects are in the world. */
export interface Course<State, Event, Work> {
    readonly initial: State;
    readonly step: (
        state: State,
        event: Event,
    ) => { readonly state: State; readonly effects: readonly (Work | Timer)[] };
    /** What happens when a timer ends. */
    readonly alarms: Readonly<Record<Timer["run"], Event>>;
    /** The store sees these in the order in which they were wanted. */
    readonly writes: (work: Work) => boolean;
    readonly carryOut: (work: Work) => Promise<Event>;
    /** For work that broke: a mistake of this program, or of the browser. */
    readonly broke: (work: Work) => Event;
}

function isTimer(effect: object): effect is Timer {
    return "seconds" in effect;
}

export class Runner<State, Event, Work extends object> {
    #state: State;
    readonly #cancel = new Map<Timer["run"], () => void>();
    #writes: Promise<void> = Promise.resolve();
    readonly #listeners = new Set<(state: State) => void>();
    readonly #course: Course<State, Event, Work>;
    readonly #clock: Clock;

    constructor(course: Course<State, Event, Work>, clock: Clock) {
        this.#course = course;
        this.#clock = clock;
        this.#state = course.initial;
    }

    get state(): State {
        return this.#state;
    }

    onChange(listener: (state: State) => void): () => void {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
    }

    dispatch(event: Event): void {
        const { state, effects } = this.#course.step(this.#state, event);
        this.#state = state;
        for (const listener of this.#listeners) listener(state);
        for (const effect of effects) this.#start(effect);
    }

    #start(effect: Work | Timer): void {
        if (isTimer(effect)) {
            const { run, seconds } = effect;
            this.#cancel.get(run)?.();
            const cancel = this.#clock.after(seconds, () => {
                this.dispatch(this.#course.alarms[run]);
            });
            this.#cancel.set(run, cancel);
            return;
        }
        if (this.#course.writes(effect)) {
            this.#writes = this.#writes.then(() => this.#finish(effect));
            return;
        }
        void this.#finish(effect);
    }

    async #finish(effect: Work): Promise<void> {
        let event: Event;
        try {
            event = await this.#course.carryOut(effect);
        } catch {
            event = this.#course.broke(effect);
        }
        this.dispatch(event);
    }
}
