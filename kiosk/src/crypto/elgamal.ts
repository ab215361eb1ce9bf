// crypto/elgamal.ts — exponential ElGamal (PROTOCOL §8.2).
//
//   Enc(v; r) = (r·G, r·K + v·G)
import { concat, type Bytes } from "../basics/bytes.ts";
import { need, steps, type Result } from "../basics/result.ts";
import { Point, pointBytes } from "./point.ts";
import type { Scalar } from "./scalar.ts";

export interface Ciphertext {
    readonly u: Point;
    readonly v: Point;
}

export const ciphertextBytes: number = 2 * pointBytes;

export function encrypt(K: Point, v: Scalar, r: Scalar): Ciphertext {
    const G = Point.generator;
    return { u: G.multiply(r), v: K.multiply(r).add(G.multiply(v)) };
}

export function addCiphertexts(a: Ciphertext, b: Ciphertext): Ciphertext {
    return { u: a.u.add(b.u), v: a.v.add(b.v) };
}

export function sumCiphertexts(ciphertexts: readonly Ciphertext[]): Ciphertext {
    return {
        u: Point.sum(ciphertexts.map(({ u }) => u)),
        v: Point.sum(ciphertexts.map(({ v }) => v)),
    };
}

/** factor·C, in a time that depends on the factor. */
export function scaleCiphertextVartime(ciphertext: Ciphertext, factor: Scalar): Ciphertext {
    return {
        u: ciphertext.u.multiplyVartime(factor),
        v: ciphertext.v.multiplyVartime(factor),
    };
}

export function encodeCiphertext({ u, v }: Ciphertext): Bytes {
    return concat(u.encode(), v.encode());
}

export function decodeCiphertext(bytes: Uint8Array): Result<Ciphertext> {
    return steps(function* () {
        const u = yield* need(Point.decode(bytes.subarray(0, pointBytes)));
        const v = yield* need(Point.decode(bytes.subarray(pointBytes)));
        return { u, v };
    });
}
