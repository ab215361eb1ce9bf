// Laws of the algebra: what holds for every input, tried on many.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { at } from "../../src/basics/assert.ts";
import { concat, utf8, type Bytes } from "../../src/basics/bytes.ts";
import { inverse, primesBelow, toBytes, toInteger } from "../../src/crypto/detail/big_integers.ts";
import { decodeCiphertext, encodeCiphertext, encrypt } from "../../src/crypto/elgamal.ts";
import { hkdfSha512, Shake256Stream, shake256 } from "../../src/crypto/hash.ts";
import { checkInclusion, leafHash, treeRoot } from "../../src/crypto/merkle.ts";
import { Point } from "../../src/crypto/point.ts";
import { checkOneOf, OneOfProver, type OneOfProof } from "../../src/crypto/proofs/one_of.ts";
import { groupOrder, Scalar } from "../../src/crypto/scalar.ts";
import { encodeHex } from "../../src/basics/encoding.ts";
import { flip, hex, must, verdict } from "../support/vectors.ts";

const anyScalar = fc
    .uint8Array({ minLength: 64, maxLength: 64 })
    .map((bytes) => Scalar.wide(new Uint8Array(bytes)));
const few = { numRuns: 20 };
const G = Point.generator;

describe("scalars", () => {
    it("decode to what they encode", () => {
        fc.assert(
            fc.property(anyScalar, (s) => {
                expect(must(Scalar.decode(s.encode())).equals(s)).toBe(true);
            }),
        );
    });

    it("have one encoding each", () => {
        const order = toBytes(groupOrder, 32).reverse();
        expect(verdict(Scalar.decode(order))).toBe("not_canonical");
        expect(verdict(Scalar.decode(flip(order, 0)))).toBe("ok");
        expect(verdict(Scalar.decode(new Uint8Array(32).fill(255)))).toBe("not_canonical");
        expect(verdict(Scalar.decode(new Uint8Array(33)))).toBe("malformed");
    });

    it("are a field", () => {
        fc.assert(
            fc.property(anyScalar, anyScalar, anyScalar, (a, b, c) => {
                const left = a.add(b).multiply(c);
                expect(left.equals(a.multiply(c).add(b.multiply(c)))).toBe(true);
                expect(a.subtract(b).add(b).equals(a)).toBe(true);
            }),
        );
    });
});

describe("points", () => {
    it("decode to what they encode, and add as their scalars do", () => {
        fc.assert(
            fc.property(anyScalar, anyScalar, (a, b) => {
                const sum = G.multiply(a).add(G.multiplyVartime(b));
                expect(sum.equals(G.multiply(a.add(b)))).toBe(true);
                expect(must(Point.decode(sum.encode())).equals(sum)).toBe(true);
                // The highest bit is no part of a field element: set, it is a second encoding.
                expect(verdict(Point.decode(flip(sum.encode(), 31, 7)))).toBe("not_canonical");
                const twice = Point.combineVartime([G, sum], [a, b]);
                expect(twice.equals(G.multiply(a).add(sum.multiply(b)))).toBe(true);
            }),
            few,
        );
    });

    it("know the identity, which no encoding may be", () => {
        expect(G.multiply(Scalar.zero).isIdentity()).toBe(true);
        expect(G.subtract(G).isIdentity()).toBe(true);
        expect(G.isIdentity()).toBe(false);
        expect(verdict(Point.decode(Point.identity.encode()))).toBe("identity_point");
        expect(verdict(Point.decode(new Uint8Array(31)))).toBe("malformed");
    });
});

describe("ciphertexts", () => {
    it("decode to what they encode, and open with the secret", () => {
        fc.assert(
            fc.property(anyScalar, anyScalar, fc.nat(5), (x, r, v) => {
                const bytes = encodeCiphertext(encrypt(G.multiply(x), Scalar.of(v), r));
                const found = must(decodeCiphertext(bytes));
                expect(encodeCiphertext(found)).toEqual(bytes);
                const opened = found.v.subtract(found.u.multiply(x));
                expect(opened.equals(G.multiply(Scalar.of(v)))).toBe(true);
            }),
            few,
        );
    });
});

