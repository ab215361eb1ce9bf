// i18n/en_official.ts — what is said at the official's console, in English.
import { lostEn } from "./en_lost.ts";
import { closing } from "./en_official_devices.ts";
import type { OfficialWords } from "./zh_official.ts";

export const official: OfficialWords = {
    ...lostEn,
    title: "Console",
    locked: {
        title: "Please unlock first",
        explain:
            "Choose your key file and enter its passphrase. The key stays in the memory of this page and is gone when you lock or close it.",
        idle: "Locks by itself after 10 minutes without use.",
    },
    slots: {
        official: "Official",
        second: "Second person (scrutineer)",
    },
    file: "Key file",
    passphrase: "Passphrase",
    unlock: "Unlock",
    unlockNot: "Choose a key file and enter the passphrase first",
    unlocking: "Checking the passphrase…",
    unlocked: "Unlocked",
    lock: "Lock",
    lockAll: "Lock all",
    faults: {
        passphrase: {
            what: "Wrong passphrase, or the file was changed",
            todo: "Please check, and enter it again.",
        },
        unreadable: { what: "This is no key file", todo: "Please choose your own key file." },
        memory: {
            what: "This device has too little memory to open a key file",
            todo: "Please close other pages and try again, or take another device.",
        },
        role: {
            what: "A key of this role cannot sign here",
            todo: "The official signs first, a scrutineer second.",
        },
        unknown: {
            what: "This key is not in the list of people",
            todo: "Please check the file, or ask for the list to be checked.",
        },
        silent: {
            what: "This device has no list of people, and none is given between close and announcement",
            todo: "Please use a device on which the console was open before.",
        },
    },
    roles: { official: "Official", scrutineer: "Scrutineer", teller: "Teller" },
    day: "Steps of the day",
    step: (number) => `Step ${number}`,
    states: { done: "Done", now: "Now", ahead: "To come" },
    steps: {
        draft: "Ballot",
        seal: "Seal",
        sign_in: "Sign-in",
        open: "Empty box, open",
        issuing: "Issue ballots",
        voting: "Vote",
        close: "Close",
        count: "Open the box",
        report: "Reports",
        announce: "Announce",
        publish: "Publish record",
    },
    people: (count) => `${count} people`,
    papers: (count) => `${count} ballots`,
    two: "2 sign",
    tellers: "tellers",
    next: "Next",
    other: "Or",
    nothing: {
        draft: "There is no ballot yet. Draft it on the page for setting up; this page then goes on by itself.",
        count: "Waiting for the tellers to check the sealed log and open the box.",
        published: "The record is published. All steps of the day are done.",
        further:
            "The record is published. Another round follows: draft it on the page for setting up; this page then goes on by itself.",
    },
    toSetup: "To draft or change the ballot, open the page for setting up",
    unavailable: {
        unlock: "Unlock the key of an official first",
        quorum: (present, needed) => `${present} present, quorum ${needed}. Cannot open yet`,
        reports: (there, needed) => `${there} tellers have signed the report, ${needed} needed`,
    },
    lastCall: (outstanding) =>
        outstanding === 0
            ? "Issuing has ended and all ballots are back."
            : `Issuing has ended, ${outstanding} ballots are outstanding. Please ask deputies to vote before the close.`,
    acts: {
        seal: {
            name: "Seal the ballot",
            does: [
                "Ballot, roll and tellers' keys cannot change any more",
                "The hall screen shows the fingerprint for everybody to compare",
            ],
            final: "It can be unsealed until voting is opened.",
        },
        unseal: {
            name: "Unseal the ballot",
            does: ["It can be changed and sealed again", "The reason enters the record"],
            final: "Unsealing and its reason stay in the record for ever.",
        },
        open: {
            name: "Open",
            does: ["The box is empty, as everybody saw", "Deputies signed in get their ballots"],
            final: "The ballot cannot change any more; to change it the round must be voided.",
        },
        end_issuing: {
            name: "End issuing",
            does: [
                "No more ballots are issued; whoever has one votes until the close",
                "The hall screen shows those outstanding",
            ],
            final: "Nobody gets a ballot after this.",
        },
        pause: {
            name: "Pause",
            does: ["No ballots are issued or cast", "Those cast are in the box"],
            final: "It takes two people to resume.",
        },
        resume: {
            name: "Resume",
            does: ["Goes on where it was paused", "The log must be as it was"],
            final: "It enters the record.",
        },
        close: {
            name: "Close voting",
            does: [
                "The box is shut and takes no more ballots",
                "The tellers then check and open it",
            ],
            final: "It cannot be undone.",
        },
        announce: {
            name: "Announce",
            does: [
                "The result is public and on the hall screen at once",
                "It is the one the tellers signed",
            ],
            final: "It cannot be taken back.",
        },
        further_round: {
            name: "Further round",
            does: ["The next round follows by the method", "A ballot is drafted; cards stay valid"],
            final: "To be decided before the record is published.",
        },
        void: {
            name: "Void the round",
            does: ["No ballot of it counts", "The reason enters the record"],
            final: "It cannot be undone.",
        },
        publish: {
            name: "Publish the record",
            does: ["The whole record is public, for anybody to check"],
            final: "The round ends with it.",
        },
    },
    otherActs: {
        sign_in: "Sign in",
        leave: "Leave",
        replace_card: "Replace a card",
        absent: "Teller absent",
        report: "Report",
        void_slips: "Void leftover slips",
        paper: "Confirm paper ballots",
        end_claims: "End claims",
    },
    sideWaits: "Signed, and waiting for the second person, above.",
    deputy: (no) => `Deputy no. ${no}`,
    slips: (count) => `${count} slips`,
    sheets: (batches, uncancelled) => `${batches} batches, ${uncancelled} given without cancelling`,
    and: " and ",
    sideDoes: {
        paper: "The recorded batches count in the result and none can be keyed afterwards. Compare the numbers above with the count.",
        end_claims:
            "Compare the number of used slips with the return box. No claim is taken afterwards.",
        void_slips:
            "Slips that nobody drew, opened and scanned; they cannot vote any more. Please count them.",
        absent: "Their cosignatures are not waited for any more. As many shares as before open the box.",
        replace_card: "Signed by two tellers. The old card is void, the new one counts.",
    },
    signedBy: { one: "Signed by an official alone", two: "Signed by an official and a scrutineer" },
    reason: "Reason",
    reasonMay: "Reason (may be left out)",
    reasonNot: "Give a reason first, of at most 200 bytes",
    outstanding: (count) =>
        count === 0
            ? "All ballots issued are back."
            : `${count} ballots are outstanding and cannot be cast after the close.`,
    sheetsOut: (count) =>
        count === 0
            ? ""
            : `Besides, ${count} ${count === 1 ? "sheet" : "sheets"} of paper, counted by the tellers.`,
    confirmClose: "I have checked how many are outstanding and confirm the close",
    confirmNot: "Please confirm first",
    sign: "Sign",
    signing: "Signing…",
    cancel: "Cancel",
    signAndSend: (act) => `Sign: ${act}`,
    countersign: (act) => `Countersign: ${act}`,
    waiting: "Waiting for the second person",
    signedAt: (time) => `Signed ${time}`,
    awaits: "to sign",
    badSignature: "Signature does not fit, not taken",
    or: " or ",
    unfit: "Not what this device sees in the log. It cannot be countersigned",
    needSecond: "The second person unlocks here, or countersigns at their own console",
    sent: {
        what: "Signed. Waiting for the second person",
        todo: "The second person unlocks here, or countersigns at their own console.",
    },
    logged: { what: "Entered in the log", todo: "The next step is below." },
    unreachable: {
        what: "The server cannot be reached",
        todo: "Please check the network and try again.",
    },
    figures: "Figures",
    due: "Due",
    present: "Present",
    issued: "Issued",
    cast: "Cast",
    handed_back: "Handed back",
    left: "Outstanding",
    quorumMet: (needed) => `Quorum of ${needed} reached`,
    quorumMissing: (needed) => `Quorum of ${needed} not reached`,
    fingerprint: "Fingerprint of this round",
    log: "Who did what",
    logPerson: (name, role) => `${name} (${role})`,
    signIns: (deputies) =>
        deputies === 1 ? "1 deputy signed in" : `${deputies} deputies signed in`,
    logEmpty: "Nobody has signed yet.",
    logLocked: "Shown when somebody has unlocked.",
    logSize: (size) => `${size} entries, as their signature says.`,
    kinds: {
        first: "first",
        tie: "tied projects",
        shortfall: "places left",
        presidium: "decided by the presidium",
        set_invalid: "the round before was invalid",
        ordered: "held again",
        too_few: "too few ballots",
    },
    closing,
    idleLocked: { what: "Locked after 10 minutes without use", todo: "Please unlock again." },
};
