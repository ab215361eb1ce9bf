// basics/errc.ts — the refusals of PROTOCOL §13: one closed list, the same words and numbers in every language.

export const errcNumbers = {
    malformed: 1,
    not_canonical: 2,
    identity_point: 3,
    too_large: 4,
    wrong_version: 5,
    wrong_manifest: 6,
    unknown_round: 7,
    wrong_phase: 8,
    quorum_missed: 9,
    not_on_roll: 10,
    not_signed_in: 11,
    signature_rejected: 12,
    already_issued: 13,
    token_rejected: 14,
    already_cast: 15,
    already_opened: 16,
    already_handed_back: 17,
    proof_rejected: 18,
    duplicate_ciphertext: 19,
    share_rejected: 20,
    too_few_shares: 21,
    too_few_cosignatures: 22,
    log_rollback: 23,
    second_person_required: 24,
    not_permitted: 25,
    busy: 26,
    internal: 27,
} as const;

export type Errc = keyof typeof errcNumbers;
