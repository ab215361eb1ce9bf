// ballot/manifest.ts — the manifest of a round (PROTOCOL §6): a VoteManifest in hand holds every rule
// that the entry shows by itself but for the issuing key (roundOf); other entries are checked beside.
import { isZero, type Bytes } from "../basics/bytes.ts";
import { Reader } from "../basics/reader.ts";
import { demand, need, steps, type Refusal, type Result } from "../basics/result.ts";
import { taggedHash } from "../crypto/hash.ts";
import type { Point } from "../crypto/point.ts";
import { issuerModulusBytes, issuerRoots } from "../crypto/rsa_key.ts";
import type { VerifyKey } from "../crypto/signature.ts";
import { readPoint, readVerifyKey, readVersion } from "./fields.ts";
import { manifestHash, type ManifestHash } from "./ids.ts";
import { checkMethod, decodeMethod, word, type Method } from "./method.ts";
import {
    attachmentsMax,
    deputiesMax,
    entryTypes,
    hashBytes,
    projectsMax,
    tags,
    tellersMax,
} from "./wire.ts";

export const roundKinds = {
    first: 1,
    tie: 2,
    shortfall: 3,
    presidium: 4,
    set_invalid: 5,
    ordered: 6,
    too_few: 7,
} as const;
export type RoundKind = keyof typeof roundKinds;
export const phasesValues = { split: 0, joint: 1 } as const;

export interface Project {
    readonly no: number;
    readonly name: string;
    readonly name2: string;
    readonly ref: string;
}

/** As it stands in the entry: a manifest can be read whatever it says here, roundOf() asks for the proof. */
export interface IssuerKeyBytes {
    readonly modulus: Bytes;
    readonly roots: readonly Bytes[];
}

/** The tellers' joint key K, of n shares of which k suffice. */
export interface JointKey {
    readonly n: number;
    readonly k: number;
    readonly K: Point;
    readonly shareKeys: readonly Point[];
    readonly cosignerQuorum: number;
}

export interface VoteManifest {
    readonly hash: ManifestHash;
    readonly congressId: Bytes;
    readonly enrolmentHash: Bytes;
    readonly ceremonyHash: Bytes;
    readonly rollHash: Bytes;
    readonly due: number;
    readonly round: number;
    readonly kind: RoundKind;
    readonly parent: Bytes;
    readonly sample: boolean;
    readonly title: string;
    readonly title2: string;
    readonly phases: keyof typeof phasesValues;
    readonly minGroup: number;
    readonly boxKey: VerifyKey;
    readonly issuer: IssuerKeyBytes;
    readonly joint: JointKey;
    readonly method: Method;
    readonly projects: readonly Project[];
    readonly attachments: readonly Bytes[];
}

type Part<Names extends keyof VoteManifest> = Generator<Refusal, Pick<VoteManifest, Names>>;

function* decodeHashes(
    reader: Reader,
): Part<"congressId" | "enrolmentHash" | "ceremonyHash" | "rollHash"> {
    const congressId = yield* need(reader.take(hashBytes));
    const enrolmentHash = yield* need(reader.take(hashBytes));
    const ceremonyHash = yield* need(reader.take(hashBytes));
    const rollHash = yield* need(reader.take(hashBytes));
    return { congressId, enrolmentHash, ceremonyHash, rollHash };
}

function* decodePlace(reader: Reader): Part<"due" | "round" | "kind" | "parent" | "sample"> {
    const due = yield* need(reader.u32());
    yield* demand(due >= 1 && due <= deputiesMax, `${due} deputies`);
    const round = yield* need(reader.u8());
    yield* demand(round >= 1, "rounds are counted from 1");
    const kind = yield* word(reader, roundKinds);
    const parent = yield* need(reader.take(hashBytes));
    yield* demand((kind === "first") === isZero(parent), "a parent for every kind but first");
    yield* demand(
        (kind === "first") === (round === 1),
        "the first round has number 1, and no other",
    );
    const sample = (yield* need(reader.oneOf([0, 1]))) === 1;
    return { due, round, kind, parent, sample };
}

function* decodeIssuer(reader: Reader): Generator<Refusal, IssuerKeyBytes> {
    yield* need(reader.oneOf([1]));
    const modulus = yield* need(reader.take(issuerModulusBytes));
    const roots: Bytes[] = [];
    while (roots.length < issuerRoots) roots.push(yield* need(reader.take(issuerModulusBytes)));
    return { modulus, roots };
}

function* decodeJointKey(reader: Reader): Generator<Refusal, JointKey> {
    const n = yield* need(reader.u8());
    const k = yield* need(reader.u8());
    yield* demand(2 <= k && k <= n && n <= tellersMax, `${k} of ${n} tellers`);
    const K = yield* readPoint(reader);
    const shareKeys: Point[] = [];
    while (shareKeys.length < n) shareKeys.push(yield* readPoint(reader));
    const cosignerQuorum = yield* need(reader.u8());
    yield* demand(cosignerQuorum === Math.floor((n + k - 1) / 2) + 1, "the cosigner quorum");
    return { n, k, K, shareKeys, cosignerQuorum };
}

function* decodeProjects(reader: Reader): Generator<Refusal, readonly Project[]> {
    const m = yield* need(reader.u8());
    yield* demand(m >= 1 && m <= projectsMax, `${m} projects`);
    const projects: Project[] = [];
    while (projects.length < m) {
        const no = yield* need(reader.u16());
        yield* demand(no >= 1 && projects.every((other) => other.no !== no), `number ${no}`);
        const name = yield* need(reader.text(1, 300));
        const name2 = yield* need(reader.text(0, 300));
        const ref = yield* need(reader.text(0, 100));
        projects.push({ no, name, name2, ref });
    }
    return projects;
}

function* decodeAttachments(reader: Reader): Generator<Refusal, readonly Bytes[]> {
    const count = yield* need(reader.u8());
    yield* demand(count <= attachmentsMax, `${count} attachments`);
    const hashes: Bytes[] = [];
    while (hashes.length < count) hashes.push(yield* need(reader.take(hashBytes)));
    return hashes;
}

/** Refuses: malformed, wrong_version, not_canonical, identity_point. */
export function decodeManifest(entry: Uint8Array): Result<VoteManifest> {
    return steps(function* () {
        const reader = new Reader(entry);
        yield* need(reader.oneOf([entryTypes.manifest]));
        yield* readVersion(reader);
        const hashes = yield* decodeHashes(reader);
        const place = yield* decodePlace(reader);
        const title = yield* need(reader.text(1, 200));
        const title2 = yield* need(reader.text(0, 200));
        const phases = yield* word(reader, phasesValues);
        const minGroup = yield* need(reader.u16());
        yield* demand(minGroup >= 1, "a smallest group of none");
        const boxKey = yield* readVerifyKey(reader);
        const issuer = yield* decodeIssuer(reader);
        const joint = yield* decodeJointKey(reader);
        const method = yield* need(decodeMethod(reader));
        const projects = yield* decodeProjects(reader);
        yield* need(checkMethod(method, projects.length));
        const attachments = yield* decodeAttachments(reader);
        yield* need(reader.finish());
        return {
            hash: manifestHash(taggedHash(tags.manifest, entry)),
            ...hashes,
            ...place,
            title,
            title2,
            phases,
            minGroup,
            boxKey,
            issuer,
            joint,
            method,
            projects,
            attachments,
        };
    });
}
