// rooms/desk/outbox.ts — signed acts on their way into the log. Each is kept on this device before it is sent, and sent
// again until the server has answered: the same bytes get the same answer (PROTOCOL §16).
//
// The serial is the statement key's, not the desk's (§9). A refused serial was used at another desk by the same person:
// the acts that wait get the next ones and a new signature. So do acts that waited until their minute was too old.
import type { Reply } from "../../api/reply.ts";
import { parseAttendance } from "../../api/desk.ts";
import { encodeHex } from "../../basics/encoding.ts";
import type { Bytes } from "../../basics/bytes.ts";
import type { Errc } from "../../basics/errc.ts";
import { Reader } from "../../basics/reader.ts";
import type { DeputyNumber } from "../../ballot/ids.ts";
import { backoffSeconds } from "../../flow/rules.ts";
import type { DeskAct, OwnAct } from "./attendance.ts";
import { printKept, readKept, type KeptAct } from "./kept_acts.ts";
import { minuteOf } from "./time.ts";

/** The official whose key is open in this page. */
export interface Signer {
    readonly person: number;
    readonly name: string;
    query(minute: number): Promise<Bytes>;
    state(act: DeskAct, deputy: DeputyNumber, serial: number, minute: number): Promise<Bytes>;
}

export interface OutboxServer {
    statement(entry: Bytes): Promise<Reply<Bytes>>;
    deskAttendance(query: Bytes): Promise<Reply<Bytes>>;
}

export interface OutboxStore {
    load(): Promise<{ readonly acts: string | null }>;
    keep(texts: { readonly acts: string | null }): Promise<void>;
}

export interface DeskClock {
    /** Milliseconds since 1970. */
    now(): number;
    after(seconds: number, call: () => void): () => void;
}

export interface OutboxSeen {
    /** In their order; also what was recorded and the attendance may not show yet. */
    readonly own: readonly OwnAct[];
    /** Kept and not recorded. */
    readonly waiting: readonly KeptAct[];
    /** Refused for good. */
    readonly refused: readonly KeptAct[];
    /** Of another official, who has to sign anew. */
    readonly foreign: readonly KeptAct[];
    readonly lost: boolean;
    /** Signed anew, because the same key is in use elsewhere. */
    readonly collided: number;
    /** The server heeds no question of this key: the clocks differ, or the person is enrolled no more. */
    readonly unheeded: boolean;
}

export const nothingKept: OutboxSeen = {
    own: [],
    waiting: [],
    refused: [],
    foreign: [],
    lost: false,
    collided: 0,
    unheeded: false,
};

/** Below the 60 minutes after which a server takes it no more. */
const minuteAgeMax = 55;

type Recorded = OwnAct & { readonly index: number };

export class Outbox {
    readonly #store: OutboxStore;
    readonly #server: OutboxServer;
    readonly #clock: DeskClock;
    readonly #changed: () => void;
    #signer: Signer | null = null;
    #kept: readonly KeptAct[] = [];
    #recorded: readonly Recorded[] = [];
    readonly #foreign = new Set<string>();
    #serial = 0;
    #lost = false;
    #collided = 0;
    #unheeded = false;
    #failures = 0;
    #sending = false;
    #more = false;
    #cancel: () => void = () => undefined;
    /** What changes the kept acts, one after the other. */
    #turn: Promise<unknown> = Promise.resolve();

    constructor(store: OutboxStore, server: OutboxServer, clock: DeskClock, changed: () => void) {
        this.#store = store;
        this.#server = server;
        this.#clock = clock;
        this.#changed = changed;
    }

    /** What an earlier page kept goes on its way. */
    async open(): Promise<void> {
        this.#kept = readKept((await this.#store.load()).acts);
        this.#changed();
        this.#send();
    }

    get seen(): OutboxSeen {
        const waiting = this.#kept.filter(({ refused }) => refused === null);
        const recorded = this.#recorded.map((act) => ({ ...act }));
        return {
            own: [...recorded, ...waiting.map((act) => ({ ...act, index: null }))],
            waiting,
            refused: this.#kept.filter(({ refused }) => refused !== null),
            foreign: waiting.filter((act) => this.#foreign.has(nameOf(act))),
            lost: this.#lost,
            collided: this.#collided,
            unheeded: this.#unheeded,
        };
    }

    /** Null: the desk was locked. What is signed is sent all the same. */
    signBy(signer: Signer | null): void {
        this.#signer = signer;
        this.#serial = 0;
        this.#foreign.clear();
        this.#send();
    }

    /** From the attendance: the largest serial of the signer, and how far the log is shown. */
    know(serial: number, logSize: number): void {
        this.#serial = Math.max(this.#serial, serial);
        this.#recorded = this.#recorded.filter(({ index }) => index >= logSize);
    }

    /** False: this device cannot keep it, and nothing was sent. */
    add(act: DeskAct, deputy: DeputyNumber): Promise<boolean> {
        return this.#inTurn(async () => {
            const signer = this.#signer;
            if (signer === null) return false;
            const minute = minuteOf(this.#clock.now());
            const signed = await this.#signed(signer, { act, deputy, minute });
            if (!(await this.#keep([...this.#kept, signed]))) return false;
            this.#send();
            return true;
        });
    }

    /** Somebody has read what was refused. */
    dismiss(): Promise<boolean> {
        return this.#inTurn(() => this.#keep(this.#kept.filter((act) => act.refused === null)));
    }

    #inTurn<T>(does: () => Promise<T>): Promise<T> {
        const done = this.#turn.then(does);
        this.#turn = done.catch(() => undefined);
        return done;
    }

    async #signed(
        signer: Signer,
        { act, deputy, minute }: Pick<KeptAct, "act" | "deputy" | "minute">,
    ): Promise<KeptAct> {
        // Like the teller's tool: seconds, so that two devices of one person seldom meet.
        const seconds = Math.floor(this.#clock.now() / 1000);
        this.#serial = Math.max(this.#serial + 1, seconds);
        const serial = this.#serial;
        const entry = await signer.state(act, deputy, serial, minute);
        const { person, name: by } = signer;
        return { act, deputy, minute, serial, person, by, entry, refused: null };
    }

    async #keep(kept: readonly KeptAct[]): Promise<boolean> {
        try {
            await this.#store.keep({ acts: kept.length === 0 ? null : printKept(kept) });
        } catch {
            return false;
        }
        this.#kept = kept;
        this.#changed();
        return true;
    }

