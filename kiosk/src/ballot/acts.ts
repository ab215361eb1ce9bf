// ballot/acts.ts — the words for people and for what they do, with their numbers (PROTOCOL §3.2, §9). Also for pages that
// read them as words and encode nothing.

export const roles = { official: 1, scrutineer: 2, teller: 3 } as const;
export type Role = keyof typeof roles;

export const acts = {
    sign_in: 1,
    leave: 2,
    replace_card: 3,
    seal: 4,
    unseal: 5,
    open: 6,
    end_issuing: 7,
    pause: 8,
    resume: 9,
    close: 10,
    absent: 11,
    report: 12,
    announce: 13,
    further_round: 14,
    void: 15,
    publish: 16,
    void_slips: 17,
    paper: 18,
    end_claims: 19,
} as const;
export type Act = keyof typeof acts;

/** In the order of their numbers. */
export const roleNames = Object.keys(roles) as readonly Role[];
export const actNames = Object.keys(acts) as readonly Act[];
