// ballot/declaration.ts — that the paper of a deputy is in the box (PROTOCOL §11.9); the card says so, where it is handed in.
import { concat, type Bytes } from "../basics/bytes.ts";
import { Reader } from "../basics/reader.ts";
import { demand, need, steps, type Result } from "../basics/result.ts";
import { u32, u8 } from "../basics/writer.ts";
import { signatureBytes, type SigningKey } from "../crypto/signature.ts";
import { readVersion } from "./fields.ts";
import { deputyNumber, manifestHash, type DeputyNumber, type ManifestHash } from "./ids.ts";
import { entryTypes, hashBytes, tags } from "./wire.ts";

const answerBytes = 2;

export interface Declaration {
    readonly manifestHash: ManifestHash;
    readonly deputy: DeputyNumber;
    readonly signature: Bytes;
}

/** The request, which is the entry. */
export async function makeDeclaration(
    round: ManifestHash,
    deputy: DeputyNumber,
    identityKey: SigningKey,
): Promise<Bytes> {
    const statement = concat(round, u32(deputy));
    const signature = await identityKey.sign(tags.declare, statement);
    return concat(u8(entryTypes.declaration), statement, signature);
}

/** Refuses: malformed. */
export function decodeDeclaration(entry: Uint8Array): Result<Declaration> {
    return steps(function* () {
        const reader = new Reader(entry);
        yield* need(reader.oneOf([entryTypes.declaration]));
        const round = manifestHash(yield* need(reader.take(hashBytes)));
        const deputy = deputyNumber(yield* need(reader.u32()));
        const signature = yield* need(reader.take(signatureBytes));
        yield* need(reader.finish());
        return { manifestHash: round, deputy, signature };
    });
}

/** Refuses: malformed, wrong_version. */
export function checkDeclarationAnswer(bytes: Uint8Array): Result<void> {
    return steps(function* () {
        yield* demand(bytes.length === answerBytes, "the answer to a declaration has 2 bytes");
        yield* readVersion(new Reader(bytes));
    });
}
