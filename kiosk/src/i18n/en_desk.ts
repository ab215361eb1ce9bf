// i18n/en_desk.ts — what is said at the desks by the hall's door, in English.
import type { DeskWords } from "./zh_desk.ts";

export const desk: DeskWords = {
    title: "Check-in",
    unlock: {
        title: "Open the desk",
        explain:
            "An enrolled official opens it. The key stays in this page's memory and is gone when the page is closed or locked.",
        file: "Key file",
        passphrase: "Passphrase",
        go: "Open",
        working: "Opening…",
        missing: "Choose a key file and enter the passphrase",
        noFile: {
            what: "This is not a key file",
            todo: "Please choose the file that was saved when the keys were made.",
        },
        wrong: {
            what: "The passphrase is wrong, or the file is damaged",
            todo: "Please compare the passphrase and try again.",
        },
        memory: {
            what: "This device has too little memory to open the key",
            todo: "Please close other programs and pages and try again.",
        },
        unknown: {
            what: "This key is not enrolled",
            todo: "Please check that the key file belongs to this congress.",
        },
        role: {
            what: "This key is not an official's",
            todo: "Officials sign deputies in. Scrutineers have a console of their own.",
        },
        early: {
            what: "No official is enrolled yet",
            todo: "Please open the desk when enrolment is complete.",
        },
        clock: {
            what: "The server did not accept a request of this key",
            todo: "Please compare the clocks of this device and the server: they may differ by an hour at most.",
        },
        closed: {
            what: "Voting is closed. The desk cannot be opened now",
            todo: "It can be opened again after the announcement.",
        },
        unreachable: {
            what: "The server cannot be reached",
            todo: "Please check the network and try again.",
        },
        kept: (count) =>
            `${count} acts are kept on this device and not yet recorded. They are sent when the network is back.`,
    },
    work: {
        label: "Cards are scanned to",
        sign_in: "Sign in",
        slips: "Slips",
        paper: "Paper ballots",
        hand_in: "Card back: voted",
    },
    works: {
        slips: {
            done: "Recorded: the deputy may draw one slip",
            again: "Recorded before. If the deputy has no slip yet, one may be drawn",
            before: "This deputy has drawn a slip before and may not draw another.",
            not: (who) => `No slip for ${who}`,
            unreachable:
                "The server cannot be reached and nothing is recorded. Give no slip yet; scan again.",
            refused: {
                already_issued: "This deputy has a ballot already and cannot get another.",
                busy: "All slips of the list are given out. Please ask a teller.",
                not_signed_in: "The sign-in was not recorded. Sign in first, then scan again.",
            },
        },
        paper: {
            done: "Recorded: give the deputy one paper ballot",
            again: "Recorded before. If the deputy has no paper ballot yet, give one",
            before: "This deputy has taken a paper ballot before and may not take another.",
            not: (who) => `No paper ballot for ${who}`,
            unreachable:
                "The server cannot be reached and nothing is recorded. Give no paper yet; scan again.",
            refused: {
                already_issued:
                    "This deputy has a ballot on a device, or drew a slip. To vote on paper it is exchanged on the device.",
                not_signed_in: "The sign-in was not recorded. Sign in first, then scan again.",
            },
        },
        hand_in: {
            done: "Card taken back: its ballot is in the box, recorded",
            again: "Card taken back: its ballot is in the box, recorded before",
            before: "This card was handed in before.",
            not: (who) => `The card of ${who} was not recorded`,
            unreachable: "The server cannot be reached and nothing is recorded. Scan again.",
            refused: {
                not_permitted:
                    "This deputy has no ballot on a device: nothing is to be recorded, just take the card.",
                wrong_phase: "Recording has ended for this round; just take the card.",
            },
        },
    },
    lock: "Lock",
    by: (name) => `Desk of ${name}`,
    noRoll: {
        what: "The roll is not published yet",
        todo: "Check-in opens by itself when it is.",
    },
    namesUnfit: (names, due) =>
        `The list of names has ${names} people and the roll ${due}. They do not fit, so no names are shown. Please import the names again.`,
    noNames: "No names were imported. This page shows numbers alone.",
    card: {
        label: "Scan the card, or type its number and press Enter",
        scan: "Scan with the camera",
        waits: "Waiting for a card",
        no_card: {
            what: "This is not the number of a card",
            todo: "Please scan again. If it was typed, compare all nine groups.",
        },
        nobody: {
            what: "This card is not on the roll",
            todo: "Nobody was signed in. Please check that it is a card of this congress.",
        },
        other_roll: {
            what: "This card is of another roll",
            todo: "Nobody was signed in. The roll was replaced: please ask for the new card.",
        },
        replaced: (who) => ({
            what: `This card is void. ${who} has a new one`,
            todo: "Nobody was signed in. Please ask for the new card. Whoever brings the old one: let a scrutineer see who it is.",
        }),
    },
    no: (no) => `No. ${no}`,
    who: (no, name, delegation) => {
        const more = delegation === "" ? `no. ${no}` : `no. ${no}, ${delegation}`;
        return name === "" ? `no. ${no}` : `${name} (${more})`;
    },
    status: {
        absent: "Not here yet",
        present: "In the hall",
        left: "Left",
        sending: "Recording…",
        signedIn: (time) => `Signed in ${time}`,
        returned: "Back, signed in again",
        already: (time) => `Already signed in at ${time}`,
        leftAt: (time) => `Left ${time}`,
        kept: "Kept here, not yet recorded",
        drew: "slip drawn",
        took: "paper ballot",
        declared: "card back",
        excused: { leave: "On leave", absent: "Absent" },
    },
    acts: {
        signIn: "Sign in",
        signInAgain: "Sign in again",
        leave: "Has left",
        lost: "Card lost",
        excuse: "Leave or absence",
        close: "Close",
    },
    confirm: {
        what: (who) => `No card was scanned. Sign in ${who}?`,
        todo: "Please see who it is first. Your signature puts the sign-in into the record.",
        go: (who) => `Sign in ${who}`,
    },
    excuse: {
        title: (who) => `Leave or absence of ${who}`,
        explain:
            "Kept on this device alone, for the attendance sheet. It goes neither to the server nor into the record.",
        leave: "On leave",
        absent: "Absent",
        reason: "Reason (may be left empty)",
        save: "Note down",
        clear: "Take back",
    },
    lost: {
        title: (who) => `${who} has lost the card`,
        before: {
            what: "Before a ballot is issued the card can be replaced. The old one is void from then on",
            todo: "Two tellers do it at their consoles. This desk cannot.",
        },
        steps: (no) => [
            "See who the deputy is, and note the reason.",
            `One teller makes and prints the new card of no. ${no} at their own console and signs first. Another countersigns at their own console.`,
            "Once the console says that it is recorded, the new card goes to the deputy in person. Before, it is worthless.",
            "The deputy signs in here with the new card. Whoever is signed in need not do it again.",
        ],
        tellers: "Tellers who can do it",
        issuing: {
            what: "The card of a deputy who has a ballot is not replaced",
            todo: "Whoever has none may still have the card replaced by two tellers. For others their program refuses.",
        },
        after: {
            what: "Issuing has ended. In this round no card is replaced",
            todo: "Whoever has a ballot goes on where it was received, or with the recovery code. Whoever has none receives none in this round. For a further round it can be replaced once its ballot is published.",
        },
    },
    figures: {
        title: "Attendance",
        due: "Due",
        present: "Present",
        inHall: "In the hall",
        toCome: "Still to come",
        drew: "Slips drawn",
        took: "Paper ballots",
        quorum: (a, b, needed) =>
            `Voting needs at least ${a}/${b} of all deputies: ${needed} present`,
        quorumOver: (a, b, needed) =>
            `Voting needs more than ${a}/${b} of all deputies: ${needed} present`,
        met: "The quorum is reached",
        missing: (count) => `${count} still missing`,
        opened: "The quorum was checked when issuing began",
        noRule: "The ballot is not published yet, and with it the quorum",
        delegation: "Delegation",
        noDelegation: "None named",
    },
    late: {
        issuing: "Ballots are being issued: whoever signs in now can receive one at once.",
        over: {
            what: "Issuing has ended in this round",
            todo: "Whoever signs in now receives no ballot in this round, but in later ones.",
        },
    },
    list: {
        title: "Deputies",
        search: "Find by name, number, delegation or seat",
        all: "All",
        present: "In the hall",
        absent: "To come",
        left: "Left",
        excused: "Excused",
        filter: "Show",
        no: "No.",
        name: "Name",
        delegation: "Delegation",
        seat: "Seat",
        state: "State",
        none: "No deputy fits",
        more: (count) => `${count} more are not listed. Please narrow the search`,
        sheet: "Save attendance sheet",
        sheetFile: (day) => `attendance-${day}.csv`,
    },
    sheet: {
        no: "No.",
        name: "Name",
        delegation: "Delegation",
        seat: "Seat",
        state: "State",
        signedIn: "Signed in",
        left: "Left",
        excuse: "Leave or absence",
        reason: "Reason",
        note: "Note",
    },
    offline: (count) => ({
        what: "The server cannot be reached",
        todo: `Go on scanning. ${count} acts are kept here, not yet recorded, and are sent when it is back. The figures may have changed since.`,
    }),
    collided: (count) =>
        `Your key is in use at another desk too. ${count} acts of this desk were signed anew for that, and all are recorded. A key for each desk avoids it.`,
    foreign: (name, count) => ({
        what: `${count} acts kept here were signed by ${name} and need a new signature`,
        todo: `Please let ${name} open this page with their own key.`,
    }),
    refused: (who) => `${who} was not recorded`,
    understood: "Understood",
    cannotKeep: {
        what: "This device cannot keep anything, so nothing was sent",
        todo: "Please leave private browsing, or free some space, and scan again.",
    },
};
