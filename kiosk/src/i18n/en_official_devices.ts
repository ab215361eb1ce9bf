// i18n/en_official_devices.ts — what is said at the official's console of the hall's devices, in English.
import type { ClosingWords } from "./zh_official_close.ts";
import type { DevicesWords } from "./zh_official_devices.ts";

export const devices: DevicesWords = {
    title: "Devices of the hall",
    none: "No device has asked to be enrolled.",
    waits: "To be enrolled",
    never: "Not heard",
    heard: (seconds) => `Heard ${seconds} s ago`,
    holds: (count) => (count === 0 ? "Holds none" : `Holds ${count}`),
    inUse: "In use",
    kinds: { booth: "Booth", desk: "Check-in", hall: "Hall screen", podium: "Podium" },
    compare: "Sign only if the device shows the same six groups:",
    signedBy: (name) => `Signed by ${name}, waiting for the second person`,
    acts: {
        enrol: (name) => `Enrol “${name}”`,
        revoke: (name) => `Revoke “${name}”`,
    },
    revoke: "Revoke",
    done: { what: "Signed by both, done", todo: "The device knows within 10 seconds." },
};

export const closing: ClosingWords = {
    booths: "Booths",
    left: (seconds) =>
        `Issuing has just ended: please wait ${seconds} s. Booths are sending what they hold.`,
    over: "Issuing ended more than 60 seconds ago.",
    heard: (count) => (count === 0 ? "Holds none" : `Still holds ${count}, not counted yet`),
    silent: "Not heard since issuing ended",
    and: ", ",
    unknown: "Nothing is known of the booths. ",
    early: (names) =>
        `Issuing ended less than 60 s ago, and ballots may be on their way from: ${names}. `,
    unheard: (names) => `Not heard from since issuing ended: ${names}. `,
    holding: (names) => `Still holding ballots: ${names}. `,
    boothHolds: (name, count) => `${name} (${count})`,
    confirm: "What they hold cannot be counted after the close. Close all the same",
    confirmNot: "Please confirm once more: ballots of some booths may not have arrived",
};
