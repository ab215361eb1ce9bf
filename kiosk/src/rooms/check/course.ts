// rooms/check/course.ts — one check on the second device (PROTOCOL §8.7): what a text is, and what a ballot turns out
// to be. No input, no output.
import type { Bytes } from "../../basics/bytes.ts";
import type { Result } from "../../basics/result.ts";
import {
    checkIdOf,
    checkOpeningOf,
    readCheckCode,
    type CheckCode,
    type CheckCodeKind,
} from "../../ballot/check_code.ts";
import type { BallotId, ManifestHash } from "../../ballot/ids.ts";
import type { Marks } from "../../ballot/marks.ts";
import { checkOpening, decodeOpening, encodeOpened, type Verdict } from "../../ballot/opening.ts";
import type { Vote } from "../../flow/vote.ts";

/** Why a text is not the one that is wanted now; `id` and `opening`: it is the other one. */
export type Unfit = "no_code" | "other_version" | "other_round" | CheckCodeKind;
export type Read<T> = { readonly is: "read"; readonly value: T } | { readonly is: Unfit };

function readAs<T>(
    text: string,
    M: ManifestHash,
    take: (code: CheckCode, M: ManifestHash) => Result<T>,
): Read<T> {
    const code = readCheckCode(text);
    if (!code.ok) {
        return { is: code.error.code === "wrong_version" ? "other_version" : "no_code" };
    }
    const taken = take(code.value, M);
    if (taken.ok) return { is: "read", value: taken.value };
    return { is: taken.error.code === "wrong_manifest" ? "other_round" : code.value.kind };
}

export function readId(text: string, { manifest }: Vote): Read<BallotId> {
    return readAs(text, manifest.hash, checkIdOf);
}

export function readOpening(text: string, { manifest }: Vote): Read<Bytes> {
    return readAs(text, manifest.hash, checkOpeningOf);
}

export interface Finding {
    readonly verdict: Verdict;
    /** As the checked device says them; null where it said nothing that can be read. */
    readonly marks: Marks | null;
}

/** Makes the ballot again. Null: no opening was given. */
export function find({ manifest, shape }: Vote, id: BallotId, given: Bytes | null): Finding {
    const opening = given === null ? null : decodeOpening(shape, given);
    if (opening?.ok !== true) return { verdict: "unopened", marks: null };
    const jointKey = manifest.joint.K.withTable();
    const round = { manifestHash: manifest.hash, jointKey, shape };
    return { verdict: checkOpening(round, id, opening.value), marks: opening.value.marks };
}

/** What the box is told: that this ballot was checked, and nothing of what is in it. */
export function report({ manifest }: Vote, id: BallotId, { verdict }: Finding): Bytes {
    return encodeOpened({ manifestHash: manifest.hash, ballotId: id, station: 0, verdict });
}
