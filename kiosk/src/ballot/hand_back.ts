// ballot/hand_back.ts — a paper given up instead of cast: handed back (PROTOCOL §8.6), exchanged for a sheet (§7.5), or
// told to have stayed unused (§11.9). One form of three types.
import { concat, type Bytes } from "../basics/bytes.ts";
import { Reader } from "../basics/reader.ts";
import { demand, need, refuse, steps, type Result } from "../basics/result.ts";
import { u16, u8 } from "../basics/writer.ts";
import { sha256 } from "../crypto/hash.ts";
import { leafHash } from "../crypto/merkle.ts";
import {
    signatureBytes,
    verifyKeyBytes,
    type SigningKey,
    type VerifyKey,
} from "../crypto/signature.ts";
import type { Giving } from "./giving.ts";
import { readVerifyKey, readVersion } from "./fields.ts";
import { sameRound, type ManifestHash } from "./ids.ts";
import type { Round } from "./round.ts";
import { checkToken, decodeToken, encodeToken, type Token } from "./token.ts";
import { entryTypes, formatVersion, handBackBytes, hashBytes, tags, tokenBytes } from "./wire.ts";

const forms = {
    hand_back: { type: entryTypes.handBack, tag: tags.handBack },
    exchange: { type: entryTypes.exchange, tag: tags.exchange },
    claim: { type: entryTypes.claim, tag: tags.claim },
} as const;

function statement(round: ManifestHash, token: Uint8Array): Bytes {
    return concat(round, sha256(token));
}

/** The request, which is the entry. */
export async function makeHandBack(
    giving: Giving,
    round: ManifestHash,
    ballotKey: SigningKey,
    token: Token,
): Promise<Bytes> {
    const paper = encodeToken(token);
    const signature = await ballotKey.sign(forms[giving].tag, statement(round, paper));
    const head = concat(u8(forms[giving].type), u16(formatVersion), round);
    return concat(head, ballotKey.verifyKey.bytes, paper, signature);
}

/** A hand-back that is addressed to the round; its paper was not looked at. */
export class AddressedHandBack {
    readonly giving: Giving;
    readonly round: Round;
    readonly bytes: Bytes;
    readonly ballotKey: Bytes;
    readonly token: Bytes;
    readonly signature: Bytes;

    private constructor(
        giving: Giving,
        round: Round,
        bytes: Bytes,
        rest: readonly [Bytes, Bytes, Bytes],
    ) {
        this.giving = giving;
        this.round = round;
        this.bytes = bytes;
        [this.ballotKey, this.token, this.signature] = rest;
    }

    /** Refuses, in this order: too_large, malformed, wrong_version, wrong_manifest. */
    static read(giving: Giving, bytes: Bytes, round: Round): Result<AddressedHandBack> {
        return steps(function* () {
            if (bytes.length > handBackBytes)
                yield* refuse("too_large", "a hand-back of 550 bytes");
            yield* demand(bytes.length === handBackBytes, "a hand-back of 550 bytes");
            const reader = new Reader(bytes);
            yield* need(reader.oneOf([forms[giving].type]));
            yield* readVersion(reader);
            yield* need(sameRound(yield* need(reader.take(hashBytes)), round.manifestHash));
            const ballotKey = yield* need(reader.take(verifyKeyBytes));
            const token = yield* need(reader.take(tokenBytes));
            const signature = yield* need(reader.take(signatureBytes));
            return new AddressedHandBack(giving, round, bytes, [ballotKey, token, signature]);
        });
    }
}

export class AuthenticHandBack {
    readonly addressed: AddressedHandBack;
    readonly ballotKey: VerifyKey;
    readonly token: Token;
    readonly leafHash: Bytes;

    private constructor(addressed: AddressedHandBack, ballotKey: VerifyKey, token: Token) {
        this.addressed = addressed;
        this.ballotKey = ballotKey;
        this.token = token;
        this.leafHash = leafHash(addressed.bytes);
    }

    /** Refuses, in this order: not_canonical, malformed, token_rejected, signature_rejected. */
    static authenticate(addressed: AddressedHandBack): Result<AuthenticHandBack> {
        const { giving, round } = addressed;
        return steps(function* () {
            const ballotKey = yield* readVerifyKey(new Reader(addressed.ballotKey));
            const token = yield* need(decodeToken(addressed.token, round.issuer));
            // A slip that somebody found was never its deputy's own: only a blind paper can be claimed.
            const own = giving === "claim" ? token.kind === "rsa" : token.kind !== "paper";
            if (!own) yield* refuse("token_rejected", `${token.kind} cannot be given up so`);
            yield* need(checkToken(token, ballotKey, round));
            const message = statement(round.manifestHash, addressed.token);
            yield* need(ballotKey.verify(forms[giving].tag, message, addressed.signature));
            return new AuthenticHandBack(addressed, ballotKey, token);
        });
    }
}
