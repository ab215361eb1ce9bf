// rooms/desk/session.ts — an official's key, opened in this page: it signs for the desk and is kept nowhere.
import type { Reply } from "../../api/reply.ts";
import { utf8, type Bytes } from "../../basics/bytes.ts";
import type { Errc } from "../../basics/errc.ts";
import { decodeEnrolment, type Enrolment } from "../../ballot/entries/enrolment.ts";
import { encodeStatement, signStatement } from "../../ballot/entries/statement.ts";
import { openPersonKeys, type PersonKeys } from "../../ballot/person_keys.ts";
import { makeQuery } from "../../ballot/query.ts";
import type { Entries } from "../../flow/seen.ts";
import type { AtDesk } from "./app.tsx";
import type { Signer } from "./outbox.ts";
import type { UnlockTrouble } from "./unlock_page.tsx";

export interface Session extends AtDesk {
    readonly signer: Signer;
}

const troubleOfFile: Readonly<Partial<Record<Errc, UnlockTrouble>>> = {
    not_permitted: "wrong",
    internal: "memory",
};

function troubleOfEntry(reply: Exclude<Reply<Bytes>, { is: "answer" }>): UnlockTrouble {
    if (reply.is === "unreachable") return "unreachable";
    return reply.refusal.code === "wrong_phase" ? "closed" : "early";
}

function signerOf({ statementKey, name }: PersonKeys, congressId: Bytes, person: number): Signer {
    return {
        person,
        name,
        query: (minute) => makeQuery(congressId, person, minute, statementKey),
        state: async (act, deputy, serial, minute) => {
            const body = { kind: "deputies", deputies: [deputy] } as const;
            const said = { act, scope: congressId, serial, minute, body, signers: [] };
            return encodeStatement(await signStatement(said, person, statementKey));
        },
    };
}

function sessionOf(keys: PersonKeys, { congressId, persons }: Enrolment): Session | UnlockTrouble {
    const place = persons.findIndex(({ statementKey }) =>
        statementKey.equals(keys.statementKey.verifyKey),
    );
    const person = persons[place];
    if (person === undefined) return "unknown";
    if (person.role !== "official") return "role";
    const tellers = persons.filter(({ role }) => role === "teller").map(({ name }) => name);
    return { name: person.name, tellers, signer: signerOf(keys, congressId, place + 1) };
}

export async function openSession(
    file: Bytes,
    passphrase: string,
    server: Entries,
): Promise<Session | UnlockTrouble> {
    const keys = await openPersonKeys(file, utf8(passphrase));
    if (!keys.ok) return troubleOfFile[keys.error.code] ?? "noFile";
    const entry = await server.entry("enrolment");
    if (entry.is !== "answer") return troubleOfEntry(entry);
    const enrolment = decodeEnrolment(entry.value);
    return enrolment.ok ? sessionOf(keys.value, enrolment.value) : "unreachable";
}
