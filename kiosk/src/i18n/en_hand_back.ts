// i18n/en_hand_back.ts — what is said of a paper that is given up, in English.
import type { HandBackWords } from "./zh_hand_back.ts";

export const handBack: HandBackWords = {
    title: "Hand back or exchange",
    explain:
        "Handing back: you do not vote; the ballot counts as returned, and for no project. Exchanging: the ballot on this device ends, and you get one of paper at the desk.",
    final: "Final. It cannot be changed",
    act: "Hand back",
    exchangeFinal: "Final. This device cannot vote then",
    exchangeAct: "Exchange for paper",
    titles: {
        hand_back: "Hand back the ballot",
        exchange: "Exchange for paper",
        claim: "My ballot was not used",
    },
    sending: {
        hand_back: "Handing back…",
        exchange: "Exchanging…",
        claim: "Telling the box…",
    },
    waiting: {
        hand_back: "Kept here, the box has not signed for it yet",
        exchange: "Kept here, the box has not signed for it yet: no paper ballot so far",
        claim: "Kept here, the box has not signed for it yet",
    },
    done: {
        hand_back: {
            title: "Handed back",
            explain:
                "The box signed for it, and the signature was checked. Nothing more is asked of you in this round.",
        },
        exchange: {
            title: "Exchanged: get your paper ballot",
            explain:
                "The box signed for it, and the ballot on this device has ended. Show this page at the desk and get one paper ballot.",
        },
        claim: {
            title: "Told: this ballot was not used",
            explain:
                "The box signed for it, and the signature was checked. The record will say that it was not used, and not whose it was.",
        },
    },
    voucher: "Number of the exchange: the desk notes it and gives one paper ballot for it",
};
