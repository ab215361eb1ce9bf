// ballot/attachment.ts — a document that a manifest names by its hash (PROTOCOL §6).
import type { Bytes } from "../basics/bytes.ts";
import { Reader } from "../basics/reader.ts";
import { demand, need, steps, type Result } from "../basics/result.ts";
import { taggedHash } from "../crypto/hash.ts";
import { attachmentBytesMax, entryTypes, hashBytes, tags } from "./wire.ts";
import { word } from "./method.ts";
import { SlipList } from "./slip.ts";

export const attachmentKinds = { method: 1, projects: 2, source: 3, slips: 4 } as const;

export interface Attachment {
    readonly congressId: Bytes;
    readonly kind: keyof typeof attachmentKinds;
    readonly mediaType: string;
    readonly content: Bytes;
}

export function attachmentHash(entry: Uint8Array): Bytes {
    return taggedHash(tags.attachment, entry);
}

/** Refuses: malformed (also: slips that are no list of them). */
export function decodeAttachment(entry: Uint8Array): Result<Attachment> {
    return steps(function* () {
        const reader = new Reader(entry);
        yield* need(reader.oneOf([entryTypes.attachment]));
        const congressId = yield* need(reader.take(hashBytes));
        const kind = yield* word(reader, attachmentKinds);
        const mediaType = yield* need(reader.text(1, 100));
        const content = yield* need(reader.bytes32());
        yield* demand(content.length <= attachmentBytesMax, `${content.length} bytes attached`);
        yield* need(reader.finish());
        if (kind === "slips") yield* need(SlipList.decode(content));
        return { congressId, kind, mediaType, content };
    });
}
