// ballot/giving.ts — in which ways a paper is given up, by name: for pages that make and read none (hand_back.ts).

/** How a paper is given up; for the box a claim leaves it unused. */
export const givings = ["hand_back", "exchange", "claim"] as const;
export type Giving = (typeof givings)[number];
