// ballot/entries/issuance.ts — that a deputy was issued a paper (PROTOCOL §7.3, §7.4); which one, nobody sees.
import { concat, type Bytes } from "../../basics/bytes.ts";
import { Reader } from "../../basics/reader.ts";
import { need, steps, type Result } from "../../basics/result.ts";
import { u32, u8 } from "../../basics/writer.ts";
import { signatureBytes } from "../../crypto/signature.ts";
import { deputyNumber, manifestHash, type DeputyNumber, type ManifestHash } from "../ids.ts";
import { entryTypes, hashBytes } from "../wire.ts";

const kinds = { blind: 0, drawn: 1 } as const;
const counts = { blind: 1, drawn: 0 } as const;

export interface Issuance {
    readonly manifestHash: ManifestHash;
    readonly deputy: DeputyNumber;
    /** Null: the deputy drew a slip. */
    readonly blindedSha256: Bytes | null;
    /** The deputy's, of the request. */
    readonly signature: Bytes;
}

export function encodeIssuance(issuance: Issuance): Bytes {
    const { manifestHash: M, deputy, blindedSha256, signature } = issuance;
    const kind = blindedSha256 === null ? "drawn" : "blind";
    const head = concat(u8(entryTypes.issuance), M, u32(deputy));
    const paper = concat(u8(kinds[kind]), u8(counts[kind]), blindedSha256 ?? new Uint8Array());
    return concat(head, paper, signature);
}

/** Refuses: malformed. */
export function decodeIssuance(entry: Uint8Array): Result<Issuance> {
    return steps(function* () {
        const reader = new Reader(entry);
        yield* need(reader.oneOf([entryTypes.issuance]));
        const round = manifestHash(yield* need(reader.take(hashBytes)));
        const deputy = deputyNumber(yield* need(reader.u32()));
        const kind = yield* need(reader.oneOf([kinds.blind, kinds.drawn]));
        const blind = kind === kinds.blind;
        yield* need(reader.oneOf([blind ? counts.blind : counts.drawn]));
        const blindedSha256 = blind ? yield* need(reader.take(hashBytes)) : null;
        const signature = yield* need(reader.take(signatureBytes));
        yield* need(reader.finish());
        return { manifestHash: round, deputy, blindedSha256, signature };
    });
}
