// crypto/point.ts — elements of ristretto255 (PROTOCOL §2, RFC 9496).
//
// noble's multiply() does the same operations whatever the scalar is, as far as BigInt allows;
// what ends in Vartime does not and is for public scalars.
import { mulAddUnsafe } from "@noble/curves/abstract/curve.js";
import { ristretto255 } from "@noble/curves/ed25519.js";
import { isZero, type Bytes } from "../basics/bytes.ts";
import { fail, ok, type Result } from "../basics/result.ts";
import type { Scalar } from "./scalar.ts";

const Group = ristretto255.Point;
type Inner = InstanceType<typeof Group>;

export const pointBytes = 32;

export class Point {
    static readonly generator: Point = new Point(Group.BASE);
    static readonly identity: Point = new Point(Group.ZERO);
    readonly #inner: Inner;
    #encoded: Bytes | undefined;

    private constructor(inner: Inner, encoded?: Bytes) {
        this.#inner = inner;
        this.#encoded = encoded;
    }

    /** Never the identity. Refuses: malformed (length), identity_point, not_canonical. */
    static decode(bytes: Uint8Array): Result<Point> {
        if (bytes.length !== pointBytes) return fail("malformed", "a point has 32 bytes");
        if (isZero(bytes)) return fail("identity_point", "the identity");
        try {
            return ok(new Point(Group.fromBytes(bytes), new Uint8Array(bytes)));
        } catch {
            return fail("not_canonical", "no canonical encoding of a point");
        }
    }

    static sum(points: Iterable<Point>): Point {
        let sum = Point.identity;
        for (const point of points) sum = sum.add(point);
        return sum;
    }

    /** Σ scalars[i]·points[i]. */
    static combineVartime(points: readonly Point[], scalars: readonly Scalar[]): Point {
        const inner = points.map((point) => point.#inner);
        const values = scalars.map((scalar) => scalar.value);
        return new Point(mulAddUnsafe(Group, inner, values));
    }

    add(other: Point): Point {
        return new Point(this.#inner.add(other.#inner));
    }

    subtract(other: Point): Point {
        return new Point(this.#inner.subtract(other.#inner));
    }

    multiply(scalar: Scalar): Point {
        // noble refuses zero: a product that is thrown away takes its time.
        const product = this.#inner.multiply(scalar.isZero() ? 1n : scalar.value);
        return scalar.isZero() ? Point.identity : new Point(product);
    }

    multiplyVartime(scalar: Scalar): Point {
        return new Point(this.#inner.multiplyUnsafe(scalar.value));
    }

    /** The same point with a table, for one that is multiplied more than some thirty times. */
    withTable(): Point {
        return new Point(this.#inner.precompute(6, false), this.#encoded);
    }

    equals(other: Point): boolean {
        return this.#inner.equals(other.#inner);
    }

    isIdentity(): boolean {
        return this.#inner.is0();
    }

    encode(): Bytes {
        this.#encoded ??= new Uint8Array(this.#inner.toBytes());
        return this.#encoded;
    }
}
