// ballot/encrypted.ts — the bytes of a ballot (PROTOCOL §8.5): where what stands, its id, its leaf.
import { concat, type Bytes } from "../basics/bytes.ts";
import { Reader } from "../basics/reader.ts";
import { need, steps, type Result } from "../basics/result.ts";
import { u16, u8 } from "../basics/writer.ts";
import { ciphertextBytes, decodeCiphertext, type Ciphertext } from "../crypto/elgamal.ts";
import { sha256, taggedHash } from "../crypto/hash.ts";
import { leafHash } from "../crypto/merkle.ts";
import type { OneOfProof } from "../crypto/proofs/one_of.ts";
import { signatureBytes, verifyKeyBytes, type VerifyKey } from "../crypto/signature.ts";
import { decodeProofs } from "./ballot_proof.ts";
import { readVerifyKey } from "./fields.ts";
import { ballotId, manifestHash, type BallotId, type ManifestHash } from "./ids.ts";
import type { Round } from "./round.ts";
import type { BallotShape } from "./shape.ts";
import { slipHash } from "./slip_hash.ts";
import { decodeToken, type Token } from "./token.ts";
import { entryTypes, hashBytes, prefixBytes, tags, tokenBytes } from "./wire.ts";

const versionBytes = 2;
const kindAndCountBytes = 2;

/** A ballot cut into its parts; nothing of them was looked at. */
export interface BallotParts {
    readonly version: number;
    readonly manifestHash: ManifestHash;
    readonly ballotKey: Bytes;
    readonly ciphertexts: Bytes;
    readonly proofs: Bytes;
    readonly token: Bytes;
    readonly signature: Bytes;
}

/** A ballot of which every byte decodes. */
export interface EncryptedBallot {
    readonly parts: BallotParts;
    readonly ballotKey: VerifyKey;
    readonly ciphertexts: readonly Ciphertext[];
    readonly proofs: readonly OneOfProof[];
    readonly token: Token;
}

/** The bytes are as many as the shape says. */
export function splitBallot(shape: BallotShape, bytes: Uint8Array): Result<BallotParts> {
    return steps(function* () {
        const reader = new Reader(bytes);
        const version = yield* need(reader.u16());
        const round = manifestHash(yield* need(reader.take(hashBytes)));
        const ballotKey = yield* need(reader.take(verifyKeyBytes));
        const ciphertexts = yield* need(reader.take(shape.ciphertextsBytes));
        const proofs = yield* need(reader.take(shape.proofsBytes));
        const token = yield* need(reader.take(tokenBytes));
        const signature = yield* need(reader.take(signatureBytes));
        yield* need(reader.finish());
        return { version, manifestHash: round, ballotKey, ciphertexts, proofs, token, signature };
    });
}

/** Q, of a ballot that was made here. */
export function ballotKeyOf(ballot: Uint8Array): Bytes {
    const start = versionBytes + hashBytes;
    return new Uint8Array(ballot.slice(start, start + verifyKeyBytes));
}

/** Which slip a ballot used that was made here, with a slip. */
export function slipHashOf(ballot: Uint8Array): Bytes {
    const token = ballot.subarray(-signatureBytes - tokenBytes, -signatureBytes);
    const prefix = token.subarray(kindAndCountBytes, kindAndCountBytes + prefixBytes);
    return slipHash(prefix, ballotKeyOf(ballot));
}

export function joinBallot(parts: BallotParts): Bytes {
    const { version, ballotKey, ciphertexts, proofs, token, signature } = parts;
    const head = concat(u16(version), parts.manifestHash, ballotKey);
    return concat(head, ciphertexts, proofs, token, signature);
}

/** In the order of the bytes. Refuses: malformed, not_canonical, identity_point. */
export function decodeBallotBody(parts: BallotParts, round: Round): Result<EncryptedBallot> {
    return steps(function* () {
        const ballotKey = yield* readVerifyKey(new Reader(parts.ballotKey));
        const ciphertexts = yield* need(decodeCiphertexts(parts.ciphertexts));
        const proofs = yield* need(decodeProofs(round.shape, parts.proofs));
        const token = yield* need(decodeToken(parts.token, round.issuer));
        return { parts, ballotKey, ciphertexts, proofs, token };
    });
}

function decodeCiphertexts(bytes: Bytes): Result<readonly Ciphertext[]> {
    return steps(function* () {
        const ciphertexts: Ciphertext[] = [];
        for (let at = 0; at < bytes.length; at += ciphertextBytes) {
            ciphertexts.push(
                yield* need(decodeCiphertext(bytes.subarray(at, at + ciphertextBytes))),
            );
        }
        return ciphertexts;
    });
}

type Identified = Pick<BallotParts, "manifestHash" | "ballotKey" | "ciphertexts" | "proofs">;

export function ballotIdOf({
    manifestHash: M,
    ballotKey,
    ciphertexts,
    proofs,
}: Identified): BallotId {
    return ballotId(taggedHash(tags.ballot, M, ballotKey, ciphertexts, proofs));
}

/** What the ballot key signs under the tag of casting. */
export function castStatement(id: BallotId, token: Uint8Array): Bytes {
    return concat(id, sha256(token));
}

/** Not the entry: the id, so that a deputy finds the leaf, and the hash, which is the whole ballot. */
export function ballotLeafData(id: BallotId, ballotSha256: Uint8Array): Bytes {
    return concat(u8(entryTypes.ballot), id, ballotSha256);
}

export function ballotLeafHash(id: BallotId, ballotSha256: Uint8Array): Bytes {
    return leafHash(ballotLeafData(id, ballotSha256));
}
