// Who opens a key file sits where the enrolment has these keys, if the page is of that role.
import { describe, expect, it } from "vitest";
import { answer, refused, unreachable } from "../../src/api/reply.ts";
import { concat } from "../../src/basics/bytes.ts";
import { decodeBase64 } from "../../src/basics/encoding.ts";
import { u16, u8 } from "../../src/basics/writer.ts";
import type { Role } from "../../src/ballot/acts.ts";
import { decodeEnrolment } from "../../src/ballot/entries/enrolment.ts";
import type { PersonKeys } from "../../src/ballot/person_keys.ts";
import { openKeys } from "../../src/flow/key_file.ts";
import { askLog, queryOf, seatOf, type Seat } from "../../src/flow/seat.ts";
import { evidenceOf } from "../support/evidence.ts";
import { exampleEntries } from "../support/rounds.ts";
import { hex, must, vectors, verdict } from "../support/vectors.ts";

const { congress, files } = vectors<{
    congress: string;
    files: { role: Role; passphrase: string; stretched: boolean; file: string; line: string }[];
}>("piaojue_key_files.json");
const [official, scrutineer] = files.filter(({ stretched }) => !stretched);
if (official === undefined || scrutineer === undefined) throw new Error("two key files at least");

const enrolled = (...lines: readonly string[]) =>
    must(decodeEnrolment(concat(u8(2), hex(congress), u16(lines.length), ...lines.map(hex))));

async function keys(one = official): Promise<PersonKeys> {
    if (one === undefined) throw new Error("no key file");
    const opened = await openKeys(must(decodeBase64(one.file)), one.passphrase);
    if ("fault" in opened) throw new Error(opened.fault);
    return opened;
}

async function seat(): Promise<Seat> {
    const found = seatOf(await keys(), enrolled(official?.line ?? ""), ["official"]);
    if ("fault" in found) throw new Error(found.fault);
    return found;
}

describe("a seat", () => {
    it("has the number that the enrolment gives these keys", async () => {
        const list = enrolled(scrutineer.line, official.line);
        const all = ["official", "scrutineer"] as const;
        expect(seatOf(await keys(official), list, all)).toMatchObject({ person: 2 });
        expect(seatOf(await keys(scrutineer), list, all)).toMatchObject({ person: 1 });
    });

    it("is for the page's roles, and for the enrolled", async () => {
        const list = enrolled(official.line);
        const of = async (one: typeof official, role: Role) =>
            seatOf(await keys(one), list, [role]);
        expect(await of(scrutineer, "official")).toMatchObject({ fault: "role" });
        expect(await of(scrutineer, "scrutineer")).toMatchObject({ fault: "unknown" });
    });

    it.each([
        ["another passphrase", official.file, "another", "passphrase", "not_permitted"],
        ["what is no key file", "AAAA", official.passphrase, "unreadable", "malformed"],
    ] as const)("is not taken with %s", async (_what, file, passphrase, fault, code) => {
        expect(await openKeys(must(decodeBase64(file)), passphrase)).toEqual({ fault, code });
    });

    it("reads the log as it goes on, and no other", async () => {
        const query = await queryOf(await seat(), hex(congress), 1_795_000_000_000);
        expect(query).toHaveLength(104);
        const give = async (size: number) =>
            answer(await evidenceOf(exampleEntries.slice(0, size)));
        const first = await askLog({ evidence: () => give(3) }, query, null);
        if (first === "unreachable") throw new Error("nobody answered");
        const before = must(first);
        expect(before.size).toBe(3);
        expect(await askLog({ evidence: () => give(5) }, query, before)).toMatchObject({
            ok: true,
        });
        const back = await askLog({ evidence: () => give(2) }, query, before);
        expect(back === "unreachable" ? back : verdict(back)).toBe("log_rollback");
    });

    it("is told why there is no log", async () => {
        const query = new Uint8Array();
        const silent = { evidence: () => Promise.resolve(unreachable) };
        expect(await askLog(silent, query, null)).toBe("unreachable");
        const stern = { evidence: () => Promise.resolve(refused("not_permitted")) };
        expect(await askLog(stern, query, null)).toMatchObject({
            error: { code: "not_permitted" },
        });
    });
});
