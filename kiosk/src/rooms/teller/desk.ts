// rooms/teller/desk.ts — asks the teller's own program, which serves this page, and no one else.
//
// The link's token stands in the # of the address and goes into a header of every request; a page of another site
// knows it not.
import { at } from "../../basics/assert.ts";
import { concat } from "../../basics/bytes.ts";
import { u32 } from "../../basics/writer.ts";
import { decodeBoard, decodeSheet, type Board, type Order, type Sheet } from "./board.ts";

export type Fetch = (url: string, options: RequestInit) => Promise<Response>;

const answerWithinMs = 10_000;

/** The board; "foreign": this page was not opened by the printed link; "gone": the program has ended. */
export type Heard =
    | { readonly is: "board"; readonly board: Board }
    | { readonly is: "foreign" }
    | { readonly is: "busy" }
    | { readonly is: "gone" };

type Asked = Omit<RequestInit, "headers"> & {
    readonly headers?: Readonly<Record<string, string>>;
};

export class Desk {
    readonly #token: string;
    readonly #fetch: Fetch;

    /** `hash` of the page's address. */
    constructor(hash: string, fetch: Fetch) {
        this.#token = at(/^#?(.*)$/s.exec(hash) ?? ["", ""], 1);
        this.#fetch = fetch;
    }

    look(): Promise<Heard> {
        return this.#ask("/api/board", { method: "GET" });
    }

    order(order: Order): Promise<Heard> {
        return this.#ask("/api/orders", {
            method: "POST",
            body: JSON.stringify(order),
            headers: { "Content-Type": "application/json" },
        });
    }

    /** A table of names for the cards, as its file is. */
    names(table: Blob): Promise<Heard> {
        return this.#ask("/api/names", {
            method: "POST",
            body: table,
            headers: { "Content-Type": "application/octet-stream" },
        });
    }

    /** Of the sheets that this turn keys, as server/teller/keyed_sheets.hpp has them. */
    marks(turn: number, marks: Uint8Array): Promise<Heard> {
        return this.#ask("/api/marks", {
            method: "POST",
            body: concat(u32(turn), marks),
            headers: { "Content-Type": "application/octet-stream" },
        });
    }

    /** Null: nothing is to be printed, or it cannot be had. */
    async sheet(): Promise<Sheet | null> {
        try {
            const response = await this.#send("/api/sheet", { method: "GET" });
            const sheet = decodeSheet(await response.json());
            return sheet.ok ? sheet.value : null;
        } catch {
            return null;
        }
    }

    #send(path: string, options: Asked): Promise<Response> {
        return this.#fetch(path, {
            ...options,
            headers: { ...options.headers, Authorization: `Bearer ${this.#token}` },
            cache: "no-store",
            credentials: "omit",
            redirect: "error",
            referrerPolicy: "no-referrer",
            signal: AbortSignal.timeout(answerWithinMs),
        });
    }

    async #ask(path: string, options: Asked): Promise<Heard> {
        try {
            const response = await this.#send(path, options);
            if (response.status === 403) return { is: "foreign" };
            if (response.status === 503) return { is: "busy" };
            const board = decodeBoard(await response.json());
            return board.ok ? { is: "board", board: board.value } : { is: "gone" };
        } catch {
            return { is: "gone" };
        }
    }
}
