// flow/seat.ts — an enrolled person at a page, whose key file was opened (flow/key_file.ts): the place in the enrolment
// is found, and the log asked for and read as that person. The statement key lives in the memory of the page alone.
import type { Reply } from "../api/reply.ts";
import type { Bytes } from "../basics/bytes.ts";
import type { Errc } from "../basics/errc.ts";
import type { Result } from "../basics/result.ts";
import type { Role } from "../ballot/acts.ts";
import type { Enrolment } from "../ballot/entries/enrolment.ts";
import { readLog, type LogView } from "../ballot/log_view.ts";
import type { PersonKeys } from "../ballot/person_keys.ts";
import { makeQuery } from "../ballot/query.ts";
import type { SigningKey } from "../crypto/signature.ts";

export interface Seat {
    /** Of the enrolment, from 1. */
    readonly person: number;
    readonly name: string;
    readonly role: Role;
    readonly key: SigningKey;
}

/** Why nobody sits down; the fault says in words what the refusal says in a number. */
export interface NoSeat {
    readonly fault: "passphrase" | "memory" | "unreadable" | "role" | "unknown";
    readonly code: Errc;
}

/** The place of these keys among the enrolled, for a page that is of these roles. */
export function seatOf(
    { role, statementKey: key }: PersonKeys,
    { persons }: Enrolment,
    allowed: readonly Role[],
): Seat | NoSeat {
    if (!allowed.includes(role)) return { fault: "role", code: "not_permitted" };
    const place = persons.findIndex(
        (one) => one.role === role && one.statementKey.equals(key.verifyKey),
    );
    const name = persons[place]?.name;
    if (name === undefined) return { fault: "unknown", code: "not_permitted" };
    return { person: place + 1, name, role, key };
}

/** By which the server gives the seat what it does not give to everybody. `now` in milliseconds. */
export function queryOf({ person, key }: Seat, congressId: Bytes, now: number): Promise<Bytes> {
    return makeQuery(congressId, person, minuteOf(now), key);
}

export function minuteOf(now: number): number {
    return Math.floor(now / 60_000);
}

interface Evidence {
    evidence(query: Bytes): Promise<Reply<Bytes>>;
}

/** The log, held to its checkpoint and to the one read before; "unreachable": nobody answered. */
export async function askLog(
    server: Evidence,
    query: Bytes,
    before: LogView | null,
): Promise<Result<LogView> | "unreachable"> {
    const reply = await server.evidence(query);
    if (reply.is === "unreachable") return "unreachable";
    if (reply.is === "answer") return readLog(reply.value, before);
    return { ok: false, error: { code: reply.refusal.code, detail: "asked for the log" } };
}
