// ballot/paper_request.ts — a sheet taken instead of a token (PROTOCOL §7.5): what the card says at the desk.
import { concat, type Bytes } from "../basics/bytes.ts";
import { Reader } from "../basics/reader.ts";
import { demand, need, steps, type Result } from "../basics/result.ts";
import { u16, u32 } from "../basics/writer.ts";
import type { SigningKey } from "../crypto/signature.ts";
import { readVersion } from "./fields.ts";
import type { DeputyNumber, ManifestHash } from "./ids.ts";
import { formatVersion, tags } from "./wire.ts";

const answerBytes = 3;

/** That a sheet is taken instead of a token; the card asks for it. */
export async function makePaperRequest(
    round: ManifestHash,
    deputy: DeputyNumber,
    identityKey: SigningKey,
): Promise<Bytes> {
    const statement = concat(round, u32(deputy));
    return concat(u16(formatVersion), statement, await identityKey.sign(tags.paper, statement));
}

/** Refuses: malformed, wrong_version. */
export function checkPaperAnswer(bytes: Uint8Array): Result<void> {
    return steps(function* () {
        yield* demand(bytes.length === answerBytes, "the answer to a sheet has 3 bytes");
        const reader = new Reader(bytes);
        yield* readVersion(reader);
        yield* need(reader.oneOf([0]));
    });
}
