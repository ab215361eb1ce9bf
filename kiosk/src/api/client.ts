// api/client.ts — one function per endpoint of PROTOCOL §16 that pages ask.
//
// Two origins: `issue` knows who, `box` knows what. Nothing that is sent to the box names a person;
// no request carries a cookie or an address of the page.
import type { Bytes } from "../basics/bytes.ts";
import { encodeHex } from "../basics/encoding.ts";
import type { Giving } from "../ballot/giving.ts";
import type { BallotId } from "../ballot/ids.ts";
import { answer, decodeProblem, unreachable, type Reply } from "./reply.ts";
import { ofOneCongress } from "./one_congress.ts";
import type { Origins } from "./origins.ts";
import { parseRoundView, type ReadResult, type RoundView } from "./round_view.ts";

export type Fetch = (url: string, options: RequestInit) => Promise<Response>;
export type EntryName = "congress" | "enrolment" | "roll" | "manifest";

const answerWithinMs = 20_000;
const answerBytesMax = 2 * 1024 * 1024;
const recordBytesMax = 256 * 1024 * 1024;
const proposalsPath = "/api/v1/proposals";
export const recordPath = "/api/v1/record";
/** The certificate of the hall's authority. */
export const authorityPath = "/ca.crt";

export class Client {
    readonly #origins: Origins;
    readonly #fetch: Fetch;
    readonly #readResult: ReadResult | undefined;
    readonly #isOfOne = ofOneCongress();

    /** Without `readResult` the view of a round has none. */
    constructor(origins: Origins, fetch: Fetch, readResult?: ReadResult) {
        this.#origins = origins;
        this.#fetch = fetch;
        this.#readResult = readResult;
    }

    async round(): Promise<Reply<RoundView>> {
        const reply = await this.#get("/api/v1/round");
        if (reply.is !== "answer") return reply;
        const view = parseRoundView(new TextDecoder().decode(reply.value), this.#readResult);
        return view.ok && this.#isOfOne(view.value) ? answer(view.value) : unreachable;
    }

    entry(name: EntryName): Promise<Reply<Bytes>> {
        return this.#get(`/api/v1/entries/${name}`);
    }

    /** Refuses: unknown_round (no such attachment), wrong_phase (between close and announcement). */
    attachment(hash: Bytes): Promise<Reply<Bytes>> {
        return this.#get(`/api/v1/attachments/${encodeHex(hash)}`);
    }

    /** In PEM. */
    async authority(): Promise<Reply<string>> {
        const reply = await this.#get(authorityPath);
        return reply.is === "answer" ? answer(new TextDecoder().decode(reply.value)) : reply;
    }

    replacements(): Promise<Reply<Bytes>> {
        return this.#get("/api/v1/replacements");
    }

    async receipt(id: BallotId): Promise<Reply<string>> {
        const reply = await this.#get(`/api/v1/receipts/${encodeHex(id)}`);
        return reply.is === "answer" ? answer(new TextDecoder().decode(reply.value)) : reply;
    }

    /** Refuses: wrong_phase, before it is published. */
    record(): Promise<Reply<Bytes>> {
        const url = `${this.#origins.issue}${recordPath}`;
        return this.#ask(url, { method: "GET" }, recordBytesMax);
    }

    issue(request: Bytes): Promise<Reply<Bytes>> {
        return this.#post(`${this.#origins.issue}/api/v1/issue`, request);
    }

    /** A signed act (PROTOCOL §9); the answer is its index in the log. */
    statement(entry: Bytes): Promise<Reply<Bytes>> {
        return this.#post(`${this.#origins.issue}/api/v1/statements`, entry);
    }

    /** For officials: JSON. */
    deskNames(query: Bytes): Promise<Reply<Bytes>> {
        return this.#post(`${this.#origins.issue}/api/v1/desk/names`, query);
    }

    /** For officials: JSON. */
    deskAttendance(query: Bytes): Promise<Reply<Bytes>> {
        return this.#post(`${this.#origins.issue}/api/v1/desk/attendance`, query);
    }

    cast(ballot: Bytes): Promise<Reply<Bytes>> {
        return this.#post(`${this.#origins.box}/api/v1/cast`, ballot);
    }

    /** That a ballot was checked instead of cast (PROTOCOL §8.7). */
    check(opened: Bytes): Promise<Reply<Bytes>> {
        return this.#post(`${this.#origins.box}/api/v1/check`, opened);
    }

    /** A statement entry with all its signers. */
    act(statement: Bytes): Promise<Reply<Bytes>> {
        return this.#post(`${this.#origins.issue}/api/v1/statements`, statement);
    }

    /** A statement entry of an act of two with one signer: it waits for the second. */
    propose(statement: Bytes): Promise<Reply<Bytes>> {
        return this.#post(`${this.#origins.issue}${proposalsPath}`, statement);
    }

    /** What waits for a second person, for the enrolled. */
    proposals(query: Bytes): Promise<Reply<Bytes>> {
        return this.#post(`${this.#origins.issue}${proposalsPath}/query`, query);
    }

    /** The log so far, in the form of a record, for the enrolled. */
    evidence(query: Bytes): Promise<Reply<Bytes>> {
        return this.#post(`${this.#origins.issue}/api/v1/evidence`, query, recordBytesMax);
    }

    /** A paper that is handed back, exchanged or claimed; the answer is a promise. */
    giveUp(giving: Giving, entry: Bytes): Promise<Reply<Bytes>> {
        const path = giving === "hand_back" ? "hand-back" : giving;
        return this.#post(`${this.#origins.box}/api/v1/${path}`, entry);
    }

    #get(path: string): Promise<Reply<Bytes>> {
        return this.#ask(`${this.#origins.issue}${path}`, { method: "GET" });
    }

    #post(url: string, body: Bytes, bytesMax = answerBytesMax): Promise<Reply<Bytes>> {
        const headers = { "Content-Type": "application/octet-stream" };
        return this.#ask(url, { method: "POST", body, headers }, bytesMax);
    }

    #ask(url: string, options: RequestInit, bytesMax = answerBytesMax): Promise<Reply<Bytes>> {
        return ask(this.#fetch, url, options, bytesMax);
    }
}

export async function ask(
    fetch: Fetch,
    url: string,
    options: RequestInit,
    bytesMax = answerBytesMax,
    problem = decodeProblem,
): Promise<Reply<Bytes>> {
    const reply = await askStatus(fetch, url, options, bytesMax, problem);
    return reply.is === "answer" ? answer(reply.value.body) : reply;
}

export interface Answered {
    readonly status: number;
    readonly body: Bytes;
}

/** Where success has more than one meaning. No request carries a cookie or an address of the page. */
export async function askStatus(
    fetch: Fetch,
    url: string,
    options: RequestInit,
    bytesMax = answerBytesMax,
    problem = decodeProblem,
): Promise<Reply<Answered>> {
    try {
        const response = await fetch(url, {
            ...options,
            cache: "no-store",
            credentials: "omit",
            redirect: "error",
            referrerPolicy: "no-referrer",
            signal: AbortSignal.timeout(answerWithinMs),
        });
        if (!response.ok) return problem(await response.json());
        const body = new Uint8Array(await response.arrayBuffer());
        return body.length <= bytesMax ? answer({ status: response.status, body }) : unreachable;
    } catch {
        // Cut off, too slow, or not JSON: nothing is known about the request.
        return unreachable;
    }
}
