// i18n/en_booth.ts — what is said at a shared booth, in English.
import type { BoothWords } from "./zh_booth.ts";

export const booth: BoothWords = {
    idle: {
        title: "Please scan your slip",
        explain: "Open the slip and show its code to this machine.",
        scan: "Scan with the camera",
        field: "No camera: use a scanner, or type what is printed on the slip",
        read: "Read",
        reading: "Reading the slip…",
        once: "Please do not show your card here. This machine reads slips only and does not know who you are.",
        shut: "No ballots are taken now",
        phases: {
            before: "Voting has not begun. The page opens by itself when it does.",
            paused: "Voting is paused. The page opens by itself when it goes on.",
            voided: "This round was voided. Please wait to be told how it goes on.",
            over: "Voting is closed.",
            noSlips: "This round has no slips. Please vote on your own device.",
            another: "Ballots of the round before are still being sent. Please wait.",
            opening: "Opening…",
            unenrolled: "This machine takes slips once it is enrolled.",
        },
        lastCall: "No more papers are issued. Please cast soon.",
    },
    told: {
        card: { what: "This is a card, not a slip", todo: "Please put it away and show the slip." },
        none: {
            what: "This is not the code of a slip, or a character is wrong",
            todo: "Please scan again, or compare and type again.",
        },
        not_of_round: {
            what: "This slip is not of this round",
            todo: "Please show a slip of this round, or ask a scrutineer.",
        },
        used: {
            what: "This slip has been used",
            todo: "Only its first ballot is in the box. If in doubt, ask a scrutineer.",
        },
        waiting_here: {
            what: "The ballot of this slip is kept here, not yet counted",
            todo: "It is sent when the box is reached. Nothing more to do.",
        },
        left: {
            what: "Nobody was here. That ballot was not cast and is wiped",
            todo: "The slip is unused and can be scanned again.",
        },
        closed: {
            what: "Voting is closed. That ballot was not cast",
            todo: "If in doubt, ask a scrutineer.",
        },
        replaced: {
            what: "The ballot was replaced. Yours was not cast",
            todo: "Please wait to be told.",
        },
    },
    queue: {
        none: "No ballot waits here",
        waits: (count) => `Kept here, not yet counted: ${count}`,
        waitsTodo: "Sent when the box is reached. Please keep this machine on.",
        refused: (count) => `Not counted: ${count}`,
        refusedTodo: "Scrutineers, please see the codes and reasons below.",
    },
    marks: {
        leave: "Leave",
        previous: "Back",
        next: "Next page",
        page: (page, pages) => `Page ${page} of ${pages}`,
        fullTodo: (no) => `To choose number ${no}, take one back first.`,
        reviewNot: "Review opens when every page was seen and enough are chosen",
        facts: "Project details",
    },
    review: {
        touch: "Touch one to change it.",
        notYet: "It is sealed once you say whether it is blank.",
        failed: "This machine did not seal the ballot",
        failedTodo: "Please change it and review again, or go to another machine.",
        notKept: "This machine cannot store anything, so nothing was sent",
        notKeptTodo: "Please go to another machine with the same slip.",
        paused: "Voting is paused, nothing can be cast",
    },
    checking: {
        again: "Mark again",
        stays: "The slip is unused. Mark again afterwards, and cast that one.",
    },
    done: {
        countedWhat: "Counted",
        waitingWhat: "Sealed and kept here, not yet counted",
        waitingTodo:
            "It is sent when the box is reached. You can leave. Your code shows later whether it was counted.",
        refusedWhat: "Not counted",
        again: "The slip is unused. You can mark again with it.",
        lost: "The round ended and the box no longer answers. The public page will tell by your code whether it was counted.",
        receipt: "Copy the code or scan it. With it you can look this ballot up later.",
        qr: "Tracking code as a QR code",
        finish: "Done",
        wiped: (seconds) => `This screen is wiped by “Done” or after ${seconds} seconds`,
    },
    still: {
        what: "Are you still there?",
        todo: (seconds) => `Wiped in ${seconds} seconds. Touch the screen to go on.`,
        title: "Still voting?",
        left: (seconds) => `Wiped in ${seconds} seconds. The slip stays unused`,
        stay: "Still voting",
    },
};
