// rooms/official/keys.ts — the two places at this console, and who sits there.
import type { Role } from "../../ballot/acts.ts";
import type { NoSeat, Seat } from "../../flow/seat.ts";

export const slots = ["official", "second"] as const;
export type Slot = (typeof slots)[number];

export type Keys = Readonly<Record<Slot, Seat | null>>;
export const noKeys: Keys = { official: null, second: null };

/** Silent: nobody knows here who is enrolled, and the server does not say. */
export type UnlockFault = NoSeat["fault"] | "silent";

export const rolesOf: Readonly<Record<Slot, readonly Role[]>> = {
    official: ["official"],
    second: ["scrutineer", "teller"],
};
