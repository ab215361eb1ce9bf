// ballot/entries/paper_batch.ts — sheets of paper that two people counted and keyed (PROTOCOL §11.8).
//
// A batch is body and signatures. Whether its numbers add up is asked apart (faultsOf): whoever keys sees at once which
// cell does not.
import { concat, type Bytes } from "../../basics/bytes.ts";
import { Reader } from "../../basics/reader.ts";
import { demand, need, steps, type Refusal, type Result } from "../../basics/result.ts";
import { text, u16, u32, u8 } from "../../basics/writer.ts";
import { taggedHash } from "../../crypto/hash.ts";
import { signatureBytes, type SigningKey, type VerifyKey } from "../../crypto/signature.ts";
import { readSheets } from "../fields.ts";
import { manifestHash, type ManifestHash } from "../ids.ts";
import { word } from "../method.ts";
import type { BallotShape } from "../shape.ts";
import { batchesMax, entryTypes, hashBytes, projectsMax, reasonBytesMax, tags } from "../wire.ts";
import type { StatementSigner } from "./statement.ts";

/** Why a sheet does not count, in the order of the entry. */
export const voidReasons = ["over", "unreadable", "marked", "blank"] as const;
export type VoidReason = (typeof voidReasons)[number];
export const decisions = { valid: 0, over: 1, unreadable: 2, marked: 3, blank: 4 } as const;
export type Decision = keyof typeof decisions;

/** Of the sheets alone. */
export interface SheetCounts {
    readonly issued: number;
    readonly returned: number;
    readonly void: Readonly<Record<VoidReason, number>>;
    /** In candidate order. */
    readonly projects: readonly SheetVotes[];
}

export interface SheetVotes {
    readonly approve: number;
    readonly oppose: number;
    readonly abstain: number;
}

/** A sheet on which the chief scrutineer decided. */
export interface DoubtfulSheet {
    readonly decision: Decision;
    readonly reason: string;
}

export interface BatchBody extends SheetCounts {
    readonly manifestHash: ManifestHash;
    /** From 1. */
    readonly batch: number;
    readonly doubtful: readonly DoubtfulSheet[];
}

export interface PaperBatch {
    readonly body: BatchBody;
    /** The two who keyed it, ascending. */
    readonly keyers: readonly [StatementSigner, StatementSigner];
    /** Null: no sheet was doubtful. */
    readonly chief: StatementSigner | null;
}

/** What is signed. */
export function encodeBatchBody(body: BatchBody): Bytes {
    const { manifestHash: M, batch, issued, returned, projects, doubtful } = body;
    const head = concat(M, u16(batch), u32(issued), u32(returned));
    const voids = voidReasons.map((reason) => u32(body.void[reason]));
    const votes = projects.map(({ approve, oppose, abstain }) =>
        concat(u32(approve), u32(oppose), u32(abstain)),
    );
    const decided = doubtful.map(({ decision, reason }) =>
        concat(u8(decisions[decision]), text(reason)),
    );
    const counted = concat(head, ...voids, u8(projects.length), ...votes);
    return concat(counted, u8(doubtful.length), ...decided);
}

function* readVotes(reader: Reader): Generator<Refusal, SheetVotes> {
    const approve = yield* readSheets(reader);
    const oppose = yield* readSheets(reader);
    return { approve, oppose, abstain: yield* readSheets(reader) };
}

function* readBody(reader: Reader): Generator<Refusal, BatchBody> {
    const round = manifestHash(yield* need(reader.take(hashBytes)));
    const batch = yield* need(reader.u16());
    yield* demand(batch >= 1 && batch <= batchesMax, `batch ${batch}`);
    const [issued, returned] = [yield* readSheets(reader), yield* readSheets(reader)];
    const [over, unreadable] = [yield* readSheets(reader), yield* readSheets(reader)];
    const [marked, blank] = [yield* readSheets(reader), yield* readSheets(reader)];
    const count = yield* need(reader.u8());
    yield* demand(count >= 1 && count <= projectsMax, `${count} projects`);
    const projects: SheetVotes[] = [];
    while (projects.length < count) projects.push(yield* readVotes(reader));
    const decided = yield* need(reader.u8());
    const doubtful: DoubtfulSheet[] = [];
    while (doubtful.length < decided) {
        const decision = yield* word(reader, decisions);
        doubtful.push({ decision, reason: yield* need(reader.text(1, reasonBytesMax)) });
    }
    const voids = { over, unreadable, marked, blank };
    return { manifestHash: round, batch, issued, returned, void: voids, projects, doubtful };
}

