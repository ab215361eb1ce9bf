// flow/vote.ts — what a person is asked: the manifest of the round with the name of the congress.
import type { Bytes } from "../basics/bytes.ts";
import { need, refuse, steps, type Result } from "../basics/result.ts";
import { equalBytes } from "../basics/bytes.ts";
import { decodeCongress, type Congress } from "../ballot/entries/congress.ts";
import { decodeManifest, type VoteManifest } from "../ballot/manifest.ts";
import { Marks, type Mark } from "../ballot/marks.ts";
import { BallotShape } from "../ballot/shape.ts";

export interface Vote {
    readonly manifest: VoteManifest;
    readonly congress: Congress;
    readonly shape: BallotShape;
    /** As they were read; kept on the device, because from the close until announce nobody gives them. */
    readonly manifestEntry: Bytes;
    readonly congressEntry: Bytes;
}

/** Refuses: malformed, wrong_version, not_canonical, identity_point, wrong_manifest (another congress). */
export function readVote(manifestEntry: Bytes, congressEntry: Bytes): Result<Vote> {
    return steps(function* () {
        const manifest = yield* need(decodeManifest(manifestEntry));
        const congress = yield* need(decodeCongress(congressEntry));
        if (!equalBytes(manifest.congressId, congress.id)) {
            yield* refuse("wrong_manifest", "the manifest of another congress");
        }
        const shape = BallotShape.of(manifest.method, manifest.projects.length);
        return { manifest, congress, shape, manifestEntry, congressEntry };
    });
}

/** What a person said about one project. Unmarked and abstain count alike, but only one was said. */
export const choices = ["unmarked", "approve", "oppose", "abstain"] as const;
export type Choice = (typeof choices)[number];

export function nothingChosen({ shape }: Pick<Vote, "shape">): readonly Choice[] {
    return Array.from({ length: shape.projects }, () => "unmarked" as const);
}

export interface Tally {
    readonly approve: number;
    readonly oppose: number;
    readonly abstain: number;
    readonly unmarked: number;
}

export function tallyOf(chosen: readonly Choice[]): Tally {
    const count = (wanted: Choice): number => chosen.filter((choice) => choice === wanted).length;
    return {
        approve: count("approve"),
        oppose: count("oppose"),
        abstain: count("abstain"),
        unmarked: count("unmarked"),
    };
}

export function isUnmarked(chosen: readonly Choice[]): boolean {
    return chosen.every((choice) => choice === "unmarked");
}

const markOf: Readonly<Record<Choice, Mark>> = {
    unmarked: "none",
    abstain: "none",
    approve: "approve",
    oppose: "oppose",
};

/** Refuses: malformed, if the round does not allow these marks. */
export function toMarks(
    vote: Pick<Vote, "shape">,
    chosen: readonly Choice[],
    blank: boolean,
): Result<Marks> {
    const perProject = chosen.map((choice) => markOf[choice]);
    return Marks.create(vote.shape, perProject, blank);
}
