// rooms/official/paper_desk.ts — batches of sheets at this console: the second person keys them blind, the chief scrutineer
// decides on the doubtful ones. Nothing is shown of what anybody else keyed.
import type { Keyed } from "../../api/paper_client.ts";
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
import { isBeforeShares } from "./day.ts";
import type { DeskState } from "./desk.ts";
import { noSheets, type Sheets } from "./paper_page.ts";

export interface PaperServer {
    batch(request: Bytes): Promise<Reply<Keyed>>;
    waiting(query: Bytes): Promise<Reply<readonly BatchBody[]>>;
}

export type SheetSaid =
    Keyed | { readonly is: "unreachable" } | { readonly is: "refused"; readonly code: Errc };

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
    /** Signed here by the second person and waiting: the log alone tells when it is recorded. */
    readonly #keyed = new Map<number, BatchBody>();

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
        const unlocked = log !== null && this.#log === null;
        if (keys.second?.person !== this.#second?.person) this.#keyed.clear();
        this.#second = keys.second;
        this.#reader = keys.official ?? keys.second;
        this.#log = log;
        if (log === null && this.#state !== noSheets) this.#set(noSheets);
        this.#recorded();
        if (unlocked) void this.look();
    }

    async look(): Promise<void> {
        const [reader, log] = [this.#reader, this.#log];
        const round = log?.round ?? null;
        if (reader === null || log === null || round === null || !isBeforeShares(round)) return;
        const query = await queryOf(reader, log.congress.id, this.#now());
        const reply = await this.#server.waiting(query);
        // Who locked meanwhile sees nothing.
        if (reply.is !== "answer" || this.#log === null) return;
        const M = round.manifest.hash;
        const waiting = reply.value.filter((body) => equalBytes(body.manifestHash, M));
        this.#set({ ...this.#state, waiting });
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
        if (as === "keyed" && reply.value.is === "waits") this.#keyed.set(body.batch, body);
        else this.#keyed.delete(body.batch);
        this.#set({ ...this.#state, keyed: [...this.#keyed.keys()], said: reply.value });
        if (reply.value.is === "logged") this.#changed();
        await this.look();
        return true;
    }

    /** What waited here and is in the log by now: somebody else signed last. */
    #recorded(): void {
        const batches = this.#log?.round?.paper.batches;
        const signed = [...this.#keyed.values()];
        const there = signed.filter((body) => {
            const newest = batches?.get(body.batch)?.batch.body;
            return (
                newest !== undefined && equalBytes(encodeBatchBody(newest), encodeBatchBody(body))
            );
        });
        for (const { batch } of there) this.#keyed.delete(batch);
        if (there.length === 0) return;
        const all = this.#keyed.size === 0 && this.#state.said?.is === "waits";
        const said: SheetSaid | null = all ? { is: "logged" } : this.#state.said;
        this.#set({ ...this.#state, keyed: [...this.#keyed.keys()], said });
    }

    #set(state: Sheets): void {
        this.#state = state;
        this.#show(state);
    }
}
