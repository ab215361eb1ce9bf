// api/founding.ts — before there is a congress: a small server on this machine alone asks what it is to be (PROTOCOL §16).
import type { Bytes } from "../basics/bytes.ts";
import { flag, listOf, members, readAs, text, type Read, type Shape } from "../basics/shape.ts";
import { ask, type Fetch } from "./client.ts";
import { answer, unreachable, type Reply } from "./reply.ts";

const readGround = members({
    /** Of this machine, as far as they were found out. */
    tls_names: listOf(text),
    /** Whether a rehearsal was ended, whose authority is taken over. */
    rehearsal_of_before: flag,
});
export type Ground = Shape<typeof readGround>;

const readFounded = members({
    congress_id: text,
    sample: flag,
    authority_sha256: text,
    certificate_sha256: text,
    setup_code: text,
    links: listOf(text),
});
export type Founded = Shape<typeof readFounded>;

export interface Wanted {
    readonly name: string;
    readonly name2: string;
    readonly sample: boolean;
    readonly tls_names: readonly string[];
}

const path = "/api/v1/founding";

function parsed<T>(reply: Reply<Bytes>, read: Read<T>): Reply<T> {
    if (reply.is !== "answer") return reply;
    try {
        const value = readAs(read, JSON.parse(new TextDecoder().decode(reply.value)) as unknown);
        return value.ok ? answer(value.value) : unreachable;
    } catch {
        return unreachable;
    }
}

export class FoundingClient {
    readonly #fetch: Fetch;
    readonly #code: string;

    constructor(fetch: Fetch, code: string) {
        this.#fetch = fetch;
        this.#code = code;
    }

    async ground(): Promise<Reply<Ground>> {
        const headers = { Authorization: `Bearer ${this.#code}` };
        return parsed(await ask(this.#fetch, path, { method: "GET", headers }), readGround);
    }

    async found(wanted: Wanted): Promise<Reply<Founded>> {
        const headers = {
            Authorization: `Bearer ${this.#code}`,
            "Content-Type": "application/json",
        };
        const options = { method: "POST", headers, body: JSON.stringify(wanted) };
        return parsed(await ask(this.#fetch, path, options), readFounded);
    }
}
