// api/setup.ts — the setting up of a congress and its rounds (PROTOCOL §16): the server reads files and composes
// entries, the page keeps the draft and posts what people have compared. Everything but the lines asks for the setup code.
import type { Bytes } from "../basics/bytes.ts";
import { decodeBase64 } from "../basics/encoding.ts";
import { fail, need, type Refusal, type Result } from "../basics/result.ts";
import {
    count,
    flag,
    listOf,
    members,
    oneOf,
    orNull,
    readAs,
    text,
    type Read,
    type Shape,
} from "../basics/shape.ts";
import {
    bases,
    blankRules,
    bodies,
    listOrders,
    notices,
    shortfallRules,
    styles,
    tieRules,
} from "../ballot/method.ts";
import { ask, type Fetch } from "./client.ts";
import { readList } from "./lists.ts";
import { answer, decodeProblem, unreachable, type Reply } from "./reply.ts";

const fault = members({ row: orNull(count), column: orNull(text), code: text, message: text });
export type Fault = Shape<typeof fault>;

/** Why a file was not understood, or what of it is worth a look. */
const understood = { ok: flag, errors: listOf(fault), warnings: listOf(fault) };

const deputy = members({ no: count, name: text, delegation: text, seat: text, note: text });
const readRoll = members({ ...understood, deputies: listOf(deputy) });
export type RollRead = Shape<typeof readRoll>;

const project = members({
    no: count,
    name: text,
    name2: text,
    unit: text,
    content: text,
    investment: text,
    funding: text,
    deadline: text,
});
const readProjects = members({ ...understood, projects: listOf(project), text });
export type ProjectsRead = Shape<typeof readProjects>;
export type ProjectRow = ProjectsRead["projects"][number];

const words = <T extends string>(table: Readonly<Record<T, number>>): Read<T> =>
    oneOf(Object.keys(table) as T[]);
const rule = members({ fraction: text, base: words(bases), strict: flag });

const method = members({
    title: text,
    body: words(bodies),
    places: count,
    ballot: words(styles),
    max_approvals: orNull(count),
    blank: words(blankRules),
    quorum: rule,
    participation: orNull(rule),
    threshold: orNull(rule),
    tie: words(tieRules),
    shortfall: words(shortfallRules),
    order: words(listOrders),
    notice: words(notices),
});
const readMethod = members({ ok: flag, errors: listOf(fault), method: orNull(method) });
export type MethodRead = Shape<typeof readMethod>;
export type ResolvedMethod = Shape<typeof method>;

const readState = members({
    congress_id: text,
    name: text,
    name2: text,
    sample: flag,
    phase: text,
    log_size: count,
    entries: members({
        enrolment: orNull(count),
        ceremony: orNull(count),
        roll: orNull(count),
        manifest: orNull(count),
    }),
    due: orNull(count),
    names: count,
    /** Whether a setup entry may stand now. */
    may: flag,
});
export type SetupState = Shape<typeof readState>;

const readPreflight = members({
    /** Seconds since 1970, as all times here. */
    clock: count,
    disk_free_bytes: count,
    certificate: members({
        sha256: text,
        not_before: count,
        not_after: count,
        names: listOf(text),
    }),
    authority_sha256: text,
    pages: flag,
    fonts_missing: text,
    /** Why the desks cannot read the names, and what to do; empty: they can, or there are none. */
    names_fault: text,
    log: members({ size: count, checkpoint_sha256: text }),
    devices: members({ enrolled: count, unheard: listOf(text) }),
    databases: flag,
});
export type Preflight = Shape<typeof readPreflight>;

function* base64(value: unknown): Generator<Refusal, Bytes> {
    return yield* need(decodeBase64(yield* text(value)));
}

const readDraft = members({
    manifest: base64,
    attachments: listOf(members({ kind: text, entry: base64 })),
});
/** Entries that a server composed; nothing is known of them yet. */
export type Composed = Shape<typeof readDraft>;

export interface FirstRound {
    readonly title: string;
    readonly title2: string;
    readonly phases: "split" | "joint";
    readonly projects: string;
    readonly method: string;
    readonly source: string;
    /** In base64; empty: no slips. */
    readonly slips: string;
}

export interface FurtherRound extends Pick<FirstRound, "phases" | "source" | "slips"> {
    readonly further: true;
    /** Null: all that are left. */
    readonly candidates: readonly number[] | null;
}

export const ceremonySteps = ["commit", "message", "certificate"] as const;
export type CeremonyStep = (typeof ceremonySteps)[number];

const root = "/api/v1/setup";
const plain = "text/plain; charset=utf-8";
const binary = "application/octet-stream";

