// rooms/official/slips.ts — leftover slips of a round: what the log says of its list, and those that were opened here to be
// voided (PROTOCOL §7.4, §9 act 17).
//
// The seed of an opened slip is wiped as soon as its hash is known; hashes alone are kept, and in memory.
import { useMemo, useRef, useState } from "preact/hooks";
import { compareBytes, equalBytes, type Bytes } from "../../basics/bytes.ts";
import { encodeHex } from "../../basics/encoding.ts";
import { attachmentHash, decodeAttachment } from "../../ballot/attachment.ts";
import type { LogView } from "../../ballot/log_view.ts";
import { deriveSlip, readSlip, slipHash, SlipList } from "../../ballot/slip.ts";
import { slipsVoidedMax } from "../../ballot/wire.ts";

export interface LeftOver {
    readonly list: SlipList;
    readonly drawn: number;
    /** By earlier statements of the round, hex. */
    readonly voided: ReadonlySet<string>;
    /** Neither drawn nor voided. */
    readonly count: number;
}

/** What came of one slip that was scanned. */
export type Finding = "taken" | "twice" | "other" | "voided" | "unreadable" | "full" | "more";

function listOf({ attachments, round }: LogView): SlipList | null {
    const named = round?.manifest.attachments ?? [];
    for (const entry of attachments) {
        const hash = attachmentHash(entry);
        if (!named.some((one) => equalBytes(one, hash))) continue;
        const attachment = decodeAttachment(entry);
        if (!attachment.ok || attachment.value.kind !== "slips") continue;
        const list = SlipList.decode(attachment.value.content);
        if (list.ok) return list.value;
    }
    return null;
}

/** Null: the round has no slips. */
export function leftOverIn(log: LogView): LeftOver | null {
    const { round } = log;
    const list = listOf(log);
    if (round === null || list === null) return null;
    const voided = new Set(
        log.acts
            .map(({ statement }) => statement)
            .filter(({ scope }) => equalBytes(scope, round.manifest.hash))
            .flatMap(({ body }) => (body.kind === "slips" ? body.slips.map(encodeHex) : [])),
    );
    return { list, drawn: round.drawn, voided, count: list.count - round.drawn - voided.size };
}

async function hashOf(text: string): Promise<Bytes | null> {
    const seed = readSlip(text);
    if (!seed.ok) return null;
    const { prefix, ballotKey } = await deriveSlip(seed.value);
    seed.value.fill(0);
    return slipHash(prefix, ballotKey.verifyKey.bytes);
}

/** What this slip is, beside those that were taken before. */
export async function findSlip(
    text: string,
    left: LeftOver,
    opened: ReadonlyMap<string, Bytes>,
): Promise<readonly [Finding, Bytes | null]> {
    const hash = await hashOf(text);
    if (hash === null) return ["unreadable", null];
    const id = encodeHex(hash);
    if (left.voided.has(id)) return ["voided", null];
    if (opened.has(id)) return ["twice", null];
    if (!left.list.has(hash)) return ["other", null];
    if (opened.size >= left.count) return ["more", null];
    return opened.size >= slipsVoidedMax ? ["full", null] : ["taken", hash];
}

export interface OpenedSlips {
    readonly left: LeftOver | null;
    /** Not voided yet; as a statement has them. */
    readonly hashes: readonly Bytes[];
    readonly last: Finding | null;
    readonly onSlip: (text: string) => void;
}

/** Those of the newest round; one after the other, as fast as they are scanned. */
export function useOpenedSlips(log: LogView | null): OpenedSlips {
    const left = useMemo(() => (log === null ? null : leftOverIn(log)), [log]);
    const opened = useRef(new Map<string, Bytes>());
    const turn = useRef<Promise<void>>(Promise.resolve());
    const [last, say] = useState<Finding | null>(null);
    const [, redraw] = useState(0);
    const known = useRef(left);
    // What is no slip of this round, or voided by now, is not left over.
    if (left !== null) {
        known.current = left;
        for (const [id, hash] of opened.current) {
            if (!left.list.has(hash) || left.voided.has(id)) opened.current.delete(id);
        }
    }
    const take = async (text: string): Promise<void> => {
        if (known.current === null) return;
        const [finding, hash] = await findSlip(text, known.current, opened.current);
        if (hash !== null) opened.current.set(encodeHex(hash), hash);
        say(finding);
        redraw((before) => before + 1);
    };
    return {
        left,
        hashes: [...opened.current.values()].sort(compareBytes),
        last,
        onSlip: (text) => {
            turn.current = turn.current.then(() => take(text));
        },
    };
}
