// ballot/query.ts — by which an enrolled person asks for what the public does not get (PROTOCOL §16).
import { concat, type Bytes } from "../basics/bytes.ts";
import { u16, u32 } from "../basics/writer.ts";
import type { SigningKey } from "../crypto/signature.ts";
import { formatVersion, tags } from "./wire.ts";

export async function makeQuery(
    congressId: Bytes,
    person: number,
    minute: number,
    key: SigningKey,
): Promise<Bytes> {
    const asked = concat(congressId, u16(person), u32(minute));
    return concat(u16(formatVersion), asked, await key.sign(tags.query, asked));
}
