// ballot/token.ts — the ballot paper (PROTOCOL §7): its seed, the issue request, and the token of each kind.
import { concat, isZero, type Bytes } from "../basics/bytes.ts";
import { Reader } from "../basics/reader.ts";
import {
    demand,
    fail,
    need,
    ok,
    refuse,
    steps,
    type Refusal,
    type Result,
} from "../basics/result.ts";
import { u16, u32, u8 } from "../basics/writer.ts";
import { blind, finalize, saltBytes, verifyRsaPss } from "../crypto/blind_rsa.ts";
import { sha256, shake256, tagged } from "../crypto/hash.ts";
import { issuerModulusBytes, type RsaPublicKey } from "../crypto/rsa_key.ts";
import { signatureBytes, SigningKey, type VerifyKey } from "../crypto/signature.ts";
import { readVersion } from "./fields.ts";
import type { StatementSigner } from "./entries/statement.ts";
import type { SlipList } from "./slip.ts";
import { slipHash } from "./slip_hash.ts";
import { word } from "./method.ts";
import {
    deputyNumber,
    manifestHash,
    sameRound,
    type DeputyNumber,
    type ManifestHash,
} from "./ids.ts";
import {
    formatVersion,
    hashBytes,
    issueAnswerBytes,
    issueRequestBytes,
    prefixBytes,
    seedBytes,
    tags,
    tokenBytes,
} from "./wire.ts";

const blindBytes = 400;
const kinds = { rsa: 0, drawn: 1, paper: 2 } as const;
const counts = { rsa: 1, drawn: 0, paper: 2 } as const;
const onlyCount = counts.rsa;
const onlyIssuer = 1;
const drawAnswerBytes = 3;
/** What stands behind the prefix. */
const tailBytes = 1 + issuerModulusBytes;
/** Person and signature of each witness. */
const witnessBytes = 2 + signatureBytes;
const paperTailBytes = tokenBytes - 2 - counts.paper * witnessBytes;

/** Everything that one token seed becomes. */
export interface PaperSecrets {
    readonly ballotKey: SigningKey;
    readonly prefix: Bytes;
    readonly salt: Bytes;
    /** The blinding factor. */
    readonly r: bigint;
}

/** The issuer's blind signature on a ballot key. */
export interface RsaToken {
    readonly kind: "rsa";
    readonly prefix: Bytes;
    readonly signature: Bytes;
}

/** The place of a ballot key in the round's list of slips. */
export interface DrawnToken {
    readonly kind: "drawn";
    readonly prefix: Bytes;
}

/** Two people's word that a sheet stands behind a ballot. */
export interface PaperToken {
    readonly kind: "paper";
    /** By person, ascending. */
    readonly witnesses: readonly [StatementSigner, StatementSigner];
}

export type Token = RsaToken | DrawnToken | PaperToken;

/** What a token is held against. */
export interface TokenRules {
    readonly manifestHash: ManifestHash;
    readonly issuer: RsaPublicKey;
    /** Null: the round has none, or they are not at hand. */
    readonly slips: SlipList | null;
    /** Whether two people's word holds (paper_token.ts); without it none is taken. */
    readonly isPaper?: (token: PaperToken, ballotKey: Bytes) => boolean;
}

export interface IssueRequest {
    readonly manifestHash: ManifestHash;
    readonly deputy: DeputyNumber;
    readonly blinded: Bytes;
    readonly signature: Bytes;
}

/** A blinded ballot key and what unblinds the answer. */
export interface BlindedPaper {
    readonly blinded: Bytes;
    readonly unblinder: bigint;
}

/** The byte string D(label, length) of a token seed. */
export function expandTokenSeed(
    seed: Uint8Array,
    round: ManifestHash,
    label: string,
    length: number,
): Bytes {
    return shake256(concat(tagged(tags.tokenSeed, seed, round), tagged(label)), length);
}

export async function derivePaper(
    seed: Uint8Array,
    round: ManifestHash,
    issuer: RsaPublicKey,
): Promise<PaperSecrets> {
    const ballotKeySeed = expandTokenSeed(seed, round, "ballot-key", seedBytes);
    return {
        ballotKey: await SigningKey.fromSeed(ballotKeySeed),
        prefix: expandTokenSeed(seed, round, "prefix", prefixBytes),
        salt: expandTokenSeed(seed, round, "salt", saltBytes),
        r: issuer.reduce(expandTokenSeed(seed, round, "blind", blindBytes)),
    };
}