    /** Once at a time; what comes while the last one is answered follows it. */
    #send(): void {
        this.#more = true;
        if (this.#sending) return;
        this.#sending = true;
        this.#cancel();
        void this.#sendAll().finally(() => {
            this.#sending = false;
        });
    }

    async #sendAll(): Promise<void> {
        while (this.#more) {
            this.#more = false;
            while (await this.#sendFirst());
        }
    }

    #sendLater(): false {
        this.#failures += 1;
        this.#cancel = this.#clock.after(backoffSeconds(this.#failures), () => {
            this.#send();
        });
        return false;
    }

    /** Whether the next one may follow at once. */
    async #sendFirst(): Promise<boolean> {
        const first = this.#kept.find(
            (act) => act.refused === null && !this.#foreign.has(nameOf(act)),
        );
        if (first === undefined) return false;
        const reply = await this.#server.statement(first.entry);
        this.#lost = reply.is === "unreachable";
        this.#changed();
        if (reply.is === "unreachable") return this.#sendLater();
        if (reply.is === "answer") return this.#recordedAt(first, reply.value);
        const { code } = reply.refusal;
        if (code === "busy" || code === "internal") return this.#sendLater();
        return code === "not_permitted" ? this.#renew(first) : this.#refuse(first, code);
    }

    async #recordedAt(act: KeptAct, answer: Bytes): Promise<boolean> {
        const index = new Reader(answer).u64();
        if (!index.ok) return this.#sendLater();
        this.#failures = 0;
        this.#recorded = [...this.#recorded, { ...act, index: Number(index.value) }];
        // Where it cannot be taken away it is sent once more, and gets the same answer.
        await this.#inTurn(() => this.#keep(this.#kept.filter((kept) => !same(kept, act))));
        return true;
    }

    async #refuse(act: KeptAct, code: Errc): Promise<boolean> {
        return this.#inTurn(() =>
            this.#keep(
                this.#kept.map((kept) => (same(kept, act) ? { ...kept, refused: code } : kept)),
            ),
        );
    }

    async #renew(act: KeptAct): Promise<boolean> {
        const signer = this.#signer;
        // Sent again as soon as the desk is opened.
        if (signer === null) return false;
        if (act.person !== signer.person) {
            this.#foreign.add(nameOf(act));
            this.#changed();
            return true;
        }
        const now = minuteOf(this.#clock.now());
        const reply = await this.#server.deskAttendance(await signer.query(now));
        this.#unheeded = reply.is === "refused";
        const known = reply.is === "answer" ? parseAttendance(reply.value) : null;
        if (known?.ok !== true) return this.#sendLater();
        const collided = known.value.serial >= act.serial;
        if (collided) this.#collided += 1;
        // Neither reason: signed anew it would be refused again.
        else if (!isOld(act, now)) return this.#refuse(act, "not_permitted");
        this.#serial = Math.max(this.#serial, known.value.serial);
        return this.#inTurn(() => this.#signAnew(signer, now));
    }

    /** All that this person has to sign, in their order. */
    async #signAnew(signer: Signer, now: number): Promise<boolean> {
        const kept: KeptAct[] = [];
        for (const act of this.#kept) {
            const own = act.refused === null && act.person === signer.person;
            const minute = isOld(act, now) ? now : act.minute;
            kept.push(own ? await this.#signed(signer, { ...act, minute }) : act);
        }
        return (await this.#keep(kept)) || this.#sendLater();
    }
}

function isOld({ minute }: KeptAct, now: number): boolean {
    return Math.abs(now - minute) > minuteAgeMax;
}

function nameOf({ entry }: KeptAct): string {
    return encodeHex(entry);
}

function same(one: KeptAct, other: KeptAct): boolean {
    return nameOf(one) === nameOf(other);
}
