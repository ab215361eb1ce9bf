// i18n/en_teller_enter.ts — few sheets of paper, keyed by two people and entered as ballots, in English.
import type { tellerEnterZh } from "./zh_teller_enter.ts";

export const tellerEnter: typeof tellerEnterZh = {
    title: "Few sheets of paper",
    side: "Two people enter them one by one",
    open: "Enter",
    standing: {
        first: "being keyed",
        second: "being keyed",
        agreed: "to be sealed",
        kept: "to be sent",
        sent: "in the box",
    },
    explain: (most) =>
        `Where fewer than ${most + 1} sheets came back, no number of theirs may be told: before the close two scrutineers or tellers enter each as a sealed ballot, which is counted with the others.`,
    steps: [
        "Together, number the sheets: 1, 2, 3 …",
        "The first keys them and hands this machine over; the second keys the same sheets without seeing what the first keyed.",
        "Where both agree, the second person gives key file and passphrase: all sheets are sealed, kept on the disk, then sent.",
        "Seal the sheets of paper.",
    ],
    invalid:
        "A sheet that is not valid (too many choices, unreadable) is not entered: it counts as not returned. Write it into the minutes.",
    count: (most) => `How many, from 1 to ${most}`,
    begin: "Begin keying",
    further: "More sheets came back",
    notOpen: "Sheets are entered while ballots are cast, before the close",
    notCompared: "Compare the fingerprint of the ballot first",
    howMany: (most) => `From 1 to ${most}`,
    keyer: { first: "The first person keys", second: "The second person keys" },
    sheetOf: (sheet, place, all) => `Sheet ${sheet} (${place} / ${all})`,
    blank: "Blank: nothing is marked",
    nothing: "For a sheet with nothing marked press “Blank”",
    tooFew: (lo) =>
        `A sheet with fewer than ${lo} choices is not valid and not entered: give up, and key without it`,
    over: (cap) => ({
        what: `At most ${cap}`,
        todo: "A sheet with more is not valid and not entered: give up, and key without it. If you mistook one, take it back first.",
    }),
    previous: "Previous sheet",
    next: "Next sheet",
    handIn: (count) => (count === 1 ? "Hand in 1 sheet" : `Hand in ${count} sheets`),
    handingIn: "Handing in…",
    takeOver: {
        first: {
            what: "The first person keys again",
            todo: "The second looks away. Both look at the sheets once more.",
        },
        second: {
            what: "Hand this machine to the second person",
            todo: "What the first keyed stays in this machine's program and is not shown; the first looks away.",
        },
    },
    start: { first: "I am the first: key again", second: "I am the second: begin" },
    again: {
        what: "What was not handed in is gone: key these sheets from the beginning",
        todo: "The page was opened anew. Marks are not stored; what was handed in is still in this machine's program.",
    },
    asked: "Sheets to be keyed",
    differs: "Where the two differ",
    differ: (no) => `project ${no}`,
    differBlank: "blank or not",
    sheet: (sheet) => `Sheet ${sheet}`,
    giveUp: "Give up and begin anew",
    agreed: {
        what: "Both keyed the same",
        todo: "The second person signs here. The keys are used this once and wiped from memory.",
    },
    secondFile: "Key file of the second person",
    secondPassphrase: "Passphrase of the second person",
    missing: "Fill in everything",
    seal: "Seal and send to the box",
    sealing: "Sealing and sending…",
    wrongKeys: {
        what: "Another passphrase, or no keys of a scrutineer or teller of this round",
        todo: "Compare file and passphrase and try again. What was keyed is not lost.",
    },
    kept: {
        what: "Sealed and on the disk; whether all are in the box is not known here",
        todo: "Send them again: they are the same ballots, and none is in the box twice.",
    },
    send: "Send to the box",
    sending: "Sending…",
    sentAll: (count) => ({
        what: count === 1 ? "The sheet is in the box" : `All ${count} are in the box`,
        todo: "Seal the sheets of paper. The record will show these tracking codes.",
    }),
    inBox: "in the box",
    notYet: "not sent yet",
    codes: "Tracking codes",
    files: "The sealed ballots lie in",
    unreadable: {
        what: "Sealed ballots lie on this machine and cannot be read",
        todo: "Do not key them again, they would count twice. Put the file back and tell every teller.",
    },
};
