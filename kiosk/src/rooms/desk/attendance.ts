// rooms/desk/attendance.ts — who is here: what the log says, and on top of it what this desk did since.
import type { Attendance } from "../../api/desk.ts";
import type { DeputyNumber } from "../../ballot/ids.ts";

export type DeskAct = "sign_in" | "leave";
export type Presence = "absent" | "present" | "left";

/** An act of this desk that the attendance may not show yet. */
export interface OwnAct {
    readonly act: DeskAct;
    readonly deputy: DeputyNumber;
    readonly minute: number;
    /** Its index in the log; null: not recorded yet. */
    readonly index: number | null;
}

export interface Standing {
    readonly presence: Presence;
    /** Minute of the first sign-in. */
    readonly signedIn: number | null;
    readonly left: number | null;
    /** Rests on an act of this desk that is not recorded yet. */
    readonly pending: boolean;
    /** A slip, in this round. */
    readonly drew: boolean;
    /** A sheet, in this round. */
    readonly took: boolean;
    /** The card was handed in and said that the paper is in the box. */
    readonly declared: boolean;
}

export type Standings = ReadonlyMap<DeputyNumber, Standing>;

export const notHere: Standing = {
    presence: "absent",
    signedIn: null,
    left: null,
    pending: false,
    drew: false,
    took: false,
    declared: false,
};

function after(before: Standing, { act, minute, index }: OwnAct): Standing {
    const pending = before.pending || index === null;
    return act === "sign_in"
        ? {
              ...before,
              presence: "present",
              signedIn: before.signedIn ?? minute,
              left: null,
              pending,
          }
        : { ...before, presence: "left", left: minute, pending };
}

/** The same after the card brought this about here, until the server tells it itself. */
export function withDone(
    attendance: Attendance,
    deputy: DeputyNumber,
    done: "drew" | "took" | "declared",
): Attendance {
    const deputies = attendance.deputies.map((one) =>
        one.no === deputy ? { ...one, [done]: true } : one,
    );
    return { ...attendance, deputies };
}

/** Of everybody whom a statement names; the others are not here. */
export function standingsOf(attendance: Attendance | null, own: readonly OwnAct[]): Standings {
    const standings = new Map<DeputyNumber, Standing>();
    for (const { no, signedIn, left, drew, took, declared } of attendance?.deputies ?? []) {
        const presence = left === null ? "present" : "left";
        const papers = { drew, took, declared };
        standings.set(no as DeputyNumber, { presence, signedIn, left, pending: false, ...papers });
    }
    const shown = attendance?.logSize ?? 0;
    for (const act of own) {
        if (act.index !== null && act.index < shown) continue;
        standings.set(act.deputy, after(standings.get(act.deputy) ?? notHere, act));
    }
    return standings;
}

export interface Figures {
    readonly due: number;
    readonly inHall: number;
    readonly left: number;
    readonly toCome: number;
    /** Slips that were drawn. */
    readonly drew: number;
    /** Sheets that were taken. */
    readonly took: number;
}

export function figuresOf(due: number, standings: Standings): Figures {
    const count = (wanted: Presence): number =>
        [...standings.values()].filter(({ presence }) => presence === wanted).length;
    const [inHall, left] = [count("present"), count("left")];
    const all = [...standings.values()];
    const drew = all.filter((standing) => standing.drew).length;
    const took = all.filter((standing) => standing.took).length;
    return { due, inHall, left, toCome: due - inHall - left, drew, took };
}
