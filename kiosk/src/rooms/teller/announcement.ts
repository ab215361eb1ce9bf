// rooms/teller/announcement.ts — what the chair reads aloud of a result, sentence by sentence (PROTOCOL §11.7).
import type { Counted } from "./board.ts";
import type { TellerCatalogue } from "./words.ts";

export type Chosen = Counted["projects"][number];

export interface Announcement {
    readonly figures: string;
    /** Whether the vote is valid, or why nothing was chosen. */
    readonly standing: string;
    readonly list: string;
    /** In the method's order. */
    readonly chosen: readonly Chosen[];
    readonly withVotes: boolean;
    readonly next: string;
}

/** In the order in which the method lists what was chosen. */
export function chosenOf({ projects, order }: Counted): readonly Chosen[] {
    const chosen = projects.filter((project) => project.chosen);
    return chosen.sort((one, other) => {
        const byVotes = order === "votes" ? other.approve - one.approve : 0;
        return byVotes === 0 ? one.no - other.no : byVotes;
    });
}

function standingOf({ teller }: TellerCatalogue, { next, missed }: Counted): string {
    const { standing } = teller.chair;
    if (next?.kind === "set_invalid" || next?.kind === "too_few") return standing[next.kind];
    return missed === null ? standing.valid : standing[missed];
}

function nextOf({ teller }: TellerCatalogue, counted: Counted): string {
    const { next: say, between } = teller.chair;
    const { next, missed, places_left: left, projects } = counted;
    if (missed !== null) return say.missed;
    if (next === null) return left === 0 ? say.none : say.vacant(left);
    const tied = projects.filter((project) => project.tied).map(({ no }) => no);
    switch (next.kind) {
        case "tie":
            return say.tie(next.candidates.join(between), next.places);
        case "presidium":
            return tied.length === 0
                ? say.presidium(next.places)
                : say.tiePresidium(tied.join(between), next.places);
        case "shortfall":
            return say.shortfall(next.places, next.candidates.length);
        case "set_invalid":
        case "too_few":
            return say.again;
    }
}

export function announcementOf(words: TellerCatalogue, counted: Counted): Announcement {
    const { chair } = words.teller;
    const { due, present, issued, returned, valid, void: invalid } = counted.counts;
    const chosen = chosenOf(counted);
    return {
        figures: chair.figures(due, present, issued, returned, valid, invalid),
        standing: standingOf(words, counted),
        list: chosen.length === 0 ? chair.nothing : chair.list[counted.order](chosen.length),
        chosen,
        withVotes: counted.notice === "names_and_votes",
        next: nextOf(words, counted),
    };
}

export type TypeSize = "large" | "middle" | "small" | "least";

/** Lines of a list for which there is room on one page, in this size of type. */
const room: readonly (readonly [TypeSize, number])[] = [
    ["large", 8],
    ["middle", 14],
    ["small", 20],
];
const lineCharacters = 20;

/** The largest type in which the page holds the list: a second name takes less than a line, a rule some of one. */
export function sizeFor(chosen: readonly Chosen[]): TypeSize {
    const lines = chosen.reduce(
        (sum, { name, name2 }) =>
            sum + Math.ceil(name.length / lineCharacters) + (name2 === "" ? 0.25 : 0.9),
        0,
    );
    return room.find(([, most]) => lines <= most)?.[0] ?? "least";
}

/** Of the result's hash as large pages show it: its first 64 bits. */
export function shortFingerprint(hash: string): string {
    return hash.slice(0, 16).toUpperCase();
}
