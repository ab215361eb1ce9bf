// ballot/log_paper.ts — papers of the newest round as its log tells them (PROTOCOL §7.5, §11.8, §11.9): how many are out, the
// batches of sheets, and what two people said of both.
import type { Bytes } from "../basics/bytes.ts";
import { need, type Refusal } from "../basics/result.ts";
import { signatureBytes } from "../crypto/signature.ts";
import { decodePaperBatch } from "./entries/paper_batch.ts";
import type { LoggedBatches, PaperCounts, StatedPaper } from "./paper.ts";
import { entryTypes, tokenBytes } from "./wire.ts";

export interface LoggedPaper {
    readonly counts: PaperCounts;
    /** The closing entry stands: what was cast, handed back and exchanged is all here. */
    readonly closed: boolean;
    readonly batches: LoggedBatches;
    /** Act 18; null: nobody said it yet. */
    readonly stated: StatedPaper | null;
    /** Act 19; null: claims have not ended. */
    readonly usedSlips: number | null;
    readonly declarations: number;
    readonly claims: number;
}

export const noPaper: LoggedPaper = {
    counts: { taken: 0, exchanged: 0, tokens: 0, cast: 0, castSheets: 0, handedBack: 0 },
    closed: false,
    batches: new Map(),
    stated: null,
    usedSlips: null,
    declarations: 0,
    claims: 0,
};

/** The first byte of a token: its kind. */
const tokenAtEnd = tokenBytes + signatureBytes;
const paperToken = 2;

export function withCounts(paper: LoggedPaper, change: Partial<PaperCounts>): LoggedPaper {
    return { ...paper, counts: { ...paper.counts, ...change } };
}

/** What an entry of another type than a statement or an issuance changes. Refuses: malformed (a batch). */
export function* paperAfter(paper: LoggedPaper, entry: Bytes): Generator<Refusal, LoggedPaper> {
    const { counts, batches } = paper;
    const [type] = entry;
    if (type === entryTypes.ballot) {
        const sheet = entry[entry.length - tokenAtEnd] === paperToken ? 1 : 0;
        const castSheets = counts.castSheets + sheet;
        return withCounts(paper, { cast: counts.cast + 1, castSheets });
    }
    if (type === entryTypes.handBack) {
        return withCounts(paper, { handedBack: counts.handedBack + 1 });
    }
    if (type === entryTypes.exchange) {
        return withCounts(paper, { exchanged: counts.exchanged + 1 });
    }
    if (type === entryTypes.closing) return { ...paper, closed: true };
    if (type === entryTypes.paperBatch) {
        const batch = yield* need(decodePaperBatch(entry));
        return { ...paper, batches: new Map(batches).set(batch.body.batch, { batch, entry }) };
    }
    if (type === entryTypes.declaration) {
        return { ...paper, declarations: paper.declarations + 1 };
    }
    return type === entryTypes.claim ? { ...paper, claims: paper.claims + 1 } : paper;
}
