// tools/bench.ts — how long a ballot takes to make and to check here. It measures and judges nothing.
import { at } from "../src/basics/assert.ts";
import type { Result } from "../src/basics/result.ts";
import { blind, encodeMessage } from "../src/crypto/blind_rsa.ts";
import { checkBallotProofs, BallotTranscript, decodeProofs } from "../src/ballot/ballot_proof.ts";
import { manifestHash } from "../src/ballot/ids.ts";
import { Marks, type Mark } from "../src/ballot/marks.ts";
import { proveBallot } from "../src/ballot/seal.ts";
import { BallotShape, type ShapeFields } from "../src/ballot/shape.ts";
import { ciphertextBytes, decodeCiphertext } from "../src/crypto/elgamal.ts";
import { Point } from "../src/crypto/point.ts";
import { RsaPublicKey } from "../src/crypto/rsa_key.ts";
import { Scalar } from "../src/crypto/scalar.ts";
import { SigningKey, type VerifyKey } from "../src/crypto/signature.ts";

function random(length: number): Uint8Array<ArrayBuffer> {
    return globalThis.crypto.getRandomValues(new Uint8Array(length));
}

function must<T>(result: Result<T>): T {
    if (result.ok) return result.value;
    throw new Error(result.error.code);
}

/** Median of some runs, in milliseconds. */
function measure(what: string, run: () => void, runs = 15): void {
    run();
    const times = Array.from({ length: runs }, () => {
        const start = performance.now();
        run();
        return performance.now() - start;
    }).sort((a, b) => a - b);
    console.log(`${what}: ${at(times, runs >> 1).toFixed(1)} ms`);
}

function benchBallot(name: string, fields: ShapeFields, key: VerifyKey, marksOf: Mark[]): void {
    const shape = new BallotShape(fields);
    const K = Point.generator.multiply(Scalar.wide(random(64))).withTable();
    const round = { manifestHash: manifestHash(random(32)), jointKey: K, shape };
    const marks = must(Marks.create(shape, marksOf, false));
    const seed = random(32);
    measure(`${name}: encrypt and prove`, () => {
        proveBallot(round, key.bytes, marks, seed);
    });
    const { ciphertexts, proofs } = proveBallot(round, key.bytes, marks, seed);
    measure(`${name}: decode and check the proofs`, () => {
        const starts = Array.from({ length: shape.ciphertexts }, (_, i) => i * ciphertextBytes);
        const cut = (start: number) => ciphertexts.subarray(start, start + ciphertextBytes);
        const decoded = starts.map((start) => must(decodeCiphertext(cut(start))));
        const transcript = new BallotTranscript(round.manifestHash, K, key.bytes, ciphertexts);
        must(checkBallotProofs(shape, K, transcript, decoded, must(decodeProofs(shape, proofs))));
    });
}

const { verifyKey } = await SigningKey.fromSeed(random(32));
const repeated = (mark: Mark, count: number): Mark[] => Array.from({ length: count }, () => mark);
benchBallot(
    "12 projects, approve at most 10",
    { projects: 12, grades: 2, lo: 1, hi: 10 },
    verifyKey,
    [...repeated("approve", 6), ...repeated("none", 6)],
);
benchBallot(
    "15 projects, approve at most 10",
    { projects: 15, grades: 2, lo: 0, hi: 10 },
    verifyKey,
    [...repeated("approve", 5), ...repeated("none", 10)],
);
benchBallot(
    "15 projects, three-way, cap 10",
    { projects: 15, grades: 3, lo: 0, hi: 10 },
    verifyKey,
    [...repeated("approve", 5), ...repeated("oppose", 5), ...repeated("none", 5)],
);

// A modulus of the right size; blinding does not ask for its factors.
const modulus = random(384);
modulus[0] = 0x80 | at(modulus, 0);
modulus[383] = 1 | at(modulus, 383);
const rsa = RsaPublicKey.fromModulus(modulus);
const [prepared, salt, r] = [random(113), random(48), rsa.reduce(random(400))];
measure("RSA-3072: pad and blind", () => {
    encodeMessage(rsa, prepared, salt);
    blind(rsa, prepared, salt, r);
});
