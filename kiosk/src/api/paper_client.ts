// api/paper_client.ts — what is asked about batches of sheets (PROTOCOL §16), of the issue origin alone. Apart from the other
// endpoints: it comes with the part that keys them.
import type { Bytes } from "../basics/bytes.ts";
import {
    count,
    listOf,
    members,
    orNull,
    readAs,
    text,
    type Of,
    type Read,
} from "../basics/shape.ts";
import { decodeBatchBody, type BatchBody } from "../ballot/entries/paper_batch.ts";
import { askStatus, type Answered, type Fetch } from "./client.ts";
import { readList } from "./lists.ts";
import { answer, unreachable, type Reply } from "./reply.ts";

/** What came of a keyed or decided batch. */
export type Keyed =
    /** A signature is lacking. */
    | { readonly is: "waits" }
    /** The entry is in the log. */
    | { readonly is: "logged" }
    /** The two who keyed it have other numbers in these cells; both are dropped. */
    | { readonly is: "differs"; readonly cells: readonly string[] };

const readCells = members({ differs: listOf(text) });
const keying = { batch: count, index: orNull(count), differs: listOf(text) };
const readKeyings = members({ batches: listOf(members(keying)) });

/** What became of a batch that the asking person keyed: in the log, dropped for these cells, or neither: kept. */
export type Keying = Of<typeof keying>;

function jsonAs<T>(read: Read<T>, body: Bytes): T | null {
    try {
        const value: unknown = JSON.parse(new TextDecoder().decode(body));
        const found = readAs(read, value);
        return found.ok ? found.value : null;
    } catch {
        return null;
    }
}

function keyedIn({ status, body }: Answered): Keyed | null {
    if (status === 202) return { is: "waits" };
    if (status === 201) return { is: "logged" };
    const cells = jsonAs(readCells, body);
    return cells === null ? null : { is: "differs", cells: cells.differs };
}

export class PaperClient {
    readonly #fetch: Fetch;

    constructor(fetch: Fetch) {
        this.#fetch = fetch;
    }

    /** A batch as one person keyed it, or as the chief scrutineer decided on it. */
    async batch(request: Bytes): Promise<Reply<Keyed>> {
        const reply = await this.#post("batches", request);
        if (reply.is !== "answer") return reply;
        const keyed = keyedIn(reply.value);
        return keyed === null ? unreachable : answer(keyed);
    }

    /** Batches that lack the chief scrutineer's signature alone, for the enrolled. */
    async waiting(query: Bytes): Promise<Reply<readonly BatchBody[]>> {
        const reply = await this.#post("waiting", query);
        if (reply.is !== "answer") return reply;
        const list = readList(reply.value.body);
        if (!list.ok) return unreachable;
        const bodies = list.value.map(decodeBatchBody);
        const read = bodies.flatMap((body) => (body.ok ? [body.value] : []));
        return read.length === bodies.length ? answer(read) : unreachable;
    }

    /** What became of what this person keyed. */
    async keyed(query: Bytes): Promise<Reply<readonly Keying[]>> {
        const reply = await this.#post("keyed", query);
        if (reply.is !== "answer") return reply;
        const keyings = jsonAs(readKeyings, reply.value.body);
        return keyings === null ? unreachable : answer(keyings.batches);
    }

    #post(path: string, body: Bytes): Promise<Reply<Answered>> {
        const headers = { "Content-Type": "application/octet-stream" };
        return askStatus(this.#fetch, `/api/v1/paper/${path}`, { method: "POST", body, headers });
    }
}
