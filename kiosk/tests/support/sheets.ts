// tests/support/sheets.ts — batches of sheets put together byte by byte as PROTOCOL §11.8 lists them, not by the code under test.
import { concat, utf8, type Bytes } from "../../src/basics/bytes.ts";
import { bytes16, u16, u32, u8 } from "../../src/basics/writer.ts";
import { SigningKey } from "../../src/crypto/signature.ts";

export interface Sheets {
    readonly batch: number;
    readonly issued: number;
    readonly returned: number;
    /** Over, unreadable, marked, blank. */
    readonly voids: readonly number[];
    /** Approve, oppose, abstain of each project. */
    readonly votes: readonly (readonly [number, number, number])[];
    /** Decision and reason of each doubtful sheet. */
    readonly doubtful: readonly (readonly [number, string])[];
}

export function bodyBytes(M: Uint8Array, sheets: Sheets): Bytes {
    const { batch, issued, returned, voids, votes, doubtful } = sheets;
    const head = concat(M, u16(batch), u32(issued), u32(returned), ...voids.map(u32));
    const counted = concat(head, u8(votes.length), ...votes.flat().map(u32));
    const decided = doubtful.map(([decision, reason]) =>
        concat(u8(decision), bytes16(utf8(reason))),
    );
    return concat(counted, u8(doubtful.length), ...decided);
}

/** Under keys that a test makes for persons by their number. */
export async function keyOf(person: number): Promise<SigningKey> {
    return SigningKey.fromSeed(new Uint8Array(32).fill(person));
}

export async function batchEntry(
    M: Uint8Array,
    sheets: Sheets,
    [one, other, chief]: readonly [number, number, number],
): Promise<Bytes> {
    const body = bodyBytes(M, sheets);
    const signed = async (person: number, tag: string): Promise<Bytes> =>
        concat(u16(person), await (await keyOf(person)).sign(tag, body));
    const keyed = [one, other].map((person) => signed(person, "piaojue/v1/paper-batch"));
    const decided = sheets.doubtful.length === 0 ? [] : [signed(chief, "piaojue/v1/doubtful")];
    return concat(u8(0x12), body, ...(await Promise.all([...keyed, ...decided])));
}
