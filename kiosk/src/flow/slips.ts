// flow/slips.ts — the list of slips that a manifest names, fetched and held to it (PROTOCOL §7.4).
import type { Reply } from "../api/reply.ts";
import { equalBytes, type Bytes } from "../basics/bytes.ts";
import { need, refuse, steps, type Result } from "../basics/result.ts";
import { attachmentHash, decodeAttachment, type Attachment } from "../ballot/attachment.ts";
import type { VoteManifest } from "../ballot/manifest.ts";
import { SlipList } from "../ballot/slip.ts";

export interface Attachments {
    attachment(hash: Bytes): Promise<Reply<Bytes>>;
}

/** The list that the manifest names; null: it names none. */
export async function readSlips(
    manifest: VoteManifest,
    server: Attachments,
): Promise<SlipList | null | "missing"> {
    for (const hash of manifest.attachments) {
        const reply = await server.attachment(hash);
        if (reply.is !== "answer") return "missing";
        const read = readAttached(reply.value, hash, manifest);
        if (!read.ok) return "missing";
        if (read.value.kind !== "slips") continue;
        const list = SlipList.decode(read.value.content);
        return list.ok ? list.value : "missing";
    }
    return null;
}

/** Refuses: malformed, wrong_manifest (another entry than the manifest names). */
function readAttached(entry: Bytes, hash: Bytes, manifest: VoteManifest): Result<Attachment> {
    return steps(function* () {
        if (!equalBytes(attachmentHash(entry), hash)) {
            yield* refuse("wrong_manifest", "not the attachment that the manifest names");
        }
        const attachment = yield* need(decodeAttachment(entry));
        if (!equalBytes(attachment.congressId, manifest.congressId)) {
            yield* refuse("wrong_manifest", "the attachment of another congress");
        }
        return attachment;
    });
}
