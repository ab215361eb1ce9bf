// i18n/en_device.ts — what a machine of the hall says of itself, in English.
import type { DeviceWords } from "./zh_device.ts";

export const device: DeviceWords = {
    label: "This machine",
    not: "This machine is not enrolled",
    open: "Enrol this machine",
    explain:
        "Give this machine a name; an official and a second person then enrol it. It takes no slips before that.",
    explainOffered:
        "Give this machine a name; an official and a second person then enrol it. It works without that too.",
    name: "Name of this machine, such as “Booth 3”",
    nameNot: "Give it a name first, of at most 60 letters",
    go: "Ask to be enrolled",
    waiting: (name) => `To be enrolled by two people: ${name}`,
    compare: "Compare these six groups with the console. Sign only if they are the same.",
    rename: "Another name",
    again: (name) =>
        `The server does not know “${name}” any more. Please enrol it once again. It works as before.`,
    enrolled: (name) => `Enrolled: ${name}`,
    revoked: (name) => `“${name}” is not enrolled any more`,
    revokedTodo: "To go on using it, please enrol it anew.",
    anew: "Enrol anew",
};
