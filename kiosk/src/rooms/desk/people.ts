// rooms/desk/people.ts — the deputies as the list shows them: named if names were imported, found by what one knows of them.
import type { DeputyName } from "../../api/desk.ts";
import { deputyNumber, type DeputyNumber } from "../../ballot/ids.ts";
import { notHere, type Presence, type Standing, type Standings } from "./attendance.ts";
import type { Excuse, Excuses } from "./excuses.ts";

export interface Deputy extends DeputyName {
    readonly no: DeputyNumber;
    readonly standing: Standing;
    readonly excuse: Excuse | null;
}

const nameless: DeputyName = { name: "", delegation: "", seat: "", note: "" };

/** Everybody on the roll; names only if there are as many as deputies. */
export function deputiesOf(
    due: number,
    names: readonly DeputyName[],
    standings: Standings,
    excuses: Excuses,
): readonly Deputy[] {
    const fit = names.length === due;
    return Array.from({ length: due }, (_, place) => {
        const no = deputyNumber(place + 1);
        const name = (fit ? names[place] : undefined) ?? nameless;
        const standing = standings.get(no) ?? notHere;
        return { ...name, no, standing, excuse: excuses.get(no) ?? null };
    });
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

/** A number is a deputy's number; other words must all stand somewhere in what is known. */
export function fitsSearch(deputy: Deputy, search: string): boolean {
    const words = search.trim().toLowerCase().split(/\s+/u);
    const { no, name, delegation, seat } = deputy;
    return words.every((word) => {
        if (/^\d+$/.test(word) && Number(word) === no) return true;
        return [name, delegation, seat].some((known) => known.toLowerCase().includes(word));
    });
}