/** Refuses: malformed. */
export function decodeBatchBody(bytes: Uint8Array): Result<BatchBody> {
    return steps(function* () {
        const reader = new Reader(bytes);
        const body = yield* readBody(reader);
        yield* need(reader.finish());
        return body;
    });
}

function* readSigner(reader: Reader): Generator<Refusal, StatementSigner> {
    const person = yield* need(reader.u16());
    return { person, signature: yield* need(reader.take(signatureBytes)) };
}

function encodeSigner({ person, signature }: StatementSigner): Bytes {
    return concat(u16(person), signature);
}

export function encodePaperBatch({ body, keyers, chief }: PaperBatch): Bytes {
    const head = concat(u8(entryTypes.paperBatch), encodeBatchBody(body));
    const signed = concat(head, ...keyers.map(encodeSigner));
    return chief === null ? signed : concat(signed, encodeSigner(chief));
}

/** Refuses: malformed. */
export function decodePaperBatch(entry: Uint8Array): Result<PaperBatch> {
    return steps(function* () {
        const reader = new Reader(entry);
        yield* need(reader.oneOf([entryTypes.paperBatch]));
        const body = yield* readBody(reader);
        const keyers = [yield* readSigner(reader), yield* readSigner(reader)] as const;
        yield* demand(keyers[0].person < keyers[1].person, "persons out of order");
        const chief = body.doubtful.length > 0 ? yield* readSigner(reader) : null;
        yield* need(reader.finish());
        return { body, keyers, chief };
    });
}

/** As what a person signs a body: who keyed it, or who decided on its doubtful sheets. */
export type SignedAs = "keyed" | "chief";
const tagOf = { keyed: tags.paperBatch, chief: tags.doubtful } as const;
const signedAs = { keyed: 1, chief: 2 } as const;

/** What is sent to the server (PROTOCOL §16, /api/v1/paper/batches). */
export async function makeBatchRequest(
    body: BatchBody,
    as: SignedAs,
    person: number,
    key: SigningKey,
): Promise<Bytes> {
    const bytes = encodeBatchBody(body);
    const signature = await key.sign(tagOf[as], bytes);
    return concat(bytes, u8(signedAs[as]), u16(person), signature);
}

/** Refuses: signature_rejected. */
export function checkBatchSignature(
    body: BatchBody,
    as: SignedAs,
    signature: Bytes,
    key: VerifyKey,
): Result<void> {
    return key.verify(tagOf[as], encodeBatchBody(body), signature);
}

/** paper_hash, over the newest entry of each batch number in ascending order. */
export function paperHash(entries: readonly Bytes[]): Bytes {
    return taggedHash(tags.paperCount, ...entries);
}

export function voidOf(counts: Pick<SheetCounts, "void">): number {
    return voidReasons.reduce((sum, reason) => sum + counts.void[reason], 0);
}

/** Where a batch does not add up; a project by its place. */
export type BatchFault =
    | { readonly is: "projects" | "void" | "approvals" }
    /** So few that their votes would show. */
    | { readonly is: "min_group"; readonly returned: number; readonly least: number }
    | { readonly is: "project" | "oppose"; readonly place: number }
    | { readonly is: "decided"; readonly decision: Decision };

/** PROTOCOL §11.8, "adds up"; empty: it does. */
export function faultsOf(
    body: Pick<BatchBody, "returned" | "void" | "projects" | "doubtful">,
    shape: Pick<BallotShape, "projects" | "cap" | "grades">,
    minGroup: number,
): readonly BatchFault[] {
    const { returned, projects, doubtful } = body;
    const valid = returned - voidOf(body);
    if (projects.length !== shape.projects) return [{ is: "projects" }];
    if (valid < 0) return [{ is: "void" }];
    if (returned > 0 && returned < minGroup) {
        return [{ is: "min_group", returned, least: minGroup }];
    }
    const faults: BatchFault[] = [];
    projects.forEach(({ approve, oppose, abstain }, place) => {
        if (approve + oppose + abstain !== valid) faults.push({ is: "project", place });
        if (shape.grades === 2 && oppose !== 0) faults.push({ is: "oppose", place });
    });
    const approvals = projects.reduce((sum, { approve }) => sum + approve, 0);
    if (approvals > shape.cap * valid) faults.push({ is: "approvals" });
    for (const decision of ["valid", ...voidReasons] as const) {
        const decided = doubtful.filter((sheet) => sheet.decision === decision).length;
        const most = decision === "valid" ? valid : body.void[decision];
        if (decided > most) faults.push({ is: "decided", decision });
    }
    return faults;
}
