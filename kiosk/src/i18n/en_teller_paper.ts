// i18n/en_teller_paper.ts — cards, slips and what else is made ready before the vote, in English.
import type { tellerPaperZh } from "./zh_teller_paper.ts";

export const tellerPaper: typeof tellerPaperZh = {
    prepare: {
        title: "Before the day",
        cards: "Deputies' cards",
        slips: "Sealed slips",
        rehearsal: "Rehearsal of the opening",
        paper: "Copies on paper",
        open: "Open",
        notForgotten: "made, not yet erased",
    },
    back: "Back",
    missing: "Fill in everything",
    howMany: "How many, from 1 to 10,000",
    making: "Making…",
    sheets: (count) => String(count),
    made: { cards: "The cards are made", slips: "The slips are made" },
    posted: "The server has the roll",
    fingerprint: { cards: "Fingerprint of the roll", slips: "Fingerprint of the list" },
    cards: {
        explain:
            "One for each deputy, for signing in and for the ballot paper. The codes are made on this machine alone; the server gets their public halves. Two tellers print, count and lock them up together.",
        count: "Deputies",
        go: "Make the cards",
    },
    slips: {
        explain:
            "A deputy without a device draws one at the door and opens it at a booth. Slips have no numbers: who drew which is recorded nowhere. Make some to spare, and a set of its own for each round.",
        count: "How many, spare ones included",
        go: "Make the slips",
    },
    names: {
        title: "Roll of names (not needed)",
        explain:
            "With it each card carries number, name and delegation, in the order of the roll. Names do not leave this machine: neither server nor record gets them.",
        file: "Roll, CSV or XLSX",
        read: (count) => `${count} deputies read`,
    },
    test: {
        title: "Print a test page first",
        explain:
            "Its codes are worth nothing. Look at cutting lines and letters, and scan one with the scanner of the door.",
        go: "Print a test page",
    },
    print: {
        title: "Print",
        explain: {
            cards: "A4, ten on a page, at actual size; cut along the dashes. The screen shows no code.",
            slips: "A4, six on a page, at actual size; cut along the dashes; fold back at the upper dots, over at the lower ones, and seal: the code is inside, the title outside. The screen shows no code.",
        },
        waits: "What draws QR codes is on its way",
        go: { cards: "Print the cards", slips: "Print the slips" },
        saveCodes: "Save the codes",
        saveFile: { cards: "Save the roll entry", slips: "Save the list" },
        csv: "The table of codes is as good as all cards or slips. Save it for a print shop alone, and delete it when they are printed.",
    },
    roll: {
        title: "Hand the roll to the server",
        explain:
            "When all are printed and counted. Whoever set up the server has the setup code and types it.",
        code: "Setup code",
        missing: "Type the setup code",
        wrong: {
            what: "The server refused: another setup code, or the ballot is sealed already",
            todo: "Compare the setup code and type it again.",
        },
        go: "Hand in the roll",
        busy: "Handing in…",
    },
    forget: {
        title: "Erase",
        explain:
            "When all are printed and counted, erase the codes from this machine's memory. They can not be printed again then. They are gone too when the console ends.",
        go: "Erase the codes",
    },
    rehearse: {
        explain:
            "Before the vote the shares of those who are here open a random value. It is sealed under the joint key, nobody knows it, and it has nothing to do with a ballot.",
        add: "Add a share",
        oneByOne:
            "One after the other: each teller names their own share file and types their own passphrase. This machine reads one at a time and wipes it before the next.",
        go: "Try this one",
        busy: "Trying…",
        end: "End the rehearsal",
        here: "share fits",
        awaited: "not tried",
        more: (count) => `${count} more are needed`,
        any: (count) => `Any ${count} together`,
        fewer: (count) => `Only ${count}`,
        opened: (opened, all) => `${opened} of ${all} choices open it`,
        proves: (here, needed) =>
            `Shown: these ${here} are shares of this joint key, and any ${needed} of them open the box.`,
        limits: "It does not show that all will be there on the day, nor that nobody kept a copy.",
        fails: {
            what: "A choice of shares does not open it",
            todo: "Do not seal the ballot. Look at the files; if it stays so, hold the ceremony anew.",
        },
    },
    copies: {
        explain:
            "One page each for the key file and the share file of this machine: lines with a check each, and the same as a QR code. Both are sealed under the passphrase, which is not on the paper.",
        keep: "Keep paper and passphrase apart. A share from paper does not remember the logs seen since; use it only when the files are gone.",
        go: "Make the copies",
        print: "Print",
        keysTitle: "Key file, on paper",
        shareTitle: "Share file, on paper",
        printed:
            "Without the passphrase this paper opens nothing. To restore, type the lines at the console, or scan the code into the same field. The last four characters of a line are its check.",
        instead: "The key file is lost: restore it from paper",
        restore: { share: "Restore the share from paper", keys: "Restore the key file from paper" },
        type: "Type it line by line; small letters, dashes and spaces do not matter. A mistake is told with its line.",
        lines: "The lines on the paper",
        restoreGo: "Restore",
        restoring: "Restoring…",
    },
    piece: {
        card: "Deputy's card",
        cardFoot: "For signing in and the ballot paper. Lend it to nobody; report its loss.",
        slip: "Slip",
        slipOutside: "Not to be opened before it is drawn. An open slip is not given out.",
        foldBack: "fold this part back first",
        foldOver: "then fold this part up over it, and seal",
        slipInside: "Scan it at a booth, or type the fourteen groups. It votes once.",
        sample: "SAMPLE",
    },
};
