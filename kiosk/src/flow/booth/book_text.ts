// flow/booth/book_text.ts — the text in which a booth keeps its book: JSON, byte strings in hex, every field looked at
// when it is read again.
import { decodeHex, encodeHex } from "../../basics/encoding.ts";
import { errcNumbers, type Errc } from "../../basics/errc.ts";
import { need, refuse, steps, type Refusal, type Result } from "../../basics/result.ts";
import type { Bytes } from "../../basics/bytes.ts";
import { ballotId } from "../../ballot/ids.ts";
import type { SealedBallot } from "../kept.ts";
import { readVote } from "../vote.ts";
import { isRefused, type Book, type Settled } from "./book.ts";

const formVersion = 1;

type Plain = Readonly<Record<string, unknown>>;
type Step<T> = Generator<Refusal, T>;

export function encodeBook({ vote, waiting, settled }: Book): string {
    return JSON.stringify({
        version: formVersion,
        manifest: encodeHex(vote.manifestEntry),
        congress: encodeHex(vote.congressEntry),
        waiting: waiting.map(({ id, bytes }) => ({ id: encodeHex(id), bytes: encodeHex(bytes) })),
        settled: settled.map((one) => ({
            id: encodeHex(one.id),
            ...(isRefused(one) ? { code: one.code } : { promise: encodeHex(one.promise) }),
        })),
    });
}

function* object(value: unknown): Step<Plain> {
    if (typeof value !== "object" || value === null) return yield* refuse("malformed", "no object");
    return value as Plain;
}

function* list(fields: Plain, name: string): Step<readonly unknown[]> {
    const value: unknown = fields[name];
    if (!Array.isArray(value)) return yield* refuse("malformed", `${name} is no list`);
    return value as readonly unknown[];
}

function* bytes(fields: Plain, name: string): Step<Bytes> {
    const value = fields[name];
    if (typeof value !== "string") return yield* refuse("malformed", `${name} is no text`);
    return yield* need(decodeHex(value));
}

function* ballot(value: unknown): Step<SealedBallot> {
    const fields = yield* object(value);
    return { id: ballotId(yield* bytes(fields, "id")), bytes: yield* bytes(fields, "bytes") };
}

function isErrc(name: unknown): name is Errc {
    return typeof name === "string" && Object.hasOwn(errcNumbers, name);
}

function* settled(value: unknown): Step<Settled> {
    const fields = yield* object(value);
    const id = ballotId(yield* bytes(fields, "id"));
    const { code } = fields;
    return isErrc(code) ? { id, code } : { id, promise: yield* bytes(fields, "promise") };
}

function parse(text: string): unknown {
    try {
        return JSON.parse(text) as unknown;
    } catch {
        return undefined;
    }
}

/** Refuses: malformed, wrong_version, and what the two entries refuse. */
export function decodeBook(text: string): Result<Book> {
    return steps(function* () {
        const fields = yield* object(parse(text));
        if (fields["version"] !== formVersion) yield* refuse("wrong_version", "kept by another");
        const entries = [
            yield* bytes(fields, "manifest"),
            yield* bytes(fields, "congress"),
        ] as const;
        const book = { vote: yield* need(readVote(...entries)) };
        const waiting: SealedBallot[] = [];
        for (const one of yield* list(fields, "waiting")) waiting.push(yield* ballot(one));
        const answers: Settled[] = [];
        for (const one of yield* list(fields, "settled")) answers.push(yield* settled(one));
        return { ...book, waiting, settled: answers };
    });
}
