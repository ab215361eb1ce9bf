// rooms/official/desk.ts — what this console knows and does: it follows the round, reads the log for whoever has
// unlocked, signs, and carries half-signed acts to the second person. What it keeps on the device is public.
import type { Reply } from "../../api/reply.ts";
import type { RoundView } from "../../api/round_view.ts";
import { equalBytes, type Bytes } from "../../basics/bytes.ts";
import { decodeBase64, encodeBase64 } from "../../basics/encoding.ts";
import type { Errc } from "../../basics/errc.ts";
import { fail, ok, type Result } from "../../basics/result.ts";
import type { Act } from "../../ballot/acts.ts";
import { readEnrolment, type Enrolment } from "../../ballot/entries/enrolment.ts";
import {
    encodeStatement,
    signersOf,
    signStatement,
    type Statement,
    type StatementBody,
} from "../../ballot/entries/statement.ts";
import type { LogView } from "../../ballot/log_view.ts";
import type { PersonKeys } from "../../ballot/person_keys.ts";
import { isSilent } from "../../flow/rules.ts";
import { askLog, minuteOf, queryOf, seatOf, type NoSeat, type Seat } from "../../flow/seat.ts";
import { withVote, type Entries, type Seen } from "../../flow/seen.ts";
import type { DayAct, SideAct } from "./day.ts";
import { noKeys, rolesOf, type Keys, type Slot, type UnlockFault } from "./keys.ts";
import { readProposals, type Proposal } from "./proposals.ts";

export interface Server extends Entries {
    round(): Promise<Reply<RoundView>>;
    evidence(query: Bytes): Promise<Reply<Bytes>>;
    proposals(query: Bytes): Promise<Reply<Bytes>>;
    propose(statement: Bytes): Promise<Reply<Bytes>>;
    act(statement: Bytes): Promise<Reply<Bytes>>;
}

export type Said =
    | { readonly is: "sent" | "logged" | "unreachable" | "idle" }
    | { readonly is: "refused"; readonly code: Errc }
    | { readonly is: "fault"; readonly fault: UnlockFault; readonly code: Errc };

export interface DeskState extends Seen {
    readonly keys: Keys;
    /** While somebody has unlocked. */
    readonly log: LogView | null;
    readonly proposals: readonly Proposal[];
    /** What came of the last thing that was done here. */
    readonly said: Said | null;
}

export const nothingKnown: DeskState = {
    view: null,
    vote: null,
    keys: noKeys,
    log: null,
    proposals: [],
    said: null,
};

const keptKey = "piaojue-enrolment";
/** The log changes without a change of the public view: behind the curtain, and by a replaced card. */
const readAgainMs = 10_000;

type Store = Pick<Storage, "getItem" | "setItem">;

export class Desk {
    readonly #server: Server;
    readonly #store: Store;
    readonly #now: () => number;
    readonly #show: (state: DeskState) => void;
    #state = nothingKnown;
    #turn: Promise<unknown> = Promise.resolve();
    #looking = false;
    #readAt = 0;
    #readFor = "";
    #lastSerial = 0;

    constructor(
        server: Server,
        store: Store,
        show: (state: DeskState) => void,
        now: () => number = Date.now,
    ) {
        this.#server = server;
        this.#store = store;
        this.#show = show;
        this.#now = now;
    }

    /** Asks how the round stands; and, for whoever has unlocked, what the log says and what waits. */
    async look(): Promise<void> {
        // Whatever is being done will look as well.
        if (this.#looking) return;
        this.#looking = true;
        await this.#inTurn(async () => {
            this.#looking = false;
            const view = await this.#server.round();
            if (view.is !== "answer") return;
            const { vote } = await withVote(this.#server, this.#state, view.value);
            this.#set({ view: view.value, vote });
            await this.#read(false);
        });
    }

    /** The log changed without a change of the public view. */
    lookAgain(): Promise<boolean> {
        return this.#inTurn(() => this.#read(true));
    }

