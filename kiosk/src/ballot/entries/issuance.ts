// ballot/entries/issuance.ts — that a deputy was issued a paper (PROTOCOL §7.3, §7.4, §7.5); which one, nobody sees.
import { concat, type Bytes } from "../../basics/bytes.ts";
import { Reader } from "../../basics/reader.ts";
import { need, steps, type Result } from "../../basics/result.ts";
import { u32, u8 } from "../../basics/writer.ts";
import { signatureBytes } from "../../crypto/signature.ts";
import { deputyNumber, manifestHash, type DeputyNumber, type ManifestHash } from "../ids.ts";
import { entryTypes, hashBytes } from "../wire.ts";

export const issuanceKinds = { blind: 0, drawn: 1, taken: 2 } as const;
export type IssuanceKind = keyof typeof issuanceKinds;
const counts = { blind: 1, drawn: 0, taken: 0 } as const;
const kindNames = Object.keys(issuanceKinds) as readonly IssuanceKind[];

export interface Issuance {
    readonly manifestHash: ManifestHash;
    readonly deputy: DeputyNumber;
    readonly kind: IssuanceKind;
    /** Null: there was nothing to sign, a slip was drawn or a sheet taken. */
    readonly blindedSha256: Bytes | null;
    /** The deputy's, of the request. */
    readonly signature: Bytes;
}

export function encodeIssuance(issuance: Issuance): Bytes {
    const { manifestHash: M, deputy, kind, blindedSha256, signature } = issuance;
    const head = concat(u8(entryTypes.issuance), M, u32(deputy));
    const code = u8(issuanceKinds[kind]);
    const paper = concat(code, u8(counts[kind]), blindedSha256 ?? new Uint8Array());
    return concat(head, paper, signature);
}

/** Refuses: malformed. */
export function decodeIssuance(entry: Uint8Array): Result<Issuance> {
    return steps(function* () {
        const reader = new Reader(entry);
        yield* need(reader.oneOf([entryTypes.issuance]));
        const round = manifestHash(yield* need(reader.take(hashBytes)));
        const deputy = deputyNumber(yield* need(reader.u32()));
        const code = yield* need(reader.oneOf(Object.values(issuanceKinds)));
        const kind = kindNames.find((name) => issuanceKinds[name] === code) ?? "blind";
        yield* need(reader.oneOf([counts[kind]]));
        const blindedSha256 = kind === "blind" ? yield* need(reader.take(hashBytes)) : null;
        const signature = yield* need(reader.take(signatureBytes));
        yield* need(reader.finish());
        return { manifestHash: round, deputy, kind, blindedSha256, signature };
    });
}
