// Who and what is in the hall of a session, and what they mark.
import { at } from "../../../src/basics/assert.ts";
import { metOnBigScreens } from "../support/big_screen.ts";
import type { Congress } from "../support/congress.ts";
import type { Device } from "../support/device.ts";
import type { Heard } from "../support/heard.ts";
import type { Trial } from "../support/trial.ts";

export const plan = { deputies: 8, officials: 2, slips: 7, tellers: 5, threshold: 3 };

/** Deputies by number. Those with a device of their own, and those who draw a slip. */
export const ownDevices = [1, 2] as const;
export const booths = [3, 4, 5] as const;
/** Has lost the card. */
export const lost = 6;
/** Signs in, and leaves before the box is opened. */
export const leaver = 7;
/** Comes when ballots are issued. */
export const late = 8;
/** Two thirds of the deputies. */
export const quorum = 6;

/** Withdrawn after the ballot was sealed, before it was opened. */
export const withdrawn = 12;
export const candidates = Array.from({ length: withdrawn - 1 }, (_, place) => place + 1);

/** Project 1 has six votes, 2 to 4 have five each: three for the two places that are left. */
export const firstMarks = {
    devices: [
        [2, 3, 4],
        [1, 3, 4],
    ],
    slips: [
        [1, 3, 4],
        [1, 2, 4],
        [1, 2, 4],
        [1, 2, 3],
        [1, 2, 3],
    ],
} as const;
/** In the order of their votes, as a further round has them. */
export const tied = [2, 3, 4];
export const tiePlaces = 2;
export const tieVotes = 5;

export const runoffMarks = {
    devices: [
        [2, 3],
        [2, 3],
    ],
    slips: [
        [2, 3],
        [2, 3],
        [2, 3],
        [2, 4],
    ],
} as const;

/** Those who hold the session; five tellers at their own consoles. */
export interface Leaders {
    readonly trial: Trial;
    readonly congress: Congress;
    readonly tellers: Device[];
    /** The first official's; the scrutineer has a place at it. */
    readonly console: Device;
    /** The scrutineer's own, in English. */
    readonly second: Device;
    readonly hall: Device;
    readonly heard: Heard;
}

export interface Session extends Leaders {
    /** Where the second official signs people in. */
    readonly door: Device;
    /** In the place of the lost one. */
    readonly newCard: string;
    /** Of the deputies who have some: in Chinese and in English. */
    readonly devices: readonly [Device, Device];
    readonly booths: readonly [Device, Device, Device];
}

export function teller(session: Pick<Leaders, "tellers">, number: number): Device {
    return at(session.tellers, number - 1);
}

/** The card with which a deputy is signed in and draws. */
export function cardOf({ congress, newCard }: Session, deputy: number): string {
    return deputy === lost ? newCard : congress.guest(deputy).card;
}

export function metInHall({ hall }: Pick<Leaders, "hall">, state: string): Promise<void> {
    return metOnBigScreens(hall, "session", state);
}
