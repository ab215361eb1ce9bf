// rooms/desk/scans.ts — what a scanned card brings about, one card after the other.
import type { DeputyNumber } from "../../ballot/ids.ts";
import type { DeskAct, Standings } from "./attendance.ts";
import type { Drawn } from "./desk.ts";
import type { CardRequest, CardSays, RollBook } from "./roll_book.ts";

export type Outcome =
    | { readonly is: "no_card" | "nobody" | "other_roll" | "cannot_keep" }
    | { readonly is: "replaced"; readonly no: DeputyNumber }
    /** `opened`: from the list, without a card. */
    | {
          readonly is: "signed_in" | "returned" | "already" | "opened";
          readonly no: DeputyNumber;
      }
    /** `again`: recorded before, and this desk did not hear of it. */
    | { readonly is: CardWork; readonly no: DeputyNumber; readonly again: boolean }
    | {
          readonly is: "not_done";
          readonly work: CardWork;
          readonly no: DeputyNumber;
          readonly why: NotDrawn;
      };

export type NotDrawn = Exclude<Drawn, "done" | "again">;
/** Besides signing in: a slip is given, a sheet of paper is given, a card is handed in. */
export const cardWorks = ["slips", "paper", "hand_in"] as const;
export type CardWork = (typeof cardWorks)[number];
const requestOf = { slips: "draw", paper: "take", hand_in: "declare" } as const;
/** What a card is scanned for. */
export type Work = "sign_in" | CardWork;

export interface ScanDesk {
    readonly book: () => RollBook | null;
    readonly standings: () => Standings;
    readonly work: () => Work;
    readonly state: (act: DeskAct, no: DeputyNumber) => Promise<boolean>;
    readonly ask: (what: CardRequest, text: string, no: DeputyNumber) => Promise<Drawn>;
    readonly now: () => number;
}

/** A card that is held before the camera is one card. */
const sameCardMs = 3_000;

function sameCard(one: CardSays, other: CardSays | null): boolean {
    const noOf = (says: CardSays): number => ("no" in says ? says.no : 0);
    return one.is === other?.is && noOf(one) === noOf(other);
}

export class Scans {
    readonly #desk: ScanDesk;
    readonly #show: (outcome: Outcome) => void;
    #turn: Promise<unknown> = Promise.resolve();
    #seeing = false;
    #seen: CardSays | null = null;
    #seenAt = 0;

    constructor(desk: ScanDesk, show: (outcome: Outcome) => void) {
        this.#desk = desk;
        this.#show = show;
    }

    /** Typed, by a person or a scanner. */
    typed(text: string): Promise<void> {
        const done = this.#turn.then(async () => {
            const book = this.#desk.book();
            if (book !== null) await this.#take(await book.find(text), text);
        });
        this.#turn = done.catch(() => undefined);
        return done;
    }

    /** By the camera, many times a second. */
    async sighted(text: string): Promise<void> {
        const book = this.#desk.book();
        if (this.#seeing || book === null) return;
        this.#seeing = true;
        try {
            const says = await book.find(text);
            const now = this.#desk.now();
            const again = sameCard(says, this.#seen) && now - this.#seenAt < sameCardMs;
            this.#seen = says;
            this.#seenAt = now;
            if (!again) await this.#take(says, text);
        } finally {
            this.#seeing = false;
        }
    }

    async #take(says: CardSays, text: string): Promise<void> {
        if (says.is !== "deputy") {
            this.#show(says);
            return;
        }
        const work = this.#desk.work();
        const done = work === "sign_in" ? this.#signIn(says.no) : this.#ask(work, says.no, text);
        this.#show(await done);
    }

    async #ask(work: CardWork, no: DeputyNumber, text: string): Promise<Outcome> {
        // Who hands a card in is on the way out.
        const here = work === "hand_in" ? null : await this.#signIn(no);
        if (here?.is === "cannot_keep") return here;
        const asked = await this.#desk.ask(requestOf[work], text, no);
        if (asked === "done" || asked === "again")
            return { is: work, no, again: asked === "again" };
        return { is: "not_done", work, no, why: asked };
    }

    async #signIn(no: DeputyNumber): Promise<Outcome> {
        const presence = this.#desk.standings().get(no)?.presence ?? "absent";
        if (presence === "present") return { is: "already", no };
        if (!(await this.#desk.state("sign_in", no))) return { is: "cannot_keep" };
        return { is: presence === "left" ? "returned" : "signed_in", no };
    }
}
