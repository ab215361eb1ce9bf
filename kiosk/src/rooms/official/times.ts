// rooms/official/times.ts — the minutes that signers write into their statements.

/** Hours and minutes where this device stands. */
export function timeOfMinute(minute: number): string {
    const date = new Date(minute * 60_000);
    const two = (number: number): string => String(number).padStart(2, "0");
    return `${two(date.getHours())}:${two(date.getMinutes())}`;
}
