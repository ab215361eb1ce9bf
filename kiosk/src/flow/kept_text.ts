// flow/kept_text.ts — the text in which a device keeps its stage: JSON, byte strings in hex, every field looked at
// when it is read again.
import type { Bytes } from "../basics/bytes.ts";
import { decodeHex, encodeHex } from "../basics/encoding.ts";
import { demand, need, refuse, steps, type Refusal, type Result } from "../basics/result.ts";
import { givings, type Giving } from "../ballot/giving.ts";
import { ballotId } from "../ballot/ids.ts";
import type { Finished, Kept, Paper, SealedBallot } from "./kept.ts";
import { choices, readVote, type Choice, type Vote } from "./vote.ts";

const formVersion = 1;

type Plain = Readonly<Record<string, unknown>>;
type Step<T> = Generator<Refusal, T>;

function plain(value: unknown): unknown {
    if (value instanceof Uint8Array) return encodeHex(value);
    if (Array.isArray(value)) return value;
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]));
}

export function encodeKept(kept: Kept): string {
    const { vote, ...rest } = kept;
    const entries = { manifest: vote.manifestEntry, congress: vote.congressEntry };
    return JSON.stringify({ version: formVersion, vote: plain(entries), rest: plain(rest) });
}

function* object(value: unknown): Step<Plain> {
    if (typeof value !== "object" || value === null) return yield* refuse("malformed", "no object");
    return value as Plain;
}

function* bytes(fields: Plain, name: string): Step<Bytes> {
    const value = fields[name];
    if (typeof value !== "string") return yield* refuse("malformed", `${name} is no text`);
    return yield* need(decodeHex(value));
}

function* vote(fields: Plain): Step<Vote> {
    return yield* need(
        readVote(yield* bytes(fields, "manifest"), yield* bytes(fields, "congress")),
    );
}

function* paper(fields: Plain): Step<Paper> {
    const of = yield* object(fields["paper"]);
    return { tokenSeed: yield* bytes(of, "tokenSeed"), token: yield* bytes(of, "token") };
}

function* ballot(fields: Plain): Step<SealedBallot> {
    const of = yield* object(fields["ballot"]);
    return { id: ballotId(yield* bytes(of, "id")), bytes: yield* bytes(of, "bytes") };
}

function isChoice(value: unknown): value is Choice {
    return choices.some((choice) => choice === value);
}

function* giving(fields: Plain): Step<Giving> {
    const found = givings.find((known) => known === fields["giving"]);
    return found ?? (yield* refuse("malformed", "given up in no known way"));
}

function* chosen(fields: Plain, of: Vote): Step<readonly Choice[]> {
    const list: unknown = fields["choices"];
    if (!Array.isArray(list) || !list.every(isChoice)) {
        return yield* refuse("malformed", "choices are words of a list");
    }
    yield* demand(list.length === of.shape.projects, "one choice for each project");
    return list;
}

/** The stages are few and told apart by one word; what a stage needs stands in its line. */
function* stage(of: Vote, fields: Plain): Step<Kept> {
    const rest = { vote: of };
    switch (fields["at"]) {
        case "requested": {
            const tokenSeed = yield* bytes(fields, "tokenSeed");
            const request = yield* bytes(fields, "request");
            const offered = fields["offered"] === true;
            return { ...rest, at: "requested", tokenSeed, request, offered };
        }
        case "marking": {
            const choices = yield* chosen(fields, of);
            return { ...rest, at: "marking", paper: yield* paper(fields), choices };
        }
        case "sealed": {
            const choices = yield* chosen(fields, of);
            const ballotSeed = yield* bytes(fields, "ballotSeed");
            const sealed = { paper: yield* paper(fields), ballot: yield* ballot(fields) };
            const blank = fields["blank"] === true;
            return { ...rest, at: "sealed", ...sealed, choices, blank, ballotSeed };
        }
        case "checking": {
            const id = ballotId(yield* bytes(fields, "id"));
            const opening = yield* bytes(fields, "opening");
            return { ...rest, at: "checking", paper: yield* paper(fields), id, opening };
        }
        case "casting": {
            const sealed = { paper: yield* paper(fields), ballot: yield* ballot(fields) };
            return { ...rest, at: "casting", ...sealed };
        }
        case "cast": {
            const id = ballotId(yield* bytes(fields, "id"));
            const leafHash = yield* bytes(fields, "leafHash");
            const promise = fields["promise"] === null ? null : yield* bytes(fields, "promise");
            const receipt = typeof fields["receipt"] === "string" ? fields["receipt"] : null;
            const voided = fields["voided"] === true;
            return { ...rest, at: "cast", id, leafHash, promise, receipt, voided };
        }
        case "handing_back":
            return {
                ...rest,
                at: "handing_back",
                giving: yield* giving(fields),
                entry: yield* bytes(fields, "entry"),
            };
        case "handed_back":
            return {
                ...rest,
                at: "handed_back",
                giving: yield* giving(fields),
                promise: yield* bytes(fields, "promise"),
            };
    }
    return yield* refuse("malformed", "an unknown stage");
}

function parse(text: string): unknown {
    try {
        return JSON.parse(text) as unknown;
    } catch {
        return undefined;
    }
}

/** Refuses: malformed, wrong_version, and what the two entries refuse. */
export function decodeKept(text: string): Result<Kept> {
    return steps(function* () {
        const fields = yield* object(parse(text));
        if (fields["version"] !== formVersion) yield* refuse("wrong_version", "kept by another");
        const of = yield* vote(yield* object(fields["vote"]));
        return yield* stage(of, yield* object(fields["rest"]));
    });
}

/** The rounds before: a list of their stages. */
export function encodeEarlier(earlier: readonly Finished[]): string {
    return JSON.stringify(earlier.map(encodeKept));
}

/** One that cannot be read stands in nobody's way: the round that is held now does not need it. */
export function decodeEarlier(text: string): readonly Finished[] {
    const list = parse(text);
    if (!Array.isArray(list)) return [];
    return list.flatMap((one: unknown) => {
        const kept = decodeKept(String(one));
        if (!kept.ok) return [];
        const { value } = kept;
        return value.at === "cast" || value.at === "handed_back" ? [value] : [];
    });
}