    /** `open`: null when what opens a key file did not come. */
    unlock(slot: Slot, open: () => Promise<PersonKeys | NoSeat | null>): Promise<boolean> {
        return this.#inTurn(async () => {
            const enrolment = await this.#enrolment();
            const keys = enrolment === null ? null : await open();
            if (enrolment === null || keys === null)
                return this.#fault({ fault: "silent", code: "not_permitted" });
            if ("fault" in keys) return this.#fault(keys);
            const seat = seatOf(keys, enrolment, rolesOf[slot]);
            if ("fault" in seat) return this.#fault(seat);
            this.seat(slot, seat);
            await this.#read(true);
            return true;
        });
    }

    /** Somebody whose keys are open takes a place. */
    seat(slot: Slot, seat: Seat): void {
        this.#set({ keys: { ...this.#state.keys, [slot]: seat }, said: null });
    }

    lock(slot: Slot): void {
        this.#setKeys({ ...this.#state.keys, [slot]: null }, null);
    }

    lockAll(idle: boolean): void {
        if (this.#reader() === null) return;
        this.#setKeys(noKeys, idle ? { is: "idle" } : null);
    }

    /** The official signs; an act of two then waits for the second person. */
    sign(act: DayAct, reason: string): Promise<boolean> {
        return this.#signed(act, (log) => bodyOf(act, reason, log));
    }

    /** The same of an act whose body was put together on the page. */
    signWith(act: SideAct, body: StatementBody): Promise<boolean> {
        return this.#signed(act, () => ok(body));
    }

    #signed(act: Act, bodyFor: (log: LogView) => Result<StatementBody>): Promise<boolean> {
        return this.#inTurn(async () => {
            const { official } = this.#state.keys;
            if (official === null || !(await this.#read(true))) return false;
            const draft = this.#draft(act, bodyFor);
            if (!draft.ok) return this.#refused(draft.error.code);
            const signed = await signStatement(draft.value, official.person, official.key);
            const alone = signersOf(act).length === 1;
            const entry = encodeStatement(signed);
            const reply = await (alone ? this.#server.act(entry) : this.#server.propose(entry));
            return this.#came(reply, alone ? "logged" : "sent");
        });
    }

    /** The second person signs what waits, if it is what the log says now. */
    countersign(proposal: Proposal): Promise<boolean> {
        return this.#inTurn(async () => {
            const { second } = this.#state.keys;
            if (second === null || !(await this.#read(true))) return false;
            const wanted = encodeStatement(proposal.statement);
            const still = this.#state.proposals.find(({ statement }) =>
                equalBytes(encodeStatement(statement), wanted),
            );
            if (still === undefined) return this.#refused("wrong_phase");
            if (!still.fits.ok) return this.#refused(still.fits.error.code);
            const signed = await signStatement(still.statement, second.person, second.key);
            return this.#came(await this.#server.act(encodeStatement(signed)), "logged");
        });
    }

    /** What is made of the published record for whoever has unlocked as an official; null: why not is said. */
    async take(ask: (query: Bytes) => Promise<Reply<Bytes>>): Promise<Bytes | null> {
        const { official } = this.#state.keys;
        const enrolment = official === null ? null : await this.#enrolment();
        if (official === null || enrolment === null) return null;
        const reply = await ask(await queryOf(official, enrolment.congressId, this.#now()));
        if (reply.is === "answer") return reply.value;
        if (reply.is === "refused") this.#refused(reply.refusal.code);
        else this.#set({ said: { is: "unreachable" } });
        return null;
    }

    #draft(act: Act, bodyFor: (log: LogView) => Result<StatementBody>): Result<Statement> {
        const { log, vote } = this.#state;
        const round = log?.round ?? null;
        if (log === null || round === null) return fail("wrong_phase", "no round");
        const scope = round.manifest.hash;
        // Nobody signs for a round that the page does not show.
        if (vote !== null && !equalBytes(vote.manifest.hash, scope)) {
            return fail("wrong_manifest", "the log has another round than the page shows");
        }
        const body = bodyFor(log);
        if (!body.ok) return body;
        const minute = minuteOf(this.#now());
        const statement = { act, scope, minute, body: body.value, signers: [] };
        return ok({ ...statement, serial: this.#serial(log) });
    }

    /** Greater than every one that this key used first, here or elsewhere. */
    #serial(log: LogView): number {
        const own = this.#state.keys.official?.person;
        const used = log.acts
            .filter(({ statement }) => statement.signers[0]?.person === own)
            .map(({ statement }) => statement.serial + 1);
        const seconds = Math.floor(this.#now() / 1000);
        this.#lastSerial = Math.max(seconds, this.#lastSerial + 1, ...used);
        return this.#lastSerial;
    }

    async #came(reply: Reply<Bytes>, done: "sent" | "logged"): Promise<boolean> {
        if (reply.is === "refused") return this.#refused(reply.refusal.code);
        if (reply.is === "unreachable") {
            this.#set({ said: { is: "unreachable" } });
            return false;
        }
        const view = await this.#server.round();
        if (view.is === "answer") this.#set({ view: view.value });
        await this.#read(true);
        this.#set({ said: { is: done } });
        return true;
    }

    #refused(code: Errc): false {
        this.#set({ said: { is: "refused", code } });
        return false;
    }

    #fault(fault: { readonly fault: UnlockFault; readonly code: Errc }): false {
        this.#set({ said: { is: "fault", ...fault } });
        return false;
    }

    #reader(): Keys[Slot] {
        const { official, second } = this.#state.keys;
        return official ?? second;
    }

    /** The log and what waits, if somebody has unlocked and there may be news. */
    async #read(insist: boolean): Promise<boolean> {
        const reader = this.#reader();
        const enrolment = reader === null ? null : await this.#enrolment();
        if (reader === null || enrolment === null) return false;
        const query = await queryOf(reader, enrolment.congressId, this.#now());
        const { view, log } = this.#state;
        const news = JSON.stringify(view);
        const due = this.#now() - this.#readAt > readAgainMs || news !== this.#readFor;
        const silent = view !== null && isSilent(view.phase);
        if (log === null || insist || due || silent) {
            if (!(await this.#readEvidence(query))) return false;
            this.#readAt = this.#now();
            this.#readFor = news;
        }
        return this.#readProposals(query);
    }

    async #readEvidence(query: Bytes): Promise<boolean> {
        const log = await askLog(this.#server, query, this.#state.log);
        if (log === "unreachable") return false;
        if (!log.ok) return this.#refused(log.error.code);
        const { enrolmentEntry, congressEntry } = log.value;
        if (enrolmentEntry !== null) this.#keep(congressEntry, enrolmentEntry);
        // Who locked meanwhile sees nothing.
        if (this.#reader() !== null) this.#set({ log: log.value });
        return true;
    }

    async #readProposals(query: Bytes): Promise<boolean> {
        const reply = await this.#server.proposals(query);
        const { log } = this.#state;
        if (reply.is !== "answer" || log === null) return reply.is === "answer";
        const proposals = readProposals(reply.value, log);
        if (proposals.ok) this.#set({ proposals: proposals.value });
        return true;
    }

    /** From the log, the server, or this device: from the close until the announcement nobody gives it. */
    async #enrolment(): Promise<Enrolment | null> {
        if (this.#state.log !== null) return this.#state.log.enrolment;
        const congress = await this.#server.entry("congress");
        const entry = await this.#server.entry("enrolment");
        if (congress.is === "answer" && entry.is === "answer") {
            this.#keep(congress.value, entry.value);
            return readEnrolment(congress.value, entry.value);
        }
        const [first, second] = (this.#store.getItem(keptKey) ?? "").split(" ");
        const kept = [decodeBase64(first ?? ""), decodeBase64(second ?? "")] as const;
        return kept[0].ok && kept[1].ok ? readEnrolment(kept[0].value, kept[1].value) : null;
    }

    #keep(congress: Bytes, enrolment: Bytes): void {
        try {
            this.#store.setItem(keptKey, `${encodeBase64(congress)} ${encodeBase64(enrolment)}`);
        } catch {
            // A page that may store nothing asks again.
        }
    }

    #setKeys(keys: Keys, said: Said | null): void {
        const empty = keys.official === null && keys.second === null;
        this.#set(empty ? { keys, said, log: null, proposals: [] } : { keys, said });
    }

    #set(change: Partial<DeskState>): void {
        this.#state = { ...this.#state, ...change };
        this.#show(this.#state);
    }

    /** One after the other: nothing is signed for a log that is just being read. */
    #inTurn<T>(does: () => Promise<T>): Promise<T> {
        const next = this.#turn.then(does);
        this.#turn = next.catch(() => undefined);
        return next;
    }
}

function bodyOf(act: DayAct, reason: string, log: LogView): Result<StatementBody> {
    const { round, size, root } = log;
    const ending = round?.ending ?? null;
    const next = round?.next ?? null;
    switch (act) {
        case "seal":
        case "open":
        case "end_issuing":
        case "close":
        case "publish":
            return ok({ kind: "empty" });
        case "unseal":
        case "pause":
        case "void":
            return ok({ kind: "reason", reason });
        case "resume":
            return ok({ kind: "log_position", size: BigInt(size), root });
        case "announce":
            if (ending === null) return fail("wrong_phase", "no result");
            return ok({ kind: "result", result: ending });
        case "further_round":
            if (ending === null || next === null) return fail("wrong_phase", "none follows");
            return ok({ kind: "next_round", parent: ending, next });
    }
}