describe("an OR proof", () => {
    const K = G.multiply(Scalar.of(77));
    const values = [0, 1, 5].map((value) => Scalar.of(value));

    function prove(plain: Scalar, r: Scalar, seed: Scalar, c: Scalar) {
        const x = encrypt(K, plain, r);
        const nonces = values.map((_, i) => ({
            p: seed.add(Scalar.of(i)),
            q: seed.multiply(Scalar.of(i + 2)),
        }));
        const prover = new OneOfProver(
            K,
            values.map((v) => ({ r, plain, v })),
            nonces,
        );
        return { branches: values.map((v) => ({ x, v })), proof: prover.respond(c) };
    }

    it("holds for each value it allows, under its challenge only", () => {
        fc.assert(
            fc.property(anyScalar, anyScalar, anyScalar, fc.nat(2), (r, seed, c, i) => {
                const { branches, proof } = prove(at(values, i), r, seed, c);
                expect(verdict(checkOneOf(K, branches, proof, c))).toBe("ok");
                const other = c.add(Scalar.one);
                expect(verdict(checkOneOf(K, branches, proof, other))).toBe("proof_rejected");
            }),
            few,
        );
    });

    it("does not hold with any part changed", () => {
        const [r, seed, c] = [Scalar.of(1234567), Scalar.of(89), Scalar.wide(utf8("challenge"))];
        const { branches, proof } = prove(Scalar.one, r, seed, c);
        const plusOne = (list: readonly Scalar[], i: number) =>
            list.map((scalar, j) => (i === j ? scalar.add(Scalar.one) : scalar));
        const moved = (i: number, part: "a" | "aPrime") =>
            proof.commitments.map((commitment, j) =>
                i === j ? { ...commitment, [part]: commitment[part].add(G) } : commitment,
            );
        const changed: OneOfProof[] = [0, 1, 2].flatMap((i) => [
            { ...proof, commitments: moved(i, "a") },
            { ...proof, commitments: moved(i, "aPrime") },
            { ...proof, responses: plusOne(proof.responses, i) },
            ...(i < 2 ? [{ ...proof, shares: plusOne(proof.shares, i) }] : []),
        ]);
        expect(changed.length).toBe(11);
        for (const wrong of changed) {
            expect(verdict(checkOneOf(K, branches, wrong, c))).toBe("proof_rejected");
        }
    });

    it("cannot be begun for a value outside", () => {
        expect(() => prove(Scalar.of(2), Scalar.one, Scalar.one, Scalar.one)).toThrow(
            "true branch",
        );
    });
});

/** The definition of RFC 6962 §2.1.1, where the code climbs by index. */
function inclusionPath(leaves: readonly Bytes[], index: number): readonly Bytes[] {
    if (leaves.length === 1) return [];
    let split = 1;
    while (split * 2 < leaves.length) split *= 2;
    const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
    return index < split
        ? [...inclusionPath(left, index), treeRoot(right)]
        : [...inclusionPath(right, index - split), treeRoot(left)];
}

describe("Merkle trees", () => {
    const leaves = Array.from({ length: 33 }, (_, i) => leafHash(utf8(`leaf ${i}`)));

    it("include every leaf where it is and nowhere else", () => {
        for (let size = 1; size <= leaves.length; size += 1) {
            const tree = leaves.slice(0, size);
            const root = treeRoot(tree);
            for (const [index, leaf] of tree.entries()) {
                const path = inclusionPath(tree, index);
                const check = (place: number) =>
                    verdict(checkInclusion(BigInt(place), BigInt(size), leaf, path, root));
                expect(check(index)).toBe("ok");
                expect(check(index + 1)).toBe("proof_rejected");
                expect(check(index - 1)).toBe("proof_rejected");
            }
        }
    });
});

describe("big integers", () => {
    it("have inverses exactly when they share no factor", () => {
        const anyInteger = fc.bigInt(1n, 1n << 128n);
        fc.assert(
            fc.property(anyInteger, anyInteger, (value, modulus) => {
                fc.pre(modulus > 1n);
                const found = inverse(value, modulus);
                if (found !== undefined) expect((found * value) % modulus).toBe(1n);
                const shared = inverse(value * 3n, modulus * 3n);
                expect(shared).toBeUndefined();
            }),
        );
    });

    it("are inverse to their bytes", () => {
        fc.assert(
            fc.property(fc.bigInt(0n, (1n << 256n) - 1n), (value) => {
                expect(toInteger(toBytes(value, 32))).toBe(value);
            }),
        );
    });

    it("know the primes below 2^16", () => {
        const primes = primesBelow(1 << 16);
        expect(primes.length).toBe(6_542);
        expect([primes[0], primes.at(-1)]).toEqual([2, 65_521]);
    });
});

describe("hashes", () => {
    it("read one SHAKE256 output in any pieces", () => {
        const stream = new Shake256Stream(utf8("input"));
        const pieces = concat(stream.next(1), stream.next(200), stream.next(64));
        expect(pieces).toEqual(shake256(utf8("input"), 265));
    });

    it("derive keys as RFC 5869 with SHA-512", async () => {
        // The expected value is of the command `openssl kdf`.
        const salt = hex("000102030405060708090a0b0c");
        const found = await hkdfSha512(hex("0b".repeat(22)), salt, "x", 42);
        expect(encodeHex(found)).toBe(
            "bc30ba3364dead5eac8b7a2093bf7366d616d0d3232625f1b4594d30e46520e2d3353dd02446a1013654",
        );
    });
});
