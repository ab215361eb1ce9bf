// ballot/enrolment_line.ts — the line by which a person is enrolled, and the list of all lines (PROTOCOL §3.2).
//
// A line is one person of the enrolment entry, byte for byte as piaojue-teller writes it to a file.
import { concat, utf8, type Bytes } from "../basics/bytes.ts";
import { demand, fail, need, ok, refuse, steps, type Result } from "../basics/result.ts";
import { text, u16, u8 } from "../basics/writer.ts";
import { roles } from "./acts.ts";
import {
    checkEnrolment,
    decodeEnrolment,
    type Enrolment,
    type Person,
} from "./entries/enrolment.ts";
import type { PersonKeys } from "./person_keys.ts";
import { entryTypes, personNameBytesMax, personsMax, tags } from "./wire.ts";

/** Of an official or a scrutineer. A teller's line has two keys more, which only piaojue-teller holds. */
export async function makeLine(congressId: Bytes, keys: PersonKeys): Promise<Result<Bytes>> {
    const { role, name, statementKey, nonce } = keys;
    if (role === "teller") return fail("not_permitted", "a teller's line is made by the teller");
    const core = concat(u8(roles[role]), text(name), statementKey.verifyKey.bytes, nonce);
    return ok(concat(core, await statementKey.sign(tags.enrol, congressId, core)));
}

/** The lines in the order of the person numbers. */
export function encodeEnrolment(congressId: Bytes, lines: readonly Bytes[]): Bytes {
    return concat(u8(entryTypes.enrolment), congressId, u16(lines.length), ...lines);
}

/** Refuses: malformed (also: nobody, or a key twice), not_canonical, identity_point, signature_rejected. */
export function readLines(congressId: Bytes, lines: readonly Bytes[]): Result<Enrolment> {
    return steps(function* () {
        yield* demand(lines.length <= personsMax, `${lines.length} persons`);
        const enrolment = yield* need(decodeEnrolment(encodeEnrolment(congressId, lines)));
        yield* need(checkEnrolment(enrolment));
        return enrolment;
    });
}

/** One line, signed for this congress. Refuses: those of readLines. */
export function decodeLine(congressId: Bytes, line: Bytes): Result<Person> {
    return steps(function* () {
        const [person] = (yield* need(readLines(congressId, [line]))).persons;
        return person ?? (yield* refuse("malformed", "no person"));
    });
}

/** Whether a name may stand in a line: on one line, and not too long. */
export function isPersonName(name: string): boolean {
    const bytes = utf8(name).length;
    return bytes >= 1 && bytes <= personNameBytesMax && !/[\u0000-\u001f\u007f-\u009f]/u.test(name);
}
