// rooms/setup/checks.ts — what a server composed, held against what people have seen before: nothing rests on trusting it.
import type { Composed, ProjectsRead, ResolvedMethod } from "../../api/setup.ts";
import { equalBytes, type Bytes } from "../../basics/bytes.ts";
import { encodeHex } from "../../basics/encoding.ts";
import { need, steps, type Result } from "../../basics/result.ts";
import { attachmentHash, decodeAttachment, type Attachment } from "../../ballot/attachment.ts";
import { decodeManifest, type Project, type VoteManifest } from "../../ballot/manifest.ts";
import { sameMethod } from "./method.ts";

export const checkNames = [
    "congress",
    "people",
    "roll",
    "projects",
    "method",
    "title",
    "attachments",
] as const;
export type CheckName = (typeof checkNames)[number];

export interface ReadDraft {
    readonly manifest: VoteManifest;
    readonly manifestEntry: Bytes;
    readonly attachments: readonly {
        readonly attachment: Attachment;
        readonly hash: Bytes;
        readonly entry: Bytes;
    }[];
    readonly held: Readonly<Record<CheckName, boolean>>;
}

/** What this page knows by itself. */
export interface Known {
    readonly congressId: Bytes;
    readonly sample: boolean;
    readonly enrolmentHash: Bytes | null;
    readonly rollHash: Bytes | null;
    readonly due: number;
    readonly title: string;
    readonly title2: string;
    /** What is to be attached, as it was given to the server; nothing else may be. */
    readonly attached: Readonly<Partial<Record<Attachment["kind"], Bytes>>>;
    /** Of a first round; null: they follow from the round before. */
    readonly first: {
        readonly projects: ProjectsRead["projects"];
        readonly method: ResolvedMethod;
    } | null;
    /** Of a further round: the newest, from which its candidates are. */
    readonly before: VoteManifest | null;
}

function same(one: Bytes | null, other: Bytes): boolean {
    return one !== null && equalBytes(one, other);
}

export function sameProjects(
    found: readonly Project[],
    { first, before }: Pick<Known, "first" | "before">,
): boolean {
    const wanted: readonly Pick<Project, "no" | "name" | "name2">[] =
        first?.projects ?? before?.projects ?? [];
    const equal = (one: Project, other: Pick<Project, "no" | "name" | "name2"> | undefined) =>
        other?.no === one.no && other.name === one.name && other.name2 === one.name2;
    if (first === null) {
        return found.every((one) =>
            equal(
                one,
                wanted.find(({ no }) => no === one.no),
            ),
        );
    }
    return found.length === wanted.length && found.every((one, place) => equal(one, wanted[place]));
}

/** In a further round only how a ballot is marked and counted stays; places and cap follow from the result. */
function methodHolds({ method }: VoteManifest, { first, before }: Known): boolean {
    if (first !== null) return sameMethod(method, first.method);
    const old = before?.method;
    if (old === undefined) return false;
    const { style, blank, tie, shortfall, body } = method;
    return (
        style === old.style &&
        blank === old.blank &&
        tie === old.tie &&
        shortfall === old.shortfall &&
        body === old.body
    );
}

/**
 * A first round names what was given, and nothing else; a further one also what the round before named. That its slips
 * are no earlier round's is asked by the log and by every verifier (PROTOCOL §6).
 */
function attachmentsHold(
    { attachments: named }: VoteManifest,
    given: ReadDraft["attachments"],
    { attached, before }: Known,
): boolean {
    const hashes = new Set(named.map(encodeHex));
    const known = new Set(
        [...given.map(({ hash }) => hash), ...(before?.attachments ?? [])].map(encodeHex),
    );
    const wanted = Object.values(attached).length;
    return (
        hashes.size === named.length &&
        given.length === wanted &&
        [...hashes].every((hash) => known.has(hash)) &&
        given.every(
            ({ hash, attachment: { kind, content } }) =>
                hashes.has(encodeHex(hash)) && same(attached[kind] ?? null, content),
        )
    );
}

/** Refuses: malformed, not_canonical, identity_point, wrong_version. */
export function readComposed(composed: Composed, known: Known): Result<ReadDraft> {
    return steps(function* () {
        const manifest = yield* need(decodeManifest(composed.manifest));
        const attachments = [];
        for (const { entry } of composed.attachments) {
            const attachment = yield* need(decodeAttachment(entry));
            attachments.push({ attachment, hash: attachmentHash(entry), entry });
        }
        const { congressId, sample } = known;
        const held = {
            congress:
                equalBytes(manifest.congressId, congressId) &&
                manifest.sample === sample &&
                attachments.every(({ attachment }) => same(attachment.congressId, congressId)),
            people: same(known.enrolmentHash, manifest.enrolmentHash),
            roll: same(known.rollHash, manifest.rollHash) && manifest.due === known.due,
            projects: sameProjects(manifest.projects, known),
            method: methodHolds(manifest, known),
            title: manifest.title === known.title && manifest.title2 === known.title2,
            attachments: attachmentsHold(manifest, attachments, known),
        };
        return { manifest, manifestEntry: composed.manifest, attachments, held };
    });
}
