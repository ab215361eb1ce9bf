// ballot/admit.ts — from bytes to a ballot that counts (PROTOCOL §8.6): three types, each harder than the last.
//
//   AddressedBallot    too_large, malformed (length), wrong_version, wrong_manifest
//   AuthenticBallot    malformed / not_canonical / identity_point in the body, token_rejected, signature_rejected
//   AdmissibleBallot   proof_rejected
// The refusals of the box stand between them: the phase after the first, repeats after the second (box.ts).
import { encodeHex } from "../basics/encoding.ts";
import { need, refuse, steps, type Result } from "../basics/result.ts";
import type { Bytes } from "../basics/bytes.ts";
import { sha256 } from "../crypto/hash.ts";
import { BallotTranscript, checkBallotProofs } from "./ballot_proof.ts";
import {
    ballotIdOf,
    ballotLeafHash,
    castStatement,
    decodeBallotBody,
    splitBallot,
    type BallotParts,
    type EncryptedBallot,
} from "./encrypted.ts";
import { sameRound, type BallotId } from "./ids.ts";
import type { Round } from "./round.ts";
import { checkToken } from "./token.ts";
import { formatVersion, tags } from "./wire.ts";

export class AddressedBallot {
    readonly round: Round;
    readonly bytes: Bytes;
    readonly parts: BallotParts;

    private constructor(round: Round, bytes: Bytes, parts: BallotParts) {
        this.round = round;
        this.bytes = bytes;
        this.parts = parts;
    }

    static read(bytes: Bytes, round: Round): Result<AddressedBallot> {
        return steps(function* () {
            if (bytes.length > round.shape.ballotBytes) {
                yield* refuse("too_large", `${bytes.length} bytes of ballot`);
            }
            const parts = yield* need(splitBallot(round.shape, bytes));
            if (parts.version !== formatVersion) {
                yield* refuse("wrong_version", `version ${parts.version}`);
            }
            yield* need(sameRound(parts.manifestHash, round.manifestHash));
            return new AddressedBallot(round, bytes, parts);
        });
    }
}

export class AuthenticBallot {
    readonly addressed: AddressedBallot;
    readonly ballot: EncryptedBallot;
    readonly id: BallotId;
    /** Of the whole ballot. */
    readonly sha256: Bytes;

    private constructor(addressed: AddressedBallot, ballot: EncryptedBallot, id: BallotId) {
        this.addressed = addressed;
        this.ballot = ballot;
        this.id = id;
        this.sha256 = sha256(addressed.bytes);
    }

    static authenticate(addressed: AddressedBallot): Result<AuthenticBallot> {
        const { parts, round } = addressed;
        return steps(function* () {
            const ballot = yield* need(decodeBallotBody(parts, round));
            const { ballotKey, token } = ballot;
            yield* need(checkToken(token, ballotKey, round));
            const id = ballotIdOf(parts);
            const statement = castStatement(id, parts.token);
            yield* need(ballotKey.verify(tags.cast, statement, parts.signature));
            return new AuthenticBallot(addressed, ballot, id);
        });
    }

    get leafHash(): Bytes {
        return ballotLeafHash(this.id, this.sha256);
    }
}

export class AdmissibleBallot {
    readonly authentic: AuthenticBallot;

    private constructor(authentic: AuthenticBallot) {
        this.authentic = authentic;
    }

    /** Refuses: duplicate_ciphertext (within the ballot), proof_rejected. */
    static admit(authentic: AuthenticBallot): Result<AdmissibleBallot> {
        const { ballot, addressed } = authentic;
        const { round, parts } = addressed;
        return steps(function* () {
            const firsts = new Set(firstComponents(ballot));
            if (firsts.size !== ballot.ciphertexts.length) {
                yield* refuse("duplicate_ciphertext", "twice in one ballot");
            }
            const { manifestHash, jointKey, shape } = round;
            const { ballotKey, ciphertexts } = parts;
            const transcript = new BallotTranscript(manifestHash, jointKey, ballotKey, ciphertexts);
            const { proofs } = ballot;
            yield* need(checkBallotProofs(shape, jointKey, transcript, ballot.ciphertexts, proofs));
            return new AdmissibleBallot(authentic);
        });
    }
}

/** The encodings of the first components, in hex: two ciphertexts with the same one are one. */
export function firstComponents({ ciphertexts }: EncryptedBallot): readonly string[] {
    return ciphertexts.map(({ u }) => encodeHex(u.encode()));
}

/** All checks that need no box. */
export function admitAlone(bytes: Bytes, round: Round): Result<AdmissibleBallot> {
    const addressed = AddressedBallot.read(bytes, round);
    if (!addressed.ok) return addressed;
    const authentic = AuthenticBallot.authenticate(addressed.value);
    return authentic.ok ? AdmissibleBallot.admit(authentic.value) : authentic;
}
