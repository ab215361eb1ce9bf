// crypto/proofs/one_of.ts — one of several ciphertexts encrypts its value (PROTOCOL §8.4).
//
// An OR is a list of branches (X, v): "X encrypts v". With X = (U, V) a branch holds iff
//   z·G = A + e·U   and   z·K = A′ + e·(V − v·G),
// and the OR iff besides the shares e add up to the challenge c. The prover takes the true branch
// honestly and makes the others up:
//   false branch   e = p, z = q, A = z·G − e·U, A′ = z·K − e·(V − v·G)
//   true branch    A = q·G, A′ = q·K, then e = c − Σ others, z = q + e·r_X
// Secret: which branch is true, p, q, r_X. One branch of each OR is true, so that the number and
// kind of operations tell nothing.
import { assert, at } from "../../basics/assert.ts";
import { concat, type Bytes } from "../../basics/bytes.ts";
import { fail, ok, type Result } from "../../basics/result.ts";
import type { Ciphertext } from "../elgamal.ts";
import { Point } from "../point.ts";
import { Scalar } from "../scalar.ts";

export interface Branch {
    readonly x: Ciphertext;
    readonly v: Scalar;
}

export interface Commitment {
    readonly a: Point;
    readonly aPrime: Point;
}

/** Of one OR; the share of its last branch is c minus the others and is not sent. */
export interface OneOfProof {
    readonly commitments: readonly Commitment[];
    readonly shares: readonly Scalar[];
    readonly responses: readonly Scalar[];
}

/** What the prover knows of a branch: X encrypts `plain` with `r`, and the branch claims v. */
export interface Opening {
    readonly r: Scalar;
    readonly plain: Scalar;
    readonly v: Scalar;
}

/** The two scalars drawn for a branch, both also where one of them stays unused. */
export interface Nonces {
    readonly p: Scalar;
    readonly q: Scalar;
}

export function encodeCommitment({ a, aPrime }: Commitment): Bytes {
    return concat(a.encode(), aPrime.encode());
}

export class OneOfProver {
    readonly commitments: readonly Commitment[];
    readonly #openings: readonly Opening[];
    readonly #nonces: readonly Nonces[];
    readonly #truth: number;

    constructor(K: Point, openings: readonly Opening[], nonces: readonly Nonces[]) {
        assert(openings.length === nonces.length, "two scalars for each branch");
        this.#openings = openings;
        this.#nonces = nonces;
        this.#truth = openings.findIndex(({ plain, v }) => plain.equals(v));
        assert(this.#truth >= 0, "a true branch");
        this.commitments = openings.map((opening, i) =>
            i === this.#truth
                ? commitHonestly(K, at(nonces, i))
                : commitMadeUp(K, opening, at(nonces, i)),
        );
    }

    respond(c: Scalar): OneOfProof {
        const others = this.#nonces.filter((_, i) => i !== this.#truth).map(({ p }) => p);
        const own = c.subtract(Scalar.sum(others));
        const shares = this.#nonces.map(({ p }, i) => (i === this.#truth ? own : p));
        const responses = this.#nonces.map(({ q }, i) =>
            i === this.#truth ? q.add(own.multiply(at(this.#openings, i).r)) : q,
        );
        return { commitments: this.commitments, shares: shares.slice(0, -1), responses };
    }
}

function commitHonestly(K: Point, { q }: Nonces): Commitment {
    return { a: Point.generator.multiply(q), aPrime: K.multiply(q) };
}

// With U = r·G and V − v·G = r·K + (plain − v)·G the sums need multiples of G and K alone, which
// have tables: z·G − e·U = (z − e·r)·G, and z·K − e·(V − v·G) = (z − e·r)·K − e·(plain − v)·G.
function commitMadeUp(K: Point, { r, plain, v }: Opening, { p, q }: Nonces): Commitment {
    const t = q.subtract(p.multiply(r));
    const shift = p.multiply(plain.subtract(v));
    const G = Point.generator;
    return { a: G.multiply(t), aPrime: K.multiply(t).subtract(G.multiply(shift)) };
}

/** Refuses: proof_rejected. */
export function checkOneOf(
    K: Point,
    branches: readonly Branch[],
    proof: OneOfProof,
    c: Scalar,
): Result<void> {
    const last = c.subtract(Scalar.sum(proof.shares));
    const shares = [...proof.shares, last];
    assert(shares.length === branches.length, "a share for each branch");
    const holds = branches.every((branch, i) =>
        branchHolds(K, branch, at(proof.commitments, i), at(shares, i), at(proof.responses, i)),
    );
    return holds ? ok() : fail("proof_rejected", "an OR does not hold");
}

function branchHolds(
    K: Point,
    { x, v }: Branch,
    { a, aPrime }: Commitment,
    e: Scalar,
    z: Scalar,
): boolean {
    const G = Point.generator;
    const first = a.add(x.u.multiplyVartime(e));
    if (!G.multiplyVartime(z).equals(first)) return false;
    const shifted = x.v.multiplyVartime(e).subtract(G.multiplyVartime(e.multiply(v)));
    return K.multiplyVartime(z).equals(aPrime.add(shifted));
}
