// ui/sheets/batch_draft.ts — a batch of sheets while it is keyed: what the fields come to, and what does not fit yet.
import { utf8 } from "../../basics/bytes.ts";
import {
    faultsOf,
    voidOf,
    voidReasons,
    type BatchBody,
    type BatchFault,
    type DoubtfulSheet,
    type SheetVotes,
    type VoidReason,
} from "../../ballot/entries/paper_batch.ts";
import type { BallotShape } from "../../ballot/shape.ts";
import { batchesMax, reasonBytesMax, sheetsMax } from "../../ballot/wire.ts";

/** What a round asks of its sheets. */
export interface SheetRules {
    /** In candidate order. */
    readonly projects: readonly { readonly no: number; readonly name: string }[];
    readonly shape: Pick<BallotShape, "projects" | "cap" | "grades">;
    readonly minGroup: number;
}

/** A batch of no round yet. */
export type CountedBatch = Omit<BatchBody, "manifestHash">;

/** What was typed, as it was typed. */
export interface BatchDraft {
    readonly batch: string;
    readonly issued: string;
    readonly returned: string;
    readonly void: Readonly<Record<VoidReason, string>>;
    readonly projects: readonly Readonly<Record<keyof SheetVotes, string>>[];
    readonly doubtful: readonly DoubtfulSheet[];
}

export type DraftFault = { readonly is: "number" | "batch" | "reason" } | BatchFault;

export interface ReadDraft {
    /** Null: it cannot be signed yet. */
    readonly counted: CountedBatch | null;
    readonly fault: DraftFault | null;
    /** Returned without the void ones; null: not known yet. */
    readonly valid: number | null;
    /** Of each project, where nobody keys it: what is left of the valid sheets. */
    readonly abstain: readonly (number | null)[];
    /** Of each project: what its fields come to. */
    readonly sums: readonly number[];
    readonly approvals: number;
}

export function emptyDraft(batch: number, projects: number): BatchDraft {
    return {
        batch: String(batch),
        issued: "",
        returned: "",
        void: { over: "0", unreadable: "0", marked: "0", blank: "0" },
        projects: Array.from({ length: projects }, () => ({
            approve: "",
            oppose: "",
            abstain: "",
        })),
        doubtful: [],
    };
}

/** Something is not filled in yet, and what is filled in can be read: no fault of whoever is still keying. */
export function isUnfinished({
    issued,
    returned,
    projects,
    doubtful,
    ...draft
}: BatchDraft): boolean {
    const numbers = [issued, returned, ...Object.values(draft.void)];
    const votes = projects.flatMap(({ approve, oppose, abstain }) => [approve, oppose, abstain]);
    const filled = [draft.batch, ...numbers, ...votes].filter((typed) => typed.trim() !== "");
    const reasons = doubtful.every((sheet) => sheet.reason.trim() === "" || reasonFits(sheet));
    return filled.every((typed) => countIn(typed) !== null) && reasons;
}

/** A number of sheets, in digits alone; null: it is none. */
export function countIn(typed: string): number | null {
    const count = /^\d{1,9}$/.test(typed.trim()) ? Number(typed) : null;
    return count !== null && count <= sheetsMax ? count : null;
}

function votesOf(
    { approve, oppose, abstain }: BatchDraft["projects"][number],
    shape: SheetRules["shape"],
    valid: number | null,
): Readonly<Record<keyof SheetVotes, number | null>> {
    const approvals = countIn(approve);
    if (shape.grades === 3) {
        return { approve: approvals, oppose: countIn(oppose), abstain: countIn(abstain) };
    }
    const left = valid === null || approvals === null ? null : valid - approvals;
    return { approve: approvals, oppose: 0, abstain: left };
}

function isComplete(
    votes: Readonly<Record<keyof SheetVotes, number | null>>,
): votes is Readonly<Record<keyof SheetVotes, number>> {
    return votes.approve !== null && votes.oppose !== null && votes.abstain !== null;
}

function reasonFits({ reason }: DoubtfulSheet): boolean {
    const bytes = utf8(reason.trim()).length;
    return bytes >= 1 && bytes <= reasonBytesMax;
}

export function readDraft(draft: BatchDraft, { shape, minGroup }: SheetRules): ReadDraft {
    const [batch, issued] = [countIn(draft.batch), countIn(draft.issued)];
    const returned = countIn(draft.returned);
    const voids = voidReasons.map((reason) => countIn(draft.void[reason]));
    const [over = null, unreadable = null, marked = null, blank = null] = voids;
    const known = over !== null && unreadable !== null && marked !== null && blank !== null;
    const reasons = known ? { over, unreadable, marked, blank } : null;
    const sheets =
        returned === null || reasons === null ? null : returned - voidOf({ void: reasons });
    const valid = sheets === null || sheets < 0 ? null : sheets;
    const votes = draft.projects.map((project) => votesOf(project, shape, valid));
    const approvals = votes.reduce((sum, { approve }) => sum + (approve ?? 0), 0);
    const abstain = votes.map((one) => one.abstain);
    const sums = votes.map((one) => (one.approve ?? 0) + (one.oppose ?? 0) + (one.abstain ?? 0));
    const shown = { valid, approvals, abstain, sums };
    const wrong = (fault: DraftFault): ReadDraft => ({ counted: null, fault, ...shown });
    if (batch === null || batch < 1 || batch > batchesMax) return wrong({ is: "batch" });
    if (issued === null || returned === null || reasons === null) return wrong({ is: "number" });
    if (sheets !== null && sheets < 0) return wrong({ is: "void" });
    if (!votes.every(isComplete)) return wrong({ is: "number" });
    const beyond = votes.findIndex(({ abstain }) => abstain < 0);
    if (beyond >= 0) return wrong({ is: "project", place: beyond });
    if (!draft.doubtful.every(reasonFits)) return wrong({ is: "reason" });
    const doubtful = draft.doubtful.map(({ decision, reason }) => ({
        decision,
        reason: reason.trim(),
    }));
    const counted = { batch, issued, returned, void: reasons, projects: votes, doubtful };
    const [fault = null] = faultsOf(counted, shape, minGroup);
    return { counted: fault === null ? counted : null, fault, ...shown };
}
