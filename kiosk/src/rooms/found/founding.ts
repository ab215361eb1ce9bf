// rooms/found/founding.ts — asks the server that founds a congress (server/founding.hpp), and no one else.
//
// The link's token stands in the # of the address, is taken out of it, and goes into a header of every request.
import { at } from "../../basics/assert.ts";
import { count, flag, listOf, members, readAs, text, type Read } from "../../basics/shape.ts";

export type Fetch = (url: string, options: RequestInit) => Promise<Response>;

/** What the page begins with. */
export interface Offer {
    readonly names: readonly string[];
    readonly rehearsalBefore: boolean;
}

export interface Wanted {
    readonly name: string;
    readonly name2: string;
    readonly sample: boolean;
    readonly names: readonly string[];
}

export interface Founded {
    readonly sample: boolean;
    /** SHA-256 of the hall's authority, hex. */
    readonly authority: string;
    readonly setupCode: string;
    readonly links: readonly string[];
}

export interface Refused {
    readonly is: "refused";
    readonly code: number;
    readonly detail: string;
}

/** "foreign": this page was not opened by the printed link; "gone": the server does not answer, or not as it should. */
export type Heard<T> =
    { readonly is: "answer"; readonly value: T } | Refused | { readonly is: "foreign" | "gone" };

const path = "/api/v1/founding";
const answerWithinMs = 10_000;
/** Keys are made meanwhile. */
const foundWithinMs = 60_000;

function* readOffer(value: unknown): ReturnType<Read<Offer>> {
    const read = members({ tls_names: listOf(text), rehearsal_of_before: flag });
    const { tls_names, rehearsal_of_before } = yield* read(value);
    return { names: tls_names, rehearsalBefore: rehearsal_of_before };
}

function* readFounded(value: unknown): ReturnType<Read<Founded>> {
    const read = members({
        sample: flag,
        authority_sha256: text,
        setup_code: text,
        links: listOf(text),
    });
    const { sample, authority_sha256, setup_code, links } = yield* read(value);
    return { sample, authority: authority_sha256, setupCode: setup_code, links };
}

// A refusal of the link itself says nothing more.
const readRefused = members({ code: count, detail: text });

export class FoundingServer {
    readonly #token: string;
    readonly #fetch: Fetch;

    /** `hash` of the page's address. */
    constructor(hash: string, fetch: Fetch) {
        this.#token = at(/^#?(.*)$/s.exec(hash) ?? ["", ""], 1);
        this.#fetch = fetch;
    }

    offer(): Promise<Heard<Offer>> {
        return this.#ask({ method: "GET" }, {}, answerWithinMs, readOffer);
    }

    found({ name, name2, sample, names }: Wanted): Promise<Heard<Founded>> {
        const body = JSON.stringify({ name, name2, sample, tls_names: names });
        const headers = { "Content-Type": "application/json" };
        return this.#ask({ method: "POST", body }, headers, foundWithinMs, readFounded);
    }

    async #ask<T>(
        options: RequestInit,
        headers: Readonly<Record<string, string>>,
        withinMs: number,
        read: Read<T>,
    ): Promise<Heard<T>> {
        try {
            const response = await this.#fetch(path, {
                ...options,
                headers: { ...headers, Authorization: `Bearer ${this.#token}` },
                cache: "no-store",
                credentials: "omit",
                redirect: "error",
                referrerPolicy: "no-referrer",
                signal: AbortSignal.timeout(withinMs),
            });
            const said: unknown = await response.json();
            if (response.ok) {
                const value = readAs(read, said);
                return value.ok ? { is: "answer", value: value.value } : { is: "gone" };
            }
            const refused = readAs(readRefused, said);
            if (refused.ok) return { is: "refused", ...refused.value };
            return { is: response.status === 403 ? "foreign" : "gone" };
        } catch {
            return { is: "gone" };
        }
    }
}