/** What the issuer signs without seeing it. */
export function tokenMessage(round: ManifestHash, ballotKey: VerifyKey): Bytes {
    return tagged(tags.token, round, ballotKey.bytes);
}

function prepared(prefix: Bytes, round: ManifestHash, ballotKey: VerifyKey): Bytes {
    return concat(prefix, tokenMessage(round, ballotKey));
}

/** Refuses: malformed, if the seed gives a factor without inverse; then it is thrown away. */
export function blindPaper(
    paper: PaperSecrets,
    round: ManifestHash,
    issuer: RsaPublicKey,
): Result<BlindedPaper> {
    const message = prepared(paper.prefix, round, paper.ballotKey.verifyKey);
    return blind(issuer, message, paper.salt, paper.r);
}

/** Refuses: malformed, wrong_version (the answer), token_rejected (what it holds is no signature). */
export function finalizeToken(
    paper: PaperSecrets,
    unblinder: bigint,
    round: ManifestHash,
    issuer: RsaPublicKey,
    answer: Uint8Array,
): Result<RsaToken> {
    return steps(function* () {
        const blindSignature = yield* need(decodeIssueAnswer(answer));
        const message = prepared(paper.prefix, round, paper.ballotKey.verifyKey);
        const signature = finalize(issuer, message, blindSignature, unblinder);
        if (!signature.ok) return yield* refuse("token_rejected", signature.error.detail);
        return { kind: "rsa", prefix: paper.prefix, signature: signature.value };
    });
}

/** Refuses: malformed, wrong_version. */
export function decodeIssueAnswer(bytes: Uint8Array): Result<Bytes> {
    return steps(function* () {
        yield* demand(bytes.length === issueAnswerBytes, "an answer has 387 bytes");
        const reader = new Reader(bytes);
        yield* readVersion(reader);
        yield* need(reader.oneOf([onlyCount]));
        return yield* need(reader.take(issuerModulusBytes));
    });
}

export function encodeToken(token: Token): Bytes {
    const kind = concat(u8(kinds[token.kind]), u8(counts[token.kind]));
    if (token.kind === "paper") {
        const [one, other] = token.witnesses.map(({ person, signature }) =>
            concat(u16(person), signature),
        ) as [Bytes, Bytes];
        return concat(kind, one, other, new Uint8Array(paperTailBytes));
    }
    const head = concat(kind, token.prefix);
    const tail =
        token.kind === "rsa" ? concat(u8(onlyIssuer), token.signature) : new Uint8Array(tailBytes);
    return concat(head, tail);
}

/** Refuses: malformed (also: a signature not below N). */
export function decodeToken(bytes: Uint8Array, issuer: RsaPublicKey): Result<Token> {
    return steps(function* () {
        yield* demand(bytes.length === tokenBytes, "a token has 419 bytes");
        const reader = new Reader(bytes);
        const kind = yield* word(reader, kinds);
        yield* need(reader.oneOf([counts[kind]]));
        if (kind === "paper") return yield* readPaperToken(reader);
        const prefix = yield* need(reader.take(prefixBytes));
        if (kind === "drawn") {
            yield* demand(isZero(yield* need(reader.take(tailBytes))), "nothing but its prefix");
            return { kind: "drawn", prefix };
        }
        yield* need(reader.oneOf([onlyIssuer]));
        const signature = yield* need(reader.take(issuerModulusBytes));
        yield* need(issuer.decode(signature));
        return { kind: "rsa", prefix, signature };
    });
}

function* readPaperToken(reader: Reader): Generator<Refusal, PaperToken> {
    const witness = function* (): Generator<Refusal, StatementSigner> {
        const person = yield* need(reader.u16());
        return { person, signature: yield* need(reader.take(signatureBytes)) };
    };
    const witnesses = [yield* witness(), yield* witness()] as const;
    yield* demand(witnesses[0].person < witnesses[1].person, "persons out of order");
    yield* demand(isZero(yield* need(reader.take(paperTailBytes))), "nothing but two signatures");
    return { kind: "paper", witnesses };
}

