// rooms/hall/clock.ts — time as this room meets it.

export interface Clock {
    readonly now: () => Date;
    /** Calls once, unless it is stopped before. */
    readonly after: (ms: number, then: () => void) => () => void;
}

export const browserClock: Clock = {
    now: () => new Date(),
    after: (ms, then) => {
        const timer = setTimeout(then, ms);
        return () => {
            clearTimeout(timer);
        };
    },
};

/** Hours and minutes. */
export function timeOf(date: Date): string {
    const two = (number: number): string => String(number).padStart(2, "0");
    return `${two(date.getHours())}:${two(date.getMinutes())}`;
}
