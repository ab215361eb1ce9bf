// An official's key opens a desk; what is no key, another's, or not enrolled does not, each for its own reason.
import { describe, expect, it } from "vitest";
import { answer, refused, unreachable, type Reply } from "../../../src/api/reply.ts";
import { concat, type Bytes } from "../../../src/basics/bytes.ts";
import { decodeBase64 } from "../../../src/basics/encoding.ts";
import { u16, u8 } from "../../../src/basics/writer.ts";
import { checkStatementSignature, decodeStatement } from "../../../src/ballot/entries/statement.ts";
import type { Role } from "../../../src/ballot/acts.ts";
import { decodeEnrolment } from "../../../src/ballot/entries/enrolment.ts";
import { deputyNumber } from "../../../src/ballot/ids.ts";
import { tags } from "../../../src/ballot/wire.ts";
import { openSession, type Session } from "../../../src/rooms/desk/session.ts";
import { hex, must, vectors, verdict } from "../../support/vectors.ts";

const { congress, files } = vectors<{
    congress: string;
    files: { role: Role; passphrase: string; stretched: boolean; file: string; line: string }[];
}>("piaojue_key_files.json");
const quick = files.filter(({ stretched }) => !stretched);

function keyOf(role: Role): (typeof files)[number] {
    const found = quick.find((file) => file.role === role);
    if (found === undefined) throw new Error(`no key file of a ${role}`);
    return found;
}

const official = keyOf("official");
const lines = [official, keyOf("scrutineer"), keyOf("teller")];
const enrolment = concat(
    u8(2),
    hex(congress),
    u16(lines.length),
    ...lines.map(({ line }) => hex(line)),
);

function open(
    { file, passphrase }: Pick<typeof official, "file" | "passphrase">,
    reply: Reply<Bytes> = answer(enrolment),
): ReturnType<typeof openSession> {
    const server = { entry: () => Promise.resolve(reply) };
    return openSession(must(decodeBase64(file)), passphrase, server);
}

async function opened(): Promise<Session> {
    const session = await open(official);
    if (typeof session === "string") throw new Error(session);
    return session;
}

describe("a key at the desk", () => {
    it("of an official opens it and signs as the person enrolled", async () => {
        const { name, tellers, signer } = await opened();
        const { persons } = must(decodeEnrolment(enrolment));
        const [person, , teller] = persons;
        expect(name).toBe(person?.name);
        expect(tellers).toEqual([teller?.name]);
        expect(signer.person).toBe(1);
        const entry = await signer.state("leave", deputyNumber(7), 40, 50);
        const statement = must(decodeStatement(entry));
        expect(statement).toMatchObject({
            act: "leave",
            scope: hex(congress),
            serial: 40,
            minute: 50,
            body: { kind: "deputies", deputies: [7] },
        });
        const [signature] = statement.signers;
        if (signature === undefined || person === undefined) throw new Error("nobody signed");
        const holds = checkStatementSignature(statement, signature, person.statementKey);
        expect(verdict(holds)).toBe("ok");
    });

    it("signs questions that the server can tell from statements", async () => {
        const { signer } = await opened();
        const query = await signer.query(29_916_000);
        expect(query).toHaveLength(104);
        const [person] = must(decodeEnrolment(enrolment)).persons;
        const asked = query.subarray(2, 40);
        const signature = query.subarray(40);
        const key = person?.statementKey;
        expect(key && verdict(key.verify(tags.query, asked, signature))).toBe("ok");
        expect(key && verdict(key.verify(tags.statement, asked, signature))).not.toBe("ok");
    });

    it.each([
        ["a wrong passphrase", { ...official, passphrase: "another" }, "wrong"],
        ["what is no key file", { ...official, file: "AAAA" }, "noFile"],
        ["a scrutineer's", keyOf("scrutineer"), "role"],
        ["a teller's", keyOf("teller"), "role"],
    ] as const)("does not open it with %s", async (_what, file, trouble) => {
        expect(await open(file)).toBe(trouble);
    });

    it("does not open it where the person is not enrolled, or nobody is yet", async () => {
        const others = concat(u8(2), hex(congress), u16(1), hex(keyOf("teller").line));
        expect(await open(official, answer(others))).toBe("unknown");
        expect(await open(official, refused("unknown_round"))).toBe("early");
        expect(await open(official, refused("wrong_phase"))).toBe("closed");
        expect(await open(official, unreachable)).toBe("unreachable");
    });
});
