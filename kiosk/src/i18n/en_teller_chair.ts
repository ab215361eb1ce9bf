// i18n/en_teller_chair.ts — the page that the chair reads aloud, and a lost card, in English.
import type { tellerChairZh, tellerReplaceZh } from "./zh_teller_chair.ts";

const said = (what: string, todo: string): { what: string; todo: string } => ({ what, todo });

export const tellerChair: typeof tellerChairZh = {
    title: "Announcement by the chair",
    explain:
        "One A4 page in large type, of the result as this machine computed it. The chair reads it when the report is signed and the result is announced. Show it to nobody before.",
    go: "Print the announcement",
    opening: "Deputies, I now announce the result of the vote.",
    figures: (due, present, issued, returned, valid, invalid) =>
        `Deputies due ${due}, present ${present}. Ballots issued ${issued}, returned ${returned}; of these valid ${valid}, invalid ${invalid}.`,
    standing: {
        valid: "No more ballots were returned than issued. By the voting method the vote is valid.",
        set_invalid: "More ballots were returned than issued. The vote is not valid.",
        too_few:
            "There were too few ballots. To protect the secrecy of the vote the box was not opened.",
        quorum: "No more ballots were returned than issued. Fewer deputies were present than the quorum.",
        participation:
            "No more ballots were returned than issued. Fewer were returned than the voting method asks.",
    },
    list: {
        votes: (count) => `Projects chosen, by number of votes: ${count}.`,
        candidate: (count) => `Projects chosen, in the order of the ballot: ${count}.`,
    },
    nothing: "No project was chosen.",
    no: (no) => `No. ${no}`,
    votes: (votes) => `${votes} votes`,
    between: ", ",
    next: {
        none: "All places are filled. No further vote is held.",
        vacant: (places) => `Places left vacant: ${places}. No further vote is held.`,
        tie: (numbers, places) =>
            `Projects no. ${numbers} have the same votes. Places left: ${places}. A further vote is held among them.`,
        tiePresidium: (numbers, places) =>
            `Projects no. ${numbers} have the same votes. Places left: ${places}. The presidium decides.`,
        shortfall: (places, count) =>
            `Places left: ${places}. A further vote is held among the ${count} projects not chosen.`,
        presidium: (places) => `Places left: ${places}. The presidium decides.`,
        again: "The vote is held again.",
        missed: "Whether the vote is held again the presidium decides.",
    },
    closing: "This ends the announcement.",
    fingerprint: "Fingerprint of the result (first 64 bits)",
    foot: "Verified and recomputed on tellers' computers. The same fingerprint at the signing of the report and of the announcement is the same result.",
};

export const tellerReplace: typeof tellerReplaceZh = {
    lost: "A lost card",
    side: "Two tellers replace it",
    open: "Replace",
    explain:
        "For a deputy who lost the card and has no ballot of this round yet. It takes two tellers: one makes the new card here and signs first, another countersigns at their own console. Then the old card is void. See first who the deputy is.",
    deputy: "Deputy's number",
    reason: "Reason (may be left out)",
    reasonLong: "A reason of at most 200 bytes",
    number: "Type the deputy's number",
    go: "Make the card, sign first",
    card: (no, name) => `No. ${no} ${name}`,
    standing: {
        waits: said(
            "Another teller has to countersign",
            "At their own console. Until then the new card is worthless: do not hand it out.",
        ),
        recorded: said(
            "Recorded: hand out the card",
            "The old one is void. Give the new card to the deputy in person, then erase its code here.",
        ),
        gone: said(
            "It was not countersigned: this card is worthless",
            "The deputy may have received a ballot meanwhile, or an hour has passed. Destroy the printed card. Where it can still be replaced, erase and make another.",
        ),
    },
    short: { waits: "to be countersigned", recorded: "hand it out", gone: "not countersigned" },
    printTitle: "Print the card",
    printExplain: "A4, at actual size; cut along the dashes. The screen shows no code.",
    print: "Print the card",
    forgetTitle: "Erase",
    forgetExplain:
        "When the deputy has the card. If it was not countersigned yet, tell the other teller not to, and destroy what was printed.",
    forget: "Erase the code",
};
