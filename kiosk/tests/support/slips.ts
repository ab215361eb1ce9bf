// tests/support/slips.ts — slips of a round, and the attachment that lists them.
import { compareBytes, concat, type Bytes } from "../../src/basics/bytes.ts";
import { u16, u32, u8 } from "../../src/basics/writer.ts";
import { utf8 } from "../../src/basics/bytes.ts";
import { deriveSlip, slipHash, SlipList } from "../../src/ballot/slip.ts";
import { entryTypes } from "../../src/ballot/wire.ts";
import { must } from "./vectors.ts";

export function slipSeed(number: number): Bytes {
    return Uint8Array.from({ length: 32 }, (_, i) => (number * 37 + i) & 255);
}

export async function hashOfSlip(seed: Bytes): Promise<Bytes> {
    const { prefix, ballotKey } = await deriveSlip(seed);
    return slipHash(prefix, ballotKey.verifyKey.bytes);
}

/** The content of the attachment. */
export async function listOf(seeds: readonly Bytes[]): Promise<Bytes> {
    const hashes = await Promise.all(seeds.map(hashOfSlip));
    return concat(...hashes.sort(compareBytes));
}

export async function slipsOf(seeds: readonly Bytes[]): Promise<SlipList> {
    return must(SlipList.decode(await listOf(seeds)));
}

export function attachment(kind: number, congressId: Bytes, content: Bytes): Bytes {
    const type = utf8("application/octet-stream");
    const head = concat(u8(entryTypes.attachment), congressId, u8(kind));
    return concat(head, u16(type.length), type, u32(content.length), content);
}
