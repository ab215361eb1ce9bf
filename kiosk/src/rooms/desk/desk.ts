// rooms/desk/desk.ts — one desk at the door: what it knows of roll, round and attendance, and how it comes to know it.
import type { Reply } from "../../api/reply.ts";
import { parseAttendance, parseNames, type Attendance, type DeputyName } from "../../api/desk.ts";
import { watchRound, type Source } from "../../api/events.ts";
import type { RoundView } from "../../api/round_view.ts";
import { concat, equalBytes, type Bytes } from "../../basics/bytes.ts";
import type { Errc } from "../../basics/errc.ts";
import { outlineRoll, replacementsOf } from "../../ballot/entries/roll.ts";
import type { DeputyNumber } from "../../ballot/ids.ts";
import { checkDeclarationAnswer } from "../../ballot/declaration.ts";
import { checkPaperAnswer } from "../../ballot/paper_request.ts";
import { checkDrawAnswer } from "../../ballot/token.ts";
import { isSilent } from "../../flow/rules.ts";
import { withVote, type Entries, type Seen } from "../../flow/seen.ts";
import { readSlips, type Attachments } from "../../flow/slips.ts";
import type { RoundPhase } from "../../flow/state.ts";
import type { Vote } from "../../flow/vote.ts";
import { withDone, type DeskAct } from "./attendance.ts";
import { printExcuses, readExcuses, type Excuse, type Excuses } from "./excuses.ts";
import {
    nothingKept,
    Outbox,
    type DeskClock,
    type OutboxSeen,
    type OutboxServer,
    type Signer,
} from "./outbox.ts";
import type { CardRequest, RollBook } from "./roll_book.ts";
import { bookOf } from "./rolls.ts";
import { minuteOf } from "./time.ts";
import {
    newMark,
    printUnanswered,
    readUnanswered,
    requestName,
    type Unanswered,
} from "./unanswered.ts";

export interface DeskServer extends OutboxServer, Entries, Attachments {
    issue(request: Bytes): Promise<Reply<Bytes>>;
    paper(request: Bytes): Promise<Reply<Bytes>>;
    declare(declaration: Bytes): Promise<Reply<Bytes>>;
    round(): Promise<Reply<RoundView>>;
    replacements(): Promise<Reply<Bytes>>;
    evidence(query: Bytes): Promise<Reply<Bytes>>;
    deskNames(query: Bytes): Promise<Reply<Bytes>>;
}

/** What this device keeps. */
export interface DeskTexts {
    readonly acts: string | null;
    readonly excuses: string | null;
    readonly unanswered: string | null;
}

export interface DeskStore {
    load(): Promise<DeskTexts>;
    keep(texts: Partial<DeskTexts>): Promise<void>;
}

export interface DeskSeen extends Seen {
    /** Null before the roll. */
    readonly book: RollBook | null;
    readonly names: readonly DeputyName[];
    readonly attendance: Attendance | null;
    /** How many are on the list of this round; null: the list did not come yet. */
    readonly slips: number | null;
    readonly excuses: Excuses;
    readonly outbox: OutboxSeen;
    /** The last question had no answer. */
    readonly lost: boolean;
}

/**
 * What came of a card's request: a refusal of the server by its name. `again`: it was recorded before, and this desk had
 * asked for it and knows of no answer.
 */
export type Drawn = "done" | "again" | "before" | "unreachable" | Errc;

/** What each request of a card leaves behind, and how its answer is read. */
const marks = { draw: "drew", take: "took", declare: "declared" } as const;
const answers = {
    draw: checkDrawAnswer,
    take: checkPaperAnswer,
    declare: checkDeclarationAnswer,
} as const;

export type Opened = "opened" | "unreachable" | "refused";

export const nothingSeen: DeskSeen = {
    view: null,
    vote: null,
    book: null,
    names: [],
    attendance: null,
    slips: null,
    excuses: new Map(),
    outbox: nothingKept,
    lost: false,
};

/** Those in which another roll may come (PROTOCOL §9). */
const setupPhases: readonly RoundPhase[] = ["setup", "drafted", "announced", "published", "voided"];

const askEverySeconds = 5;
/** Between two questions who is here, however often the log changes. */
const restSeconds = 1;

export class Desk {
    readonly #server: DeskServer;
    readonly #store: DeskStore;
    readonly #clock: DeskClock;
    readonly #show: (seen: DeskSeen) => void;
    readonly #outbox: Outbox;
    #seen = nothingSeen;
    #signer: Signer | null = null;
    #unanswered: Unanswered = new Map();
    /** The request whose answer this page showed last. */
    #answered: string | null = null;
    #asking = false;
    #askAgain = false;

