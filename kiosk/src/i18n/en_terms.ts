// i18n/en_terms.ts — the refusals, ends and phases of the procedure in English.
import type { Errc } from "../basics/errc.ts";
import type { End, RoundPhase } from "../flow/state.ts";
import type { Sentence } from "./zh_terms.ts";

const askStaff = "Please ask the staff.";
const askTeller = "Please ask a scrutineer and keep this page open.";

export const refusals: Readonly<Record<Errc, Sentence>> = {
    malformed: { what: "The server did not recognise what this device sent", todo: askStaff },
    not_canonical: { what: "The server did not recognise what this device sent", todo: askStaff },
    identity_point: { what: "The server did not recognise what this device sent", todo: askStaff },
    too_large: { what: "What this device sent is too long", todo: askStaff },
    wrong_version: {
        what: "This page and the server are of different versions",
        todo: "Please open the page again. If that does not help, ask the staff.",
    },
    wrong_manifest: {
        what: "The ballot was replaced by another",
        todo: "Please start again with the button below.",
    },
    unknown_round: {
        what: "The ballot is not published yet",
        todo: "Please wait. The page goes on by itself.",
    },
    wrong_phase: {
        what: "This step is not open now",
        todo: "Please wait. The page goes on when it opens.",
    },
    quorum_missed: { what: "Too few are present", todo: "Please wait for the presidium." },
    not_on_roll: {
        what: "This card is not on the roll",
        todo: "Please compare the card. If it is right, ask the staff.",
    },
    not_signed_in: {
        what: "You are not signed in yet",
        todo: "Please sign in at the desk. The ballot then comes by itself.",
    },
    signature_rejected: {
        what: "The answer lacks a valid signature of the ballot box and does not count",
        todo: askTeller,
    },
    already_issued: {
        what: "A ballot was already issued for this card",
        todo: "Go on where you received it, or use the recovery code. If you have neither, ask a scrutineer.",
    },
    token_rejected: { what: "This ballot paper is not genuine", todo: askTeller },
    already_cast: {
        what: "This ballot paper has been used",
        todo: "Only its first ballot is in the box. If in doubt, ask a scrutineer.",
    },
    already_opened: {
        what: "This ballot was opened for a check and cannot be cast",
        todo: "Please mark again. It is sealed anew.",
    },
    already_handed_back: {
        what: "This ballot paper was handed back or voided",
        todo: "If in doubt, ask a scrutineer.",
    },
    proof_rejected: {
        what: "The box did not accept this ballot. It is not counted",
        todo: "Please mark again. If it happens twice, ask a scrutineer.",
    },
    duplicate_ciphertext: {
        what: "The box did not accept this ballot. It is not counted",
        todo: "Please mark again. If it happens twice, ask a scrutineer.",
    },
    share_rejected: {
        what: "A key share did not pass its check",
        todo: "Please ask a scrutineer.",
    },
    too_few_shares: { what: "Key shares are missing", todo: "Please wait for the tellers." },
    too_few_cosignatures: { what: "Signatures of tellers are missing", todo: "Please wait." },
    log_rollback: { what: "The server's log disagrees with what it said before", todo: askTeller },
    second_person_required: { what: "This step needs a second person", todo: askStaff },
    not_permitted: { what: "This step is not yours", todo: askStaff },
    busy: { what: "The server is busy", todo: "Please wait. It is sent again by itself." },
    internal: {
        what: "The server cannot do this now. Nothing was accepted",
        todo: "Please wait. It is sent again by itself.",
    },
};

export const ends: Readonly<Record<End, Sentence>> = {
    too_late: {
        what: "Voting is closed. This ballot is not counted",
        todo: "If in doubt, show this page to a scrutineer.",
    },
    cast_elsewhere: {
        what: "This ballot paper was used on another device",
        todo: "Only its first ballot is in the box. If in doubt, ask a scrutineer.",
    },
    claims_over: {
        what: "Claims have ended; yours was not taken",
        todo: "That your ballot was not used is not in the record. If in doubt, ask a teller.",
    },
    handed_back_elsewhere: {
        what: "This ballot paper was handed back or voided",
        todo: "If in doubt, ask a scrutineer.",
    },
    issued_elsewhere: {
        what: "A ballot was issued for this card on another device",
        todo: "Go on there, or use the recovery code. If you have neither, ask a scrutineer.",
    },
    issuing_over: {
        what: "Issuing has ended",
        todo: "You received no ballot. If in doubt, ask a scrutineer.",
    },
    round_replaced: {
        what: "This round is over. The ballot on this device is not sent any more",
        todo: "There is a new ballot. Please start again with the button below.",
    },
};

export const phases: Readonly<Record<RoundPhase, string>> = {
    setup: "In preparation",
    drafted: "Being drafted",
    sealed: "Ballot sealed, box not yet open",
    issuing: "Ballots are being issued",
    voting: "Voting",
    paused: "Paused",
    closed: "Voting closed",
    cosigned: "Voting closed",
    decided: "Voting closed",
    announced: "Result announced",
    published: "Record published",
    voided: "Round void",
};
