// rooms/official/paper_desk.ts — batches of sheets at this console: the second person keys them blind, the chief scrutineer
// decides on the doubtful ones. Nothing is shown of what anybody else keyed, but what became of one's own.
import type { Keyed, Keying } from "../../api/paper_client.ts";
import type { Reply } from "../../api/reply.ts";
import { equalBytes, type Bytes } from "../../basics/bytes.ts";
import { encodeHex } from "../../basics/encoding.ts";
import type { Errc } from "../../basics/errc.ts";
import {
    encodeBatchBody,
    makeBatchRequest,
    type BatchBody,
    type SignedAs,
} from "../../ballot/entries/paper_batch.ts";
import type { LogView } from "../../ballot/log_view.ts";
import { queryOf, type Seat } from "../../flow/seat.ts";
import type { Differing } from "../../ui/sheets/words.ts";
import { isBeforeShares } from "./day.ts";
import type { DeskState } from "./desk.ts";
import { noSheets, type Sheets } from "./paper_page.ts";

export interface PaperServer {
    batch(request: Bytes): Promise<Reply<Keyed>>;
    waiting(query: Bytes): Promise<Reply<readonly BatchBody[]>>;
    keyed(query: Bytes): Promise<Reply<readonly Keying[]>>;
}

export type SheetSaid =
    | Exclude<Keyed, { readonly is: "differs" }>
    | ({ readonly is: "differs" } & Differing)
    | { readonly is: "unreachable" }
    | { readonly is: "refused"; readonly code: Errc };

export class PaperDesk {
    readonly #server: PaperServer;
    readonly #show: (sheets: Sheets) => void;
    /** The log changed by what was done here. */
    readonly #changed: () => void;
    readonly #now: () => number;
    #state = noSheets;
    #second: Seat | null = null;
    #reader: Seat | null = null;
    #log: LogView | null = null;
    /** Signed bytes that nobody answered: sent again they are the same (PROTOCOL §2). */
    readonly #signed = new Map<string, Bytes>();
    /** Answers to what was sent; what was asked before the newest of them is old. */
    #answers = 0;

    constructor(
        server: PaperServer,
        show: (sheets: Sheets) => void,
        changed: () => void,
        now: () => number = Date.now,
    ) {
        this.#server = server;
        this.#show = show;
        this.#changed = changed;
        this.#now = now;
    }

    know({ keys, log }: DeskState): void {
        const other = keys.second?.person !== this.#second?.person;
        const unlocked = log !== null && (this.#log === null || (other && keys.second !== null));
        this.#second = keys.second;
        this.#reader = keys.official ?? keys.second;
        this.#log = log;
        if (log === null && this.#state !== noSheets) this.#set(noSheets);
        else if (other) this.#set({ ...noSheets, waiting: this.#state.waiting });
        if (unlocked) void this.look();
    }

    async look(): Promise<void> {
        const [reader, second, log] = [this.#reader, this.#second, this.#log];
        const round = log?.round ?? null;
        if (reader === null || log === null || round === null || !isBeforeShares(round)) return;
        const answers = this.#answers;
        const query = await queryOf(reader, log.congress.id, this.#now());
        const own = second === null ? null : await queryOf(second, log.congress.id, this.#now());
        const [waiting, keyed] = await Promise.all([
            this.#server.waiting(query),
            own === null ? null : this.#server.keyed(own),
        ]);
        // Who locked meanwhile sees nothing.
        if (this.#log === null) return;
        if (waiting.is === "answer") {
            const M = round.manifest.hash;
            const bodies = waiting.value.filter((body) => equalBytes(body.manifestHash, M));
            this.#set({ ...this.#state, waiting: bodies });
        }
        const old = answers !== this.#answers || second?.person !== this.#second?.person;
        if (keyed?.is === "answer" && !old) this.#learn(keyed.value);
    }

    /** False: it did not arrive or was not taken; what was keyed is still to be sent. */
    async send(body: BatchBody, as: SignedAs): Promise<boolean> {
        const second = this.#second;
        if (second === null) return false;
        const name = `${as} ${second.person} ${encodeHex(encodeBatchBody(body))}`;
        const before = this.#signed.get(name);
        const request = before ?? (await makeBatchRequest(body, as, second.person, second.key));
        this.#signed.set(name, request);
        const reply = await this.#server.batch(request);
        if (reply.is === "unreachable") {
            this.#set({ ...this.#state, said: reply });
            return false;
        }
        this.#signed.delete(name);
        if (reply.is === "refused") {
            this.#set({ ...this.#state, said: { is: "refused", code: reply.refusal.code } });
            return false;
        }
        this.#answers += 1;
        const { batch } = body;
        const others = <T>(list: readonly T[], of: (one: T) => number): readonly T[] =>
            as === "keyed" ? list.filter((one) => of(one) !== batch) : list;
        const keyed = others(this.#state.keyed, (one) => one);
        const differs = others(this.#state.differs, (one) => one.batch);
        const state = { ...this.#state, keyed, differs };
        if (reply.value.is === "differs") {
            const here = { batch, cells: reply.value.cells };
            this.#set({ ...state, differs: [...differs, here], said: { is: "differs", ...here } });
        } else {
            const waits = as === "keyed" && reply.value.is === "waits";
            this.#set({ ...state, keyed: waits ? [...keyed, batch] : keyed, said: reply.value });
        }
        if (reply.value.is === "logged") this.#changed();
        await this.look();
        return true;
    }

    /** What waited here and does no longer: somebody else signed last, or keyed other numbers. */
    #learn(keyings: readonly Keying[]): void {
        const before = this.#state.keyed;
        const { said } = this.#state;
        const keyed: number[] = [];
        const differs: Differing[] = [];
        let [recorded, dropped] = [false, false];
        for (const { batch, index, differs: cells } of keyings) {
            const waited = before.includes(batch);
            if (cells.length > 0) differs.push({ batch, cells });
            else if (index === null) keyed.push(batch);
            recorded ||= waited && index !== null;
            dropped ||= waited && cells.length > 0;
        }
        const settled =
            said?.is === "differs" && !differs.some(({ batch }) => batch === said.batch);
        const waitedInVain = said?.is === "waits" && keyed.length === 0 && dropped;
        const done = said?.is === "waits" && keyed.length === 0 && recorded;
        const now = settled || waitedInVain ? null : said;
        this.#set({ ...this.#state, keyed, differs, said: done ? { is: "logged" } : now });
        if (recorded) this.#changed();
    }

    #set(state: Sheets): void {
        this.#state = state;
        this.#show(state);
    }
}
