// i18n/en_official_sides.ts — leftover slips, absent tellers, site and archive at the official's console, in English.
import type { SidesWords } from "./zh_official_sides.ts";

export const sides: SidesWords = {
    bundles: {
        title: "Notice, forms and archive",
        forms: "Each form is made in the language of this page. The notice is for the public; the attendance has names and the full report internal votes: not for the public.",
        form: {
            notice: "Public notice",
            result: "Result report form",
            count: "Count of the ballots",
            attendance: "Attendance",
            internal: "Full report (internal)",
        },
        record: "Record",
        what: {
            site: "The site is for the public: notice, count, record. Unpack it onto any web server.",
            archive:
                "The archive is for the house: record and all forms in both languages, with internal votes and names. Not for the public.",
        },
        take: { site: "Download the site", archive: "Download the archive" },
        making: "Being made, it takes seconds…",
        saved: (file) => `In this machine's download folder: ${file}`,
    },
    slips: {
        does: [
            "Slips that nobody drew are opened and scanned, one by one",
            "They cannot vote any more, and the record says how many",
            "If one of them was cast, none is voided",
        ],
        final: "It enters the record and cannot be taken back. Only before voting is closed.",
        list: "On the list",
        drawn: "Drawn",
        voided: "Voided",
        left: "Left over",
        opened: "Opened",
        field: "Code of the slip: by a scanner, or as it is printed",
        take: "Take this one",
        camera: "Scan with the camera",
        taken: (count) => `Taken, ${count} in all`,
        rest: (count) =>
            `${count} leftover slips are not opened yet. Those that cannot be found are missing in the record.`,
        all: "All leftover slips are taken.",
        none: "Open the leftover slips and scan them first",
        findings: {
            twice: "This one was taken already and is not counted twice",
            other: "This one is not on the list of this round and was not taken",
            voided: "This one was voided before and was not taken",
            unreadable: "Not the code of a slip, or misread; it was not taken",
            full: "At most 1000 at a time: sign these first",
            more: "All that are left over are taken already: one among these was drawn. Not taken; stop and check",
        },
    },
    absent: {
        does: [
            "Those ticked cannot come to cosign or to give a share",
            "Their cosignatures of the close are not waited for",
            "Opening the box still needs enough shares",
        ],
        final: "It enters the record and cannot be taken back.",
        who: "Tellers who cannot come",
        already: "named absent",
        nobody: "Tick the tellers who cannot come first",
        left: (left, needed) => `${left} tellers are left; ${needed} open the box.`,
        tooFew: (left, needed) => ({
            what: `Only ${left} tellers are left; ${needed} are needed and the box cannot be opened`,
            todo: "Have a teller come, or the share file brought. If that fails, the round can only be voided.",
        }),
    },
};
