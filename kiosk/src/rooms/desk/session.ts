// rooms/desk/session.ts — an official's key, opened in this page: it signs for the desk and is kept nowhere.
import type { Reply } from "../../api/reply.ts";
import type { Bytes } from "../../basics/bytes.ts";
import { decodeEnrolment, type Enrolment } from "../../ballot/entries/enrolment.ts";
import { encodeStatement, signStatement } from "../../ballot/entries/statement.ts";
import { makeQuery } from "../../ballot/query.ts";
import { openKeys } from "../../flow/key_file.ts";
import { seatOf, type NoSeat, type Seat } from "../../flow/seat.ts";
import type { Entries } from "../../flow/seen.ts";
import type { AtDesk } from "./app.tsx";
import type { Signer } from "./outbox.ts";
import type { UnlockTrouble } from "./unlock_page.tsx";

export interface Session extends AtDesk {
    readonly signer: Signer;
}

const troubleOf: Readonly<Record<NoSeat["fault"], UnlockTrouble>> = {
    passphrase: "wrong",
    memory: "memory",
    unreadable: "noFile",
    role: "role",
    unknown: "unknown",
};

function troubleOfEntry(reply: Exclude<Reply<Bytes>, { is: "answer" }>): UnlockTrouble {
    if (reply.is === "unreachable") return "unreachable";
    return reply.refusal.code === "wrong_phase" ? "closed" : "early";
}

function signerOf({ person, name, key }: Seat, congressId: Bytes): Signer {
    return {
        person,
        name,
        query: (minute) => makeQuery(congressId, person, minute, key),
        state: async (act, deputy, serial, minute) => {
            const body = { kind: "deputies", deputies: [deputy] } as const;
            const said = { act, scope: congressId, serial, minute, body, signers: [] };
            return encodeStatement(await signStatement(said, person, key));
        },
    };
}

function sessionOf(seat: Seat, { congressId, persons }: Enrolment): Session {
    const tellers = persons.filter(({ role }) => role === "teller").map(({ name }) => name);
    return { name: seat.name, tellers, signer: signerOf(seat, congressId) };
}

export async function openSession(
    file: Bytes,
    passphrase: string,
    server: Entries,
): Promise<Session | UnlockTrouble> {
    const keys = await openKeys(file, passphrase);
    if ("fault" in keys) return troubleOf[keys.fault];
    const entry = await server.entry("enrolment");
    if (entry.is !== "answer") return troubleOfEntry(entry);
    const enrolment = decodeEnrolment(entry.value);
    if (!enrolment.ok) return "unreachable";
    const seat = seatOf(keys, enrolment.value, ["official"]);
    return "fault" in seat ? troubleOf[seat.fault] : sessionOf(seat, enrolment.value);
}