    constructor(
        server: DeskServer,
        store: DeskStore,
        clock: DeskClock,
        show: (seen: DeskSeen) => void,
    ) {
        this.#server = server;
        this.#store = store;
        this.#clock = clock;
        this.#show = show;
        this.#outbox = new Outbox(store, server, clock, () => {
            const outbox = this.#outbox.seen;
            const recorded = outbox.own.length - outbox.waiting.length;
            const before = this.#seen.outbox;
            this.#see({ outbox });
            if (recorded > before.own.length - before.waiting.length) this.#ask();
        });
    }

    /** What this device keeps, and from then on whatever the server tells. */
    async follow(source: Source): Promise<void> {
        const watch = watchRound(source, (view) => {
            this.#hear(view);
        });
        const look = (): void => {
            if (!watch.isAlive()) void this.#look();
            this.#clock.after(askEverySeconds, look);
        };
        this.#clock.after(askEverySeconds, look);
        const { excuses, unanswered } = await this.#store.load();
        this.#unanswered = readUnanswered(unanswered);
        this.#see({ excuses: readExcuses(excuses) });
        await this.#outbox.open();
    }

    /** The key of an official was opened. */
    async openFor(signer: Signer): Promise<Opened> {
        const query = await signer.query(minuteOf(this.#clock.now()));
        const evidence = await this.#server.evidence(query);
        const names = await this.#server.deskNames(query);
        if (evidence.is !== "answer") return evidence.is;
        if (names.is !== "answer") return names.is;
        const book = bookOf(evidence.value);
        const named = parseNames(names.value);
        if (!book.ok || !named.ok) return "unreachable";
        this.#signer = signer;
        this.#see({ book: book.value, names: named.value });
        this.#outbox.signBy(signer);
        this.#ask();
        return "opened";
    }

    lock(): void {
        this.#signer = null;
        this.#outbox.signBy(null);
        this.#see({ names: [], attendance: null });
    }

    /** False: this device cannot keep it. */
    state(act: DeskAct, deputy: DeputyNumber): Promise<boolean> {
        return this.#outbox.add(act, deputy);
    }

    /**
     * A card says that a slip is drawn, a sheet taken, or its paper in the box. That it was not made before, at any desk,
     * is asked here, unless this desk made it last and died since, or knows of no answer: then it repeats the request with
     * its mark, and the server, which answers a repeated one as it did the first, refuses it where another desk's was
     * recorded. Somebody who signs in with the same scan is waited for.
     */
    async ask(what: CardRequest, text: string, deputy: DeputyNumber): Promise<Drawn> {
        const { book, vote } = this.#seen;
        const signer = this.#signer;
        if (book === null || vote === null || signer === null) return "unknown_round";
        const round = vote.manifest.hash;
        const signed = await book.request(what, text, round, deputy);
        if (signed === null) return "malformed";
        if (!(await this.#askAttendance(signer))) return "unreachable";
        const before = this.#isDone(what, deputy);
        const name = requestName(what, round, deputy);
        if (before && (name === this.#answered || !this.#unanswered.has(name))) return "before";
        // The next card shows that the answer before it was read.
        const mark = this.#unanswered.get(name) ?? newMark();
        const open = [...this.#unanswered].filter(([other]) => other !== this.#answered);
        await this.#keepUnanswered(new Map([...open, [name, mark]]));
        // Of a declaration nothing is handed out: it has no mark.
        const request = what === "declare" ? signed : concat(signed, mark);
        const said = await this.#sendUntilSignedIn(what, request, deputy);
        if (said === "unreachable") return said;
        if (said === "done") this.#answered = name;
        else await this.#keepUnanswered(new Map(open.filter(([other]) => other !== name)));
        if (said === "already_issued" && (await this.#askAttendance(signer)))
            return this.#isDone(what, deputy) ? "before" : said;
        return said === "done" && before ? "again" : said;
    }

    #isDone(what: CardRequest, deputy: DeputyNumber): boolean {
        const known = this.#seen.attendance?.deputies.find(({ no }) => no === deputy);
        return known?.[marks[what]] === true;
    }

    /** A device that cannot keep it goes on without. */
    async #keepUnanswered(names: Unanswered): Promise<void> {
        this.#unanswered = names;
        try {
            await this.#store.keep({ unanswered: printUnanswered(names) });
        } catch {
            return;
        }
    }

    async #sendUntilSignedIn(
        what: CardRequest,
        request: Bytes,
        deputy: DeputyNumber,
    ): Promise<Drawn> {
        for (;;) {
            const waits = this.#outbox.seen.waiting.some((act) => act.deputy === deputy);
            const reply = await this.#send(what, request);
            if (reply.is === "unreachable") return "unreachable";
            if (reply.is === "answer") return this.#asked(what, reply.value, deputy);
            const { code } = reply.refusal;
            if (code !== "not_signed_in" || !waits) return code;
            await new Promise<void>((resolve) => this.#clock.after(restSeconds, resolve));
        }
    }

    #send(what: CardRequest, request: Bytes): Promise<Reply<Bytes>> {
        switch (what) {
            case "draw":
                return this.#server.issue(request);
            case "take":
                return this.#server.paper(request);
            case "declare":
                return this.#server.declare(request);
        }
    }

    #asked(what: CardRequest, answer: Bytes, deputy: DeputyNumber): Drawn {
        const checked = answers[what](answer);
        if (!checked.ok) return checked.error.code;
        const { attendance } = this.#seen;
        if (attendance !== null)
            this.#see({ attendance: withDone(attendance, deputy, marks[what]) });
        this.#ask();
        return "done";
    }

    async dismiss(): Promise<void> {
        await this.#outbox.dismiss();
    }

    /** Null takes it away. False: this device cannot keep it. */
    async excuse(deputy: DeputyNumber, excuse: Excuse | null): Promise<boolean> {
        const excuses = new Map(this.#seen.excuses);
        if (excuse === null) excuses.delete(deputy);
        else excuses.set(deputy, excuse);
        try {
            await this.#store.keep({ excuses: printExcuses(excuses) });
        } catch {
            return false;
        }
        this.#see({ excuses });
        return true;
    }

    #see(news: Partial<DeskSeen>): void {
        this.#seen = { ...this.#seen, ...news };
        this.#show(this.#seen);
    }

    #hear(view: RoundView): void {
        this.#see({ view, lost: false });
        this.#ask();
    }

    async #look(): Promise<void> {
        const reply = await this.#server.round();
        if (reply.is === "answer") this.#hear(reply.value);
        else this.#see({ lost: true });
    }

    /** Once at a time; what changes meanwhile is asked afterwards. */
    #ask(): void {
        this.#askAgain = true;
        if (this.#asking) return;
        this.#asking = true;
        void this.#askAll();
    }

    async #askAll(): Promise<void> {
        while (this.#askAgain) {
            this.#askAgain = false;
            await this.#askOnce();
            await new Promise<void>((resolve) => this.#clock.after(restSeconds, resolve));
        }
        this.#asking = false;
    }

    async #askOnce(): Promise<void> {
        const { view } = this.#seen;
        if (view !== null) {
            const { vote } = await withVote(this.#server, this.#seen, view);
            const known = vote === this.#seen.vote ? this.#seen.slips : null;
            this.#see({ vote, slips: known ?? (await this.#countSlips(vote)) });
        }
        const signer = this.#signer;
        if (signer !== null && (await this.#askAttendance(signer))) await this.#askRoll(signer);
    }

    /** False: no answer, and what is seen is as old as before. */
    async #askAttendance(signer: Signer): Promise<boolean> {
        const reply = await this.#server.deskAttendance(
            await signer.query(minuteOf(this.#clock.now())),
        );
        this.#see({ lost: reply.is === "unreachable" });
        const attendance = reply.is === "answer" ? parseAttendance(reply.value) : null;
        if (attendance?.ok !== true) return false;
        const { serial, logSize } = attendance.value;
        this.#outbox.know(serial, logSize);
        this.#see({ attendance: attendance.value, outbox: this.#outbox.seen });
        return true;
    }

    async #countSlips(vote: Vote | null): Promise<number | null> {
        if (vote === null) return null;
        const list = await readSlips(vote.manifest, this.#server);
        return list === "missing" ? null : (list?.count ?? 0);
    }

    async #askRoll(signer: Signer): Promise<void> {
        const { view, book } = this.#seen;
        if (view === null || isSilent(view.phase)) return;
        if (book === null || setupPhases.includes(view.phase)) {
            const entry = await this.#server.entry("roll");
            const roll = entry.is === "answer" ? outlineRoll(entry.value) : null;
            if (roll?.ok !== true) return;
            if (book === null || !equalBytes(book.roll.hash, roll.value.hash)) {
                await this.#readBook(signer);
                return;
            }
        }
        const list = await this.#server.replacements();
        const cards = list.is === "answer" ? replacementsOf(list.value) : undefined;
        if (cards === undefined || cards.length === 0) return;
        this.#see({ book: book.withReplaced(cards) });
    }

    async #readBook(signer: Signer): Promise<void> {
        const query = await signer.query(minuteOf(this.#clock.now()));
        const evidence = await this.#server.evidence(query);
        const book = evidence.is === "answer" ? bookOf(evidence.value) : null;
        if (book?.ok === true) this.#see({ book: book.value });
    }
}