function parsed<T>(reply: Reply<Bytes>, read: Read<T>): Reply<T> {
    if (reply.is !== "answer") return reply;
    const value = readJson(reply.value, read);
    return value.ok ? answer(value.value) : unreachable;
}

function readJson<T>(json: Bytes, read: Read<T>): Result<T> {
    try {
        return readAs(read, JSON.parse(new TextDecoder().decode(json)) as unknown);
    } catch {
        return fail("malformed", "not JSON");
    }
}

export class SetupClient {
    readonly #fetch: Fetch;

    constructor(fetch: Fetch) {
        this.#fetch = fetch;
    }

    async state(code: string): Promise<Reply<SetupState>> {
        const headers = { Authorization: `Bearer ${code}` };
        return parsed(await this.#ask("/state", { method: "GET", headers }), readState);
    }

    async roll(code: string, file: Bytes): Promise<Reply<RollRead>> {
        return parsed(await this.#post("/roll/read", code, binary, file), readRoll);
    }

    async projects(code: string, file: Bytes): Promise<Reply<ProjectsRead>> {
        return parsed(await this.#post("/projects/read", code, binary, file), readProjects);
    }

    async method(code: string, toml: string, projects: number): Promise<Reply<MethodRead>> {
        const path = `/method/read?projects=${projects}`;
        return parsed(await this.#post(path, code, plain, toml), readMethod);
    }

    /** Keeps the names of the roll for the desks at the door; the answer is how many. */
    async names(code: string, file: Bytes): Promise<Reply<number>> {
        const reply = await this.#post("/names", code, binary, file);
        const kept = parsed(reply, members({ count }));
        return kept.is === "answer" ? answer(kept.value.count) : kept;
    }

    async compose(code: string, round: FirstRound | FurtherRound): Promise<Reply<Composed>> {
        return parsed(await this.#json("/draft", code, round), readDraft);
    }

    /** An enrolment, attachment or manifest entry, into the log. */
    entry(code: string, entry: Bytes): Promise<Reply<Bytes>> {
        return this.#post("/entries", code, binary, entry);
    }

    async preflight(code: string): Promise<Reply<Preflight>> {
        return parsed(await this.#json("/preflight", code, {}), readPreflight);
    }

    dropLine(code: string, sha256: string): Promise<Reply<Bytes>> {
        return this.#json("/lines/drop", code, { sha256 });
    }

    endRehearsal(code: string): Promise<Reply<Bytes>> {
        return this.#json("/end-rehearsal", code, { sure: true });
    }

    /** A line of somebody who wants to be enrolled: no code is asked, a person decides. */
    handIn(line: Bytes): Promise<Reply<Bytes>> {
        const headers = { "Content-Type": binary };
        return this.#ask("/lines", { method: "POST", body: line, headers });
    }

    async lines(): Promise<Reply<readonly Bytes[]>> {
        return listed(await this.#ask("/lines", { method: "GET" }));
    }

    /** What each teller has sent so far; empty where nothing came. */
    async ceremony(step: CeremonyStep): Promise<Reply<readonly Bytes[]>> {
        const url = `/api/v1/ceremony/${step}`;
        return listed(await ask(this.#fetch, url, { method: "GET" }));
    }

    #json(path: string, code: string, value: unknown): Promise<Reply<Bytes>> {
        return this.#post(path, code, "application/json", JSON.stringify(value));
    }

    #post(path: string, code: string, media: string, body: BodyInit): Promise<Reply<Bytes>> {
        const headers = { "Content-Type": media, Authorization: `Bearer ${code}` };
        return this.#ask(path, { method: "POST", body, headers });
    }

    #ask(path: string, options: RequestInit): Promise<Reply<Bytes>> {
        return ask(this.#fetch, `${root}${path}`, options, answerBytesMax, problemOf);
    }
}

/** HTTP's own refusals have no number. One that says what it expected did arrive: it is told as what it is. */
function problemOf(problem: unknown): Reply<never> {
    const reply = decodeProblem(problem);
    if (reply.is !== "unreachable" || typeof problem !== "object" || problem === null) return reply;
    const { detail } = problem as { readonly detail?: unknown };
    if (typeof detail !== "string") return reply;
    return {
        is: "refused",
        refusal: { code: "malformed", detail, promise: null, signature: null },
    };
}

function listed(reply: Reply<Bytes>): Reply<readonly Bytes[]> {
    if (reply.is !== "answer") return reply;
    const list = readList(reply.value);
    return list.ok ? answer(list.value) : unreachable;
}

/** Rolls and projects come back whole, attachments in base64. */
const answerBytesMax = 16 * 1024 * 1024;
