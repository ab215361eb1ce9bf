// rooms/official/last_call.ts — what is to be said twice before the box is closed: which booths were not heard from since
// issuing ended, and which still hold ballots.
import type { HallDevices, SeenDevice } from "./devices.ts";

export const noDevices: HallDevices = { seen: null, said: null, lastCall: null, now: 0 };

export const lastCallSeconds = 60;
/** Three heartbeats were missed. */
export const unheardSeconds = 30;

export interface Doubts {
    /** Of the last call, in which booths send what they hold; 0: it is over. */
    readonly left: number;
    /** Every enrolled booth, while the last call lasts. */
    readonly early: readonly string[];
    readonly unheard: readonly string[];
    readonly holding: readonly { readonly name: string; readonly held: number }[];
    /** Nobody answered: what booths there are is not known. */
    readonly unknown: boolean;
}

export const noDoubts: Doubts = {
    left: 0,
    early: [],
    unheard: [],
    holding: [],
    unknown: false,
};

export function secondsLeft({ lastCall, now }: HallDevices): number {
    if (lastCall === null) return 0;
    return Math.max(0, Math.ceil(lastCallSeconds - (now - lastCall) / 1000));
}

/** Whether a booth has said itself that it saw the end of issuing in this round, and speaks still. */
export function isHeard({ said }: SeenDevice, manifest: string): boolean {
    if (said === null || said.seconds > unheardSeconds) return false;
    return said.phase === "voting" && said.round === manifest;
}

export function boothsOf({ seen }: HallDevices): readonly SeenDevice[] {
    return (seen ?? []).filter(({ enrolled, line }) => enrolled && line.kind === "booth");
}

/** `manifest`: of the round, in hex. */
export function doubtsOf(devices: HallDevices, manifest: string): Doubts {
    if (devices.seen === null) return { ...noDoubts, unknown: true };
    const booths = boothsOf(devices);
    const left = secondsLeft(devices);
    const holding = booths.map(({ line, said }) => ({ name: line.name, held: said?.held ?? 0 }));
    return {
        left,
        early: left > 0 ? booths.map(({ line }) => line.name) : [],
        unheard: booths.filter((one) => !isHeard(one, manifest)).map(({ line }) => line.name),
        holding: holding.filter(({ held }) => held > 0),
        unknown: false,
    };
}
