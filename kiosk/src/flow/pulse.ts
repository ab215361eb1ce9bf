// flow/pulse.ts — whether the server is there, for pages that people look at without touching them. A cable that was pulled
// ends no connection that one could see, so a page asks every second and gives up an answer before the next few are due:
// three seconds after the last answer it says that it heard nothing.
export const askEveryMs = 1_000;
export const lostAfterMs = 3_000;
/** An answer that is later than this is none: six that hang would keep a browser from asking again. */
const answerWithinMs = 2_500;

type Fetch = (url: string, options: RequestInit) => Promise<Response>;

export function impatient(fetch: Fetch): Fetch {
    return (url, options) =>
        fetch(url, { ...options, signal: AbortSignal.timeout(answerWithinMs) });
}

/** `since`: when the page began to ask; `heardAt`: when it was answered last, null: never. */
export function isSilent(since: Date, heardAt: Date | null, now: Date): boolean {
    return now.getTime() - (heardAt ?? since).getTime() > lostAfterMs;
}

/** Hours, minutes and seconds where this device stands. */
export function exactTimeOf(date: Date): string {
    const parts = [date.getHours(), date.getMinutes(), date.getSeconds()];
    return parts.map((number) => String(number).padStart(2, "0")).join(":");
}

export interface Beat {
    readonly isLost: boolean;
    readonly heardAt: Date | null;
}

/** Before anything was asked. */
export const noBeat: Beat = { isLost: false, heardAt: null };

export class Pulse {
    readonly #ask: () => Promise<boolean>;
    readonly #now: () => Date;
    readonly #show: (beat: Beat) => void;
    readonly #since: Date;
    #heardAt: Date | null = null;
    #isLost = false;

    /** `ask`: whether there was an answer. `show` is called when the connection is lost, and when it is there again. */
    constructor(ask: () => Promise<boolean>, now: () => Date, show: (beat: Beat) => void) {
        this.#ask = ask;
        this.#now = now;
        this.#show = show;
        this.#since = now();
    }

    /** To be called every `askEveryMs`. */
    async beat(): Promise<void> {
        this.#judge();
        if (!(await this.#ask())) return;
        this.#heardAt = this.#now();
        this.#judge();
    }

    #judge(): void {
        const isLost = isSilent(this.#since, this.#heardAt, this.#now());
        if (isLost === this.#isLost) return;
        this.#isLost = isLost;
        this.#show({ isLost, heardAt: this.#heardAt });
    }
}
