// flow/project_details.ts — what is attached to a manifest about its projects. The whole file is fetched, once:
// nobody is told which project it was wanted for. Only what has the hash that the manifest names is shown.
import { at } from "../basics/assert.ts";
import { equalBytes, type Bytes } from "../basics/bytes.ts";
import { parseCsv } from "../basics/csv.ts";
import { demand, need, refuse, steps, type Result } from "../basics/result.ts";
import { attachmentHash, decodeAttachment } from "../ballot/attachment.ts";
import type { VoteManifest } from "../ballot/manifest.ts";
import {
    detailNames,
    type Attachments,
    type Details,
    type DetailsAnswer,
    type ProjectDetails,
} from "./details.ts";

/** The first table of projects among the attachments, in their order. */
export async function fetchDetails(
    manifest: VoteManifest,
    server: Attachments,
): Promise<DetailsAnswer> {
    for (const hash of manifest.attachments) {
        const reply = await server.attachment(hash);
        if (reply.is === "unreachable") return "unreachable";
        if (reply.is === "refused") return "refused";
        const read = readAttached(reply.value, hash, manifest);
        if (!read.ok) return "differs";
        if (read.value !== null) return read.value;
    }
    return "none";
}

/**
 * Null: the attachment is of another kind.
 * Refuses: malformed, wrong_manifest (another entry than the manifest names).
 */
function readAttached(entry: Bytes, hash: Bytes, manifest: VoteManifest): Result<Details | null> {
    return steps(function* () {
        if (!equalBytes(attachmentHash(entry), hash)) {
            yield* refuse("wrong_manifest", "not the attachment that the manifest names");
        }
        const { kind, congressId, content } = yield* need(decodeAttachment(entry));
        if (!equalBytes(congressId, manifest.congressId)) {
            yield* refuse("wrong_manifest", "the attachment of another congress");
        }
        return kind === "projects" ? yield* need(readTable(content)) : null;
    });
}

/** Refuses: malformed. */
export function readTable(content: Bytes): Result<Details> {
    return steps(function* () {
        const rows = yield* need(parseCsv(new TextDecoder().decode(content)));
        const [header = [], ...projects] = rows;
        const no = header.indexOf("no");
        yield* demand(no >= 0, "a table without numbers");
        const details = new Map<number, ProjectDetails>();
        for (const row of projects) {
            yield* demand(row.length === header.length, "a row with a field more or less");
            const of = (name: string): string => row[header.indexOf(name)] ?? "";
            const facts = detailNames.map((name) => [name, of(name)] as const);
            details.set(Number(at(row, no)), Object.fromEntries(facts) as ProjectDetails);
        }
        return details;
    });
}
