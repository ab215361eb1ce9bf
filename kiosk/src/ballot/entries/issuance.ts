// ballot/entries/issuance.ts — that a deputy was issued a paper (PROTOCOL §7.3); which one, nobody sees.
import { concat, type Bytes } from "../../basics/bytes.ts";
import { Reader } from "../../basics/reader.ts";
import { need, steps, type Result } from "../../basics/result.ts";
import { u32, u8 } from "../../basics/writer.ts";
import { signatureBytes } from "../../crypto/signature.ts";
import { deputyNumber, manifestHash, type DeputyNumber, type ManifestHash } from "../ids.ts";
import { entryTypes, hashBytes } from "../wire.ts";

const onlyKind = 0;
const onlyCount = 1;

export interface Issuance {
    readonly manifestHash: ManifestHash;
    readonly deputy: DeputyNumber;
    readonly blindedSha256: Bytes;
    /** The deputy's, of the issue request. */
    readonly signature: Bytes;
}

export function encodeIssuance(issuance: Issuance): Bytes {
    const { manifestHash: M, deputy, blindedSha256, signature } = issuance;
    const head = concat(u8(entryTypes.issuance), M, u32(deputy));
    return concat(head, u8(onlyKind), u8(onlyCount), blindedSha256, signature);
}

/** Refuses: malformed. */
export function decodeIssuance(entry: Uint8Array): Result<Issuance> {
    return steps(function* () {
        const reader = new Reader(entry);
        yield* need(reader.oneOf([entryTypes.issuance]));
        const round = manifestHash(yield* need(reader.take(hashBytes)));
        const deputy = deputyNumber(yield* need(reader.u32()));
        yield* need(reader.oneOf([onlyKind]));
        yield* need(reader.oneOf([onlyCount]));
        const blindedSha256 = yield* need(reader.take(hashBytes));
        const signature = yield* need(reader.take(signatureBytes));
        yield* need(reader.finish());
        return { manifestHash: round, deputy, blindedSha256, signature };
    });
}
