// rooms/desk/people.ts — the deputies as the list shows them: named if names were imported, found by what one knows of them.
import type { DeputyName } from "../../api/desk.ts";
import { deputyNumber, type DeputyNumber } from "../../ballot/ids.ts";
import { notHere, type Presence, type Standing, type Standings } from "./attendance.ts";
import type { Excuse, Excuses } from "./excuses.ts";

/** On its way, or kept here because the server is away. */
export type Waits = "sending" | "kept";

export interface Deputy extends DeputyName {
    readonly no: DeputyNumber;
    readonly standing: Standing;
    /** Where its act is that is not recorded yet. */
    readonly waits: Waits | null;
    readonly excuse: Excuse | null;
}

const nameless: DeputyName = { name: "", delegation: "", seat: "", note: "" };

/** Everybody on the roll; names only if there are as many as deputies. */
export function deputiesOf(
    due: number,
    names: readonly DeputyName[],
    standings: Standings,
    excuses: Excuses,
    lost: boolean,
): readonly Deputy[] {
    const fit = names.length === due;
    return Array.from({ length: due }, (_, place) => {
        const no = deputyNumber(place + 1);
        const name = (fit ? names[place] : undefined) ?? nameless;
        const standing = standings.get(no) ?? notHere;
        const waits = standing.pending ? (lost ? "kept" : "sending") : null;
        return { ...name, no, standing, waits, excuse: excuses.get(no) ?? null };
    });
}

export interface Delegation {
    readonly name: string;
    readonly due: number;
    readonly inHall: number;
}

/** In the order of the roll; none where it names no delegation. */
export function delegationsOf(deputies: readonly Deputy[]): readonly Delegation[] {
    const all = new Map<string, Delegation>();
    for (const { delegation: name, standing } of deputies) {
        const { due, inHall } = all.get(name) ?? { due: 0, inHall: 0 };
        const here = standing.presence === "present" ? 1 : 0;
        all.set(name, { name, due: due + 1, inHall: inHall + here });
    }
    return all.size === 1 && all.has("") ? [] : [...all.values()];
}

export const filters = ["all", "present", "absent", "left", "excused"] as const;
export type Filter = (typeof filters)[number];

export function passes({ standing, excuse }: Deputy, filter: Filter): boolean {
    switch (filter) {
        case "all":
            return true;
        case "excused":
            return excuse !== null;
        case "present":
        case "absent":
        case "left":
            return standing.presence === (filter satisfies Presence);
    }
}

/** A number is a deputy's, or all of a seat's; other words must all stand somewhere in what is known. */
export function fitsSearch(deputy: Deputy, search: string): boolean {
    const words = search.trim().toLowerCase().split(/\s+/u);
    const { no, name, delegation, seat } = deputy;
    return words.every((word) => {
        if (/^\d+$/.test(word)) return Number(word) === no || seat === word;
        return [name, delegation, seat].some((known) => known.toLowerCase().includes(word));
    });
}
