// rooms/setup/attached.ts — what a posted round names by hash, read; and whose round a list of slips is (PROTOCOL §6, §7.4).
import { equalBytes, type Bytes } from "../../basics/bytes.ts";
import { decodeBase64 } from "../../basics/encoding.ts";
import { attachmentHash, decodeAttachment, type Attachment } from "../../ballot/attachment.ts";
import type { VoteManifest } from "../../ballot/manifest.ts";
import { SlipList } from "../../ballot/slip.ts";
import type { Attachments } from "../../flow/slips.ts";
import type { Draft } from "./draft.ts";
import { roundNow } from "./round.ts";
import type { WizardState } from "./state.ts";

/** The list of slips of a round that was posted. */
export interface PostedList {
    readonly round: number;
    readonly list: SlipList;
}

const attachedKinds = ["method", "projects", "source", "slips"] as const;

export type Attached = Readonly<Partial<Record<Attachment["kind"], Bytes>>>;

/** Of each kind the first, as the manifest names them; null: not all of it can be had now. */
export async function readAllAttached(
    manifest: VoteManifest,
    server: Attachments,
): Promise<Attached | null> {
    const found: Partial<Record<Attachment["kind"], Bytes>> = {};
    for (const hash of manifest.attachments) {
        const reply = await server.attachment(hash);
        if (reply.is !== "answer" || !equalBytes(attachmentHash(reply.value), hash)) return null;
        const read = decodeAttachment(reply.value);
        if (!read.ok) return null;
        found[read.value.kind] ??= read.value.content;
    }
    return found;
}

export function sameAttached(one: Attached, other: Attached): boolean {
    return attachedKinds.every((kind) => {
        const [first, second] = [one[kind], other[kind]];
        return first === undefined || second === undefined
            ? first === second
            : equalBytes(first, second);
    });
}

/** With that of a round that was read now; a round that is posted again has its newest list. */
export function withList(
    lists: readonly PostedList[],
    { round }: VoteManifest,
    { slips }: Attached,
): readonly PostedList[] {
    const others = lists.filter((one) => one.round !== round);
    const list = slips === undefined ? null : SlipList.decode(slips);
    return list?.ok === true ? [...others, { round, list: list.value }] : others;
}

/** The list that was chosen for the round that is being set up: a list is one round's. */
export function slipsOf(state: WizardState): Draft["slips"] {
    const { slips } = state.draft;
    return slips?.round === roundNow(state) ? slips : null;
}

/** A slip of the chosen list is in that of a round before, as far as this page has read those. */
export function isUsedBefore(state: WizardState): boolean {
    const content = decodeBase64(slipsOf(state)?.base64 ?? "");
    const chosen = content.ok ? SlipList.decode(content.value) : content;
    if (!chosen.ok) return false;
    const now = roundNow(state);
    return state.lists.some(({ round, list }) => round < now && list.meets(chosen.value));
}
