// api/card_client.ts — what a card asks for at the desk besides a slip (PROTOCOL §16), of the issue origin alone.
import type { Bytes } from "../basics/bytes.ts";
import { ask, Client, type Fetch } from "./client.ts";
import type { Reply } from "./reply.ts";

/** All that a desk at the door asks. */
export class CardClient extends Client {
    readonly #fetch: Fetch;

    constructor(fetch: Fetch) {
        super({ issue: "", box: "" }, fetch);
        this.#fetch = fetch;
    }

    /** A sheet instead of a token (PROTOCOL §7.5). */
    paper(request: Bytes): Promise<Reply<Bytes>> {
        return this.#send("paper", request);
    }

    /** That the card's paper is in the box (PROTOCOL §11.9). */
    declare(declaration: Bytes): Promise<Reply<Bytes>> {
        return this.#send("declare", declaration);
    }

    #send(path: string, body: Bytes): Promise<Reply<Bytes>> {
        const headers = { "Content-Type": "application/octet-stream" };
        return ask(this.#fetch, `/api/v1/${path}`, { method: "POST", body, headers });
    }
}
