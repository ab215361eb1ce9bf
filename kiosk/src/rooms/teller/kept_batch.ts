// rooms/teller/kept_batch.ts — a batch while it is typed: it survives a reload of the page and a look at another, in this tab
// alone, until the teller's program has sent it. Nobody else keys at this machine.
import { useEffect, useState } from "preact/hooks";
import { count, listOf, members, oneOf, orNull, readAs, text } from "../../basics/shape.ts";
import { decisions, type Decision } from "../../ballot/entries/paper_batch.ts";
import type { BatchDraft } from "../../ui/sheets/batch_draft.ts";

const keptKey = "piaojue-batch";

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

interface KeptBatch {
    /** The fingerprint that was compared. */
    readonly round: string;
    readonly draft: BatchDraft;
    /** How many batches the program had sent when this one was signed; null: it was not. */
    readonly signedAt: number | null;
}

const decisionNames = Object.keys(decisions) as readonly Decision[];
const readKept = members({
    round: text,
    signedAt: orNull(count),
    draft: members({
        batch: text,
        issued: text,
        returned: text,
        void: members({ over: text, unreadable: text, marked: text, blank: text }),
        projects: listOf(members({ approve: text, oppose: text, abstain: text })),
        doubtful: listOf(members({ decision: oneOf(decisionNames), reason: text })),
    }),
});

export interface Now {
    readonly round: string;
    readonly projects: number;
    readonly sent: number;
}

/** Typed for another round, or sent by now. */
function isOver({ round, draft, signedAt }: KeptBatch, now: Now): boolean {
    const other = round !== now.round || draft.projects.length !== now.projects;
    return other || (signedAt !== null && now.sent > signedAt);
}

function load(store: Store): KeptBatch | null {
    try {
        const read = readAs(readKept, JSON.parse(store.getItem(keptKey) ?? "null") as unknown);
        return read.ok ? read.value : null;
    } catch {
        return null;
    }
}

function save(store: Store, kept: KeptBatch | null): void {
    try {
        if (kept === null) store.removeItem(keptKey);
        else store.setItem(keptKey, JSON.stringify(kept));
    } catch {
        // A page that may store nothing keeps it as long as it is open.
    }
}

/** What is typed and still to be sent; null: nothing. */
export function useKeptBatch(
    store: Store,
    now: Now,
): readonly [KeptBatch | null, (kept: KeptBatch) => void] {
    const [kept, setKept] = useState(() => load(store));
    const over = kept !== null && isOver(kept, now);
    useEffect(() => {
        if (over) save(store, null);
    }, [over]);
    const keep = (next: KeptBatch): void => {
        save(store, next);
        setKept(next);
    };
    return [over ? null : kept, keep];
}
