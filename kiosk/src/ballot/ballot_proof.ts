// ballot/ballot_proof.ts — what a ballot proves: its transcript (PROTOCOL §8.3), the list of ORs and their
// encoding (PROTOCOL §8.4).
import { at } from "../basics/assert.ts";
import { concat, type Bytes } from "../basics/bytes.ts";
import { Reader } from "../basics/reader.ts";
import { need, ok, steps, type Result } from "../basics/result.ts";
import { scaleCiphertextVartime, sumCiphertexts, type Ciphertext } from "../crypto/elgamal.ts";
import type { Point } from "../crypto/point.ts";
import {
    checkOneOf,
    encodeCommitment,
    type Commitment,
    type OneOfProof,
} from "../crypto/proofs/one_of.ts";
import { Scalar } from "../crypto/scalar.ts";
import { Transcript } from "../crypto/transcript.ts";
import { readPoint, readScalar } from "./fields.ts";
import type { ManifestHash } from "./ids.ts";
import type { BallotShape } from "./shape.ts";
import { ballotSession } from "./wire.ts";

const sessionId = Transcript.sessionId(ballotSession);
const dBytes = 16;

export class BallotTranscript {
    readonly d: Scalar;
    readonly #transcript = new Transcript(sessionId);

    constructor(round: ManifestHash, K: Point, ballotKey: Uint8Array, ciphertexts: Uint8Array) {
        this.#transcript.absorb(round, K.encode(), ballotKey, ciphertexts);
        this.d = Scalar.wide(this.#transcript.squeeze(dBytes));
    }

    /** Once, after all commitments of all ORs. */
    challenge(commitments: readonly Commitment[]): Scalar {
        this.#transcript.absorb(...commitments.map(encodeCommitment));
        return this.#transcript.challenge();
    }
}

/** What can be added and multiplied: ciphertexts for the verifier, their openings for the prover. */
export interface Linear<T> {
    readonly sum: (terms: readonly T[]) => T;
    readonly scale: (term: T, factor: Scalar) => T;
}

/** "x encrypts v", or of openings "x opens to v". */
export interface Claim<T> {
    readonly x: T;
    readonly v: Scalar;
}

/** The ORs of a ballot; terms in the order of its ciphertexts. */
export function ballotOrs<T>(
    shape: BallotShape,
    d: Scalar,
    terms: readonly T[],
    linear: Linear<T>,
): readonly (readonly Claim<T>[])[] {
    const perProject = shape.grades - 1;
    const grade = (project: number, i: number): T => at(terms, project * perProject + i - 1);
    const projects = Array.from({ length: shape.projects }, (_, project) => project);
    const blank = at(terms, terms.length - 1);
    const { zero, one } = Scalar;
    const anyOf = (x: T, values: readonly Scalar[]): readonly Claim<T>[] =>
        values.map((v) => ({ x, v }));

    const marked =
        shape.grades === 2
            ? projects.map((project) => anyOf(grade(project, 1), [zero, one]))
            : projects.map((project) => {
                  const x = linear.sum([grade(project, 1), linear.scale(grade(project, 2), d)]);
                  return anyOf(x, [zero, one, d]);
              });

    const approvals = linear.sum(projects.map((project) => grade(project, 1)));
    const allowed = Array.from({ length: shape.cap - shape.lo + 1 }, (_, i) =>
        Scalar.of(shape.lo + i),
    );
    const capped = anyOf(linear.sum([approvals, linear.scale(blank, d)]), [...allowed, d]);
    if (shape.grades === 2) return [...marked, capped];

    const opposed = linear.sum(projects.map((project) => grade(project, 2)));
    const blankAlone = [
        { x: blank, v: zero },
        { x: opposed, v: zero },
    ];
    return [...marked, capped, blankAlone];
}

const ofCiphertexts: Linear<Ciphertext> = { sum: sumCiphertexts, scale: scaleCiphertextVartime };

export function encodeProofs(proofs: readonly OneOfProof[]): Bytes {
    return concat(
        ...proofs.flatMap(({ commitments }) => commitments.map(encodeCommitment)),
        ...proofs.flatMap(({ shares }) => shares.map((share) => share.encode())),
        ...proofs.flatMap(({ responses }) => responses.map((response) => response.encode())),
    );
}

/** In the order of the bytes. Refuses: malformed, not_canonical, identity_point. */
export function decodeProofs(shape: BallotShape, bytes: Uint8Array): Result<readonly OneOfProof[]> {
    return steps(function* () {
        const reader = new Reader(bytes);
        const commitments: Commitment[][] = [];
        for (const size of shape.orSizes) {
            const ofOr: Commitment[] = [];
            while (ofOr.length < size) {
                const a = yield* readPoint(reader);
                ofOr.push({ a, aPrime: yield* readPoint(reader) });
            }
            commitments.push(ofOr);
        }
        const shares: Scalar[][] = [];
        for (const size of shape.orSizes) {
            const ofOr: Scalar[] = [];
            while (ofOr.length < size - 1) ofOr.push(yield* readScalar(reader));
            shares.push(ofOr);
        }
        const responses: Scalar[][] = [];
        for (const size of shape.orSizes) {
            const ofOr: Scalar[] = [];
            while (ofOr.length < size) ofOr.push(yield* readScalar(reader));
            responses.push(ofOr);
        }
        yield* need(reader.finish());
        return commitments.map((ofOr, i) => ({
            commitments: ofOr,
            shares: at(shares, i),
            responses: at(responses, i),
        }));
    });
}

/** Refuses: proof_rejected. */
export function checkBallotProofs(
    shape: BallotShape,
    K: Point,
    transcript: BallotTranscript,
    ciphertexts: readonly Ciphertext[],
    proofs: readonly OneOfProof[],
): Result<void> {
    const ors = ballotOrs(shape, transcript.d, ciphertexts, ofCiphertexts);
    const c = transcript.challenge(proofs.flatMap(({ commitments }) => commitments));
    for (const [i, branches] of ors.entries()) {
        const checked = checkOneOf(K, branches, at(proofs, i), c);
        if (!checked.ok) return checked;
    }
    return ok();
}