/** Refuses: token_rejected. */
export function checkToken(token: Token, ballotKey: VerifyKey, rules: TokenRules): Result<void> {
    const { manifestHash: M, issuer, slips } = rules;
    if (token.kind === "paper") {
        const held = rules.isPaper?.(token, ballotKey.bytes) === true;
        return held ? ok() : fail("token_rejected", "not two people's word");
    }
    if (token.kind === "drawn") {
        const listed = slips?.has(slipHash(token.prefix, ballotKey.bytes)) === true;
        return listed ? ok() : fail("token_rejected", "no slip of this round");
    }
    const message = prepared(token.prefix, M, ballotKey);
    const checked = verifyRsaPss(issuer, message, token.signature);
    return checked.ok ? ok() : fail("token_rejected", "the issuer did not sign this ballot key");
}

function issueStatement(round: ManifestHash, deputy: DeputyNumber, blinded: Bytes): Bytes {
    return concat(round, u32(deputy), u8(onlyCount), sha256(blinded));
}

export async function makeIssueRequest(
    round: ManifestHash,
    deputy: DeputyNumber,
    identityKey: SigningKey,
    blinded: Bytes,
): Promise<Bytes> {
    const signature = await identityKey.sign(tags.issue, issueStatement(round, deputy, blinded));
    return concat(u16(formatVersion), round, u32(deputy), u8(onlyCount), blinded, signature);
}

function drawStatement(round: ManifestHash, deputy: DeputyNumber): Bytes {
    return concat(round, u32(deputy), u8(counts.drawn));
}

/** That a slip is drawn (PROTOCOL §7.4): an issue request with nothing to sign. */
export async function makeDrawRequest(
    round: ManifestHash,
    deputy: DeputyNumber,
    identityKey: SigningKey,
): Promise<Bytes> {
    const statement = drawStatement(round, deputy);
    const signature = await identityKey.sign(tags.issue, statement);
    return concat(u16(formatVersion), statement, signature);
}

/** Refuses: malformed, wrong_version. */
export function checkDrawAnswer(bytes: Uint8Array): Result<void> {
    return steps(function* () {
        yield* demand(bytes.length === drawAnswerBytes, "the answer to a draw has 3 bytes");
        yield* readVersion(new Reader(bytes));
        yield* demand(bytes[drawAnswerBytes - 1] === counts.drawn, "nothing was to be signed");
    });
}

/** Refuses, in this order: too_large, malformed, wrong_version, wrong_manifest. */
export function decodeIssueRequest(
    bytes: Uint8Array,
    round: ManifestHash,
    issuer: RsaPublicKey,
): Result<IssueRequest> {
    return steps(function* () {
        if (bytes.length > issueRequestBytes) yield* refuse("too_large", "a request of 487 bytes");
        yield* demand(bytes.length === issueRequestBytes, "a request of 487 bytes");
        const blindedAt = issueRequestBytes - signatureBytes - issuerModulusBytes;
        const blinded = bytes.slice(blindedAt, blindedAt + issuerModulusBytes);
        yield* need(issuer.decode(blinded));
        yield* demand(bytes[blindedAt - 1] === onlyCount, "one paper at a time");
        const reader = new Reader(bytes);
        yield* readVersion(reader);
        const found = yield* need(reader.take(hashBytes));
        yield* need(sameRound(found, round));
        const deputy = deputyNumber(yield* need(reader.u32()));
        const signature = new Uint8Array(bytes.slice(-signatureBytes));
        return {
            manifestHash: manifestHash(found),
            deputy,
            blinded: new Uint8Array(blinded),
            signature,
        };
    });
}

/** Against the deputy's key of the roll, undefined if there is no such deputy. Refuses: not_on_roll. */
export function checkIssueRequest(
    request: IssueRequest,
    identityKey: VerifyKey | undefined,
): Result<void> {
    const message = issueStatement(request.manifestHash, request.deputy, request.blinded);
    return identityKey?.verify(tags.issue, message, request.signature).ok === true
        ? ok()
        : fail("not_on_roll", `deputy ${request.deputy} did not sign this`);
}
