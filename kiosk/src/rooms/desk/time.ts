// rooms/desk/time.ts — minutes since 1970 (PROTOCOL §2) as clocks in the hall show them.

const msAMinute = 60_000;

export function minuteOf(ms: number): number {
    return Math.floor(ms / msAMinute);
}

function two(number: number): string {
    return String(number).padStart(2, "0");
}

export function timeOfDay(minute: number): string {
    const date = new Date(minute * msAMinute);
    return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** 2026-11-27 */
export function dayOf(minute: number): string {
    const date = new Date(minute * msAMinute);
    return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** As spreadsheets read it: 2026-11-27 08:32 */
export function dayAndTime(minute: number): string {
    return `${dayOf(minute)} ${timeOfDay(minute)}`;
}
