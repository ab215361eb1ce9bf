// ballot/query.ts — by which an enrolled person asks for what is not public (PROTOCOL §16).
import { concat, type Bytes } from "../basics/bytes.ts";
import { u16, u32 } from "../basics/writer.ts";
import type { SigningKey } from "../crypto/signature.ts";
import { formatVersion, tags } from "./wire.ts";

export async function makeQuery(
    statementKey: SigningKey,
    congressId: Bytes,
    person: number,
    minute: number,
): Promise<Bytes> {
    const asked = concat(congressId, u16(person), u32(minute));
    const signature = await statementKey.sign(tags.query, asked);
    return concat(u16(formatVersion), asked, signature);
}
