// tests/flow/vote.ts — the vote of the example's record, and the same projects under other methods.
import { at } from "../../src/basics/assert.ts";
import { BallotShape } from "../../src/ballot/shape.ts";
import type { Method } from "../../src/ballot/method.ts";
import { readVote, type Vote } from "../../src/flow/vote.ts";
import { exampleEntries, exampleManifestEntry } from "../support/rounds.ts";
import { must } from "../support/vectors.ts";

export const exampleVote: Vote = must(readVote(exampleManifestEntry, at(exampleEntries, 0)));

/** The entries stay those of the example: for rules and pages, not for sealing. */
export function voteWith(method: Partial<Method>): Vote {
    const manifest = {
        ...exampleVote.manifest,
        method: { ...exampleVote.manifest.method, ...method },
    };
    const shape = BallotShape.of(manifest.method, manifest.projects.length);
    return { ...exampleVote, manifest, shape };
}
