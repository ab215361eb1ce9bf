// ballot/fields.ts — fields that several messages share.
import type { Reader } from "../basics/reader.ts";
import { demand, need, refuse, type Refusal } from "../basics/result.ts";
import { Point, pointBytes } from "../crypto/point.ts";
import { Scalar, scalarBytes } from "../crypto/scalar.ts";
import { VerifyKey, verifyKeyBytes } from "../crypto/signature.ts";
import { formatVersion, sheetsMax } from "./wire.ts";

/** Refuses: wrong_version. */
export function* readVersion(reader: Reader): Generator<Refusal, void> {
    const version = yield* need(reader.u16());
    if (version !== formatVersion) yield* refuse("wrong_version", `version ${version}`);
}

/** A number of sheets or slips, so small that sums of all batches fit u32. Refuses: malformed. */
export function* readSheets(reader: Reader): Generator<Refusal, number> {
    const count = yield* need(reader.u32());
    yield* demand(count <= sheetsMax, `${count} sheets`);
    return count;
}

/** Refuses: not_canonical, identity_point. */
export function* readPoint(reader: Reader): Generator<Refusal, Point> {
    return yield* need(Point.decode(yield* need(reader.take(pointBytes))));
}

/** Refuses: not_canonical. */
export function* readScalar(reader: Reader): Generator<Refusal, Scalar> {
    return yield* need(Scalar.decode(yield* need(reader.take(scalarBytes))));
}

/** Refuses: not_canonical. */
export function* readVerifyKey(reader: Reader): Generator<Refusal, VerifyKey> {
    return yield* need(VerifyKey.decode(yield* need(reader.take(verifyKeyBytes))));
}
