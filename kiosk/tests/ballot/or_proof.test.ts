// tests/vectors/piaojue_or_proof.json: proofs of every style with all values between, and one defect each.
import { describe, expect, it } from "vitest";
import { at } from "../../src/basics/assert.ts";
import type { Bytes } from "../../src/basics/bytes.ts";
import { encodeHex } from "../../src/basics/encoding.ts";
import { need, steps, type Result } from "../../src/basics/result.ts";
import { ciphertextBytes, decodeCiphertext } from "../../src/crypto/elgamal.ts";
import { Point } from "../../src/crypto/point.ts";
import { Scalar } from "../../src/crypto/scalar.ts";
import { Transcript } from "../../src/crypto/transcript.ts";
import {
    ballotOrs,
    BallotTranscript,
    checkBallotProofs,
    decodeProofs,
    encodeProofs,
} from "../../src/ballot/ballot_proof.ts";
import { manifestHash } from "../../src/ballot/ids.ts";
import { Marks } from "../../src/ballot/marks.ts";
import { BallotRandomness, proveBallot } from "../../src/ballot/seal.ts";
import { BallotShape, type ShapeFields } from "../../src/ballot/shape.ts";
import { ballotSession } from "../../src/ballot/wire.ts";
import { vectorRound } from "../support/rounds.ts";
import { hex, must, vectors, verdict } from "../support/vectors.ts";

interface Statement extends ShapeFields {
    name: string;
    manifest_hash: string;
    joint_key: string;
    ballot_key: string;
    ciphertexts: string;
    proofs: string;
}
interface BranchVector {
    value: string;
    commitment_a: string;
    commitment_a_prime: string;
    share: string;
    share_sent: boolean;
    response: string;
}
interface Accepted extends Statement {
    marks: string;
    ballot_seed: string;
    randomness: string[];
    d: string;
    challenge: string;
    ors: BranchVector[][];
}

const file = vectors<{
    session_tag: string;
    session_id: string;
    accepted: Accepted[];
    refused: (Statement & { refusal: string })[];
}>("piaojue_or_proof.json");

function decodeCiphertexts(bytes: Bytes) {
    const starts = Array.from(
        { length: bytes.length / ciphertextBytes },
        (_, i) => i * ciphertextBytes,
    );
    return steps(function* () {
        const found = [];
        for (const start of starts) {
            found.push(yield* need(decodeCiphertext(bytes.slice(start, start + ciphertextBytes))));
        }
        return found;
    });
}

function transcriptOf(given: Statement): BallotTranscript {
    const M = manifestHash(hex(given.manifest_hash));
    const K = must(Point.decode(hex(given.joint_key)));
    return new BallotTranscript(M, K, hex(given.ballot_key), hex(given.ciphertexts));
}

function check(given: Statement): Result<void> {
    return steps(function* () {
        const shape = new BallotShape(given);
        const ciphertexts = yield* need(decodeCiphertexts(hex(given.ciphertexts)));
        const proofs = yield* need(decodeProofs(shape, hex(given.proofs)));
        const K = must(Point.decode(hex(given.joint_key)));
        yield* need(checkBallotProofs(shape, K, transcriptOf(given), ciphertexts, proofs));
    });
}

it("speaks in the session of the vectors", () => {
    expect(ballotSession).toBe(file.session_tag);
    expect(encodeHex(Transcript.sessionId(ballotSession))).toBe(file.session_id);
});

describe.each(file.accepted)("accepted: $name", (vector) => {
    const shape = new BallotShape(vector);
    const round = {
        ...vectorRound(vector),
        manifestHash: manifestHash(hex(vector.manifest_hash)),
        jointKey: must(Point.decode(hex(vector.joint_key))),
    };

    it("is what the prover makes of marks and seed", () => {
        const marks = must(Marks.decode(shape, hex(vector.marks)));
        const seed = hex(vector.ballot_seed);
        const Q = hex(vector.ballot_key);
        const drawn = new BallotRandomness(seed, round.manifestHash, Q, marks, "encrypt");
        expect(vector.randomness.map(() => encodeHex(drawn.next().encode()))).toEqual(
            vector.randomness,
        );
        const proven = proveBallot(round, Q, marks, seed);
        expect(encodeHex(proven.ciphertexts)).toBe(vector.ciphertexts);
        expect(encodeHex(proven.proofs)).toBe(vector.proofs);
    });

    it("verifies", () => {
        expect(verdict(check(vector))).toBe("ok");
    });

    it("has these values in between", () => {
        const transcript = transcriptOf(vector);
        const proofs = must(decodeProofs(shape, hex(vector.proofs)));
        const c = transcript.challenge(proofs.flatMap(({ commitments }) => commitments));
        expect(encodeHex(transcript.d.encode().slice(0, 16))).toBe(vector.d);
        expect(encodeHex(c.encode())).toBe(vector.challenge);
        const linear = { sum: () => null, scale: () => null };
        const ors = ballotOrs(
            shape,
            transcript.d,
            Array<null>(shape.ciphertexts).fill(null),
            linear,
        );
        const found = ors.map((ofOr, i) => {
            const { commitments, shares, responses } = at(proofs, i);
            return ofOr.map(({ v }, j): BranchVector => ({
                value: encodeHex(v.encode()),
                commitment_a: encodeHex(at(commitments, j).a.encode()),
                commitment_a_prime: encodeHex(at(commitments, j).aPrime.encode()),
                share: encodeHex((shares[j] ?? c.subtract(Scalar.sum(shares))).encode()),
                share_sent: j < ofOr.length - 1,
                response: encodeHex(at(responses, j).encode()),
            }));
        });
        expect(found).toEqual(vector.ors);
        expect(encodeHex(encodeProofs(proofs))).toBe(vector.proofs);
    });
});

describe("refused", () => {
    it.each(file.refused)("$name: $refusal", (vector) => {
        expect(verdict(check(vector))).toBe(vector.refusal);
    });
});
