// ballot/seal.ts — from marks to a ballot (PROTOCOL §8.2–§8.5). All randomness comes from the ballot seed, so
// that a second device can make the ballot again (PROTOCOL §8.7).
//
// Secret: marks, ballot seed, ballot key.
import { assert } from "../basics/assert.ts";
import { concat, type Bytes } from "../basics/bytes.ts";
import type { Result } from "../basics/result.ts";
import { encodeCiphertext, encrypt } from "../crypto/elgamal.ts";
import { Shake256Stream, tagged } from "../crypto/hash.ts";
import { OneOfProver, type Nonces, type Opening } from "../crypto/proofs/one_of.ts";
import { Scalar } from "../crypto/scalar.ts";
import type { SigningKey } from "../crypto/signature.ts";
import { admitAlone, type AdmissibleBallot } from "./admit.ts";
import { ballotOrs, BallotTranscript, encodeProofs, type Linear } from "./ballot_proof.ts";
import { ballotIdOf, castStatement, joinBallot } from "./encrypted.ts";
import type { BallotId, ManifestHash } from "./ids.ts";
import type { Marks } from "./marks.ts";
import type { Round } from "./round.ts";
import { encodeToken, type Token } from "./token.ts";
import { formatVersion, seedBytes, tags } from "./wire.ts";

const wideBytes = 64;

/** The scalars that a ballot seed gives under one label. */
export class BallotRandomness {
    readonly #stream: Shake256Stream;

    constructor(
        seed: Uint8Array,
        round: ManifestHash,
        ballotKey: Uint8Array,
        marks: Marks,
        label: "encrypt" | "prove",
    ) {
        assert(seed.length === seedBytes, "a ballot seed of 32 bytes");
        const context = tagged(tags.ballotSeed, seed, round, ballotKey, marks.bytes);
        this.#stream = new Shake256Stream(concat(context, tagged(label)));
    }

    next(): Scalar {
        return Scalar.wide(this.#stream.next(wideBytes));
    }
}

/** A ballot up to its proofs: what its id is made of. */
export interface ProvenBallot {
    readonly id: BallotId;
    readonly ciphertexts: Bytes;
    readonly proofs: Bytes;
}

interface Plain {
    readonly r: Scalar;
    readonly plain: Scalar;
}

const ofOpenings: Linear<Plain> = {
    sum: (terms) => ({
        r: Scalar.sum(terms.map(({ r }) => r)),
        plain: Scalar.sum(terms.map(({ plain }) => plain)),
    }),
    scale: ({ r, plain }, factor) => ({ r: r.multiply(factor), plain: plain.multiply(factor) }),
};

export function proveBallot(
    round: Pick<Round, "manifestHash" | "jointKey" | "shape">,
    ballotKey: Bytes,
    marks: Marks,
    seed: Uint8Array,
): ProvenBallot {
    const { manifestHash, jointKey: K, shape } = round;
    const encrypting = new BallotRandomness(seed, manifestHash, ballotKey, marks, "encrypt");
    const openings = marks
        .plaintexts(shape.grades)
        .map((plain) => ({ r: encrypting.next(), plain: Scalar.of(plain) }));
    const encrypted = openings.map(({ r, plain }) => encodeCiphertext(encrypt(K, plain, r)));
    const ciphertexts = concat(...encrypted);

    const transcript = new BallotTranscript(manifestHash, K, ballotKey, ciphertexts);
    const claims = ballotOrs(shape, transcript.d, openings, ofOpenings);
    const proving = new BallotRandomness(seed, manifestHash, ballotKey, marks, "prove");
    const provers = claims.map((ofOr) => {
        const branches = ofOr.map(({ x, v }): Opening => ({ ...x, v }));
        return new OneOfProver(K, branches, drawNonces(proving, branches.length));
    });
    const c = transcript.challenge(provers.flatMap(({ commitments }) => commitments));
    const proofs = encodeProofs(provers.map((prover) => prover.respond(c)));
    return {
        id: ballotIdOf({ manifestHash, ballotKey, ciphertexts, proofs }),
        ciphertexts,
        proofs,
    };
}

function drawNonces(proving: BallotRandomness, count: number): readonly Nonces[] {
    return Array.from({ length: count }, () => ({ p: proving.next(), q: proving.next() }));
}

/**
 * The ballot as the box wants it, looked at by every check the box makes before it is given away.
 * Refuses: token_rejected, if the token is not this ballot key's.
 */
export async function seal(
    round: Round,
    ballotKey: SigningKey,
    token: Token,
    marks: Marks,
    seed: Uint8Array,
): Promise<Result<AdmissibleBallot>> {
    const key = ballotKey.verifyKey.bytes;
    const { id, ciphertexts, proofs } = proveBallot(round, key, marks, seed);
    const paper = encodeToken(token);
    const bytes = joinBallot({
        version: formatVersion,
        manifestHash: round.manifestHash,
        ballotKey: key,
        ciphertexts,
        proofs,
        token: paper,
        signature: await ballotKey.sign(tags.cast, castStatement(id, paper)),
    });
    return admitAlone(bytes, round);
}
