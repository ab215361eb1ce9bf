// tests/support/rounds.ts — the rounds of the vectors and of the example, as a client would hold them.
import { at } from "../../src/basics/assert.ts";
import type { Bytes } from "../../src/basics/bytes.ts";
import { Reader } from "../../src/basics/reader.ts";
import { Point } from "../../src/crypto/point.ts";
import { IssuerPublicKey } from "../../src/crypto/rsa_key.ts";
import { SigningKey, VerifyKey } from "../../src/crypto/signature.ts";
import { manifestHash } from "../../src/ballot/ids.ts";
import { decodeManifest, type VoteManifest } from "../../src/ballot/manifest.ts";
import type { Round } from "../../src/ballot/round.ts";
import { BallotShape, type ShapeFields } from "../../src/ballot/shape.ts";
import { hex, must, vectorBytes, vectors } from "./vectors.ts";

export interface PaperVector {
    deputy: number;
    card_secret: string;
    card_printed: string;
    identity_seed: string;
    identity_key: string;
    token_seed: string;
    ballot_key_seed: string;
    ballot_key: string;
    prefix: string;
    salt: string;
    blinding_factor: string;
    token_message: string;
    prepared_message: string;
    encoded_message: string;
    blinded: string;
    blinded_sha256: string;
    issue_request: string;
    issuance_entry: string;
    blind_signature: string;
    token: string;
    leaf_hash: string;
    promise: string;
}

export interface BallotVector extends PaperVector, ShapeFields {
    name: string;
    marks: string;
    ballot_seed: string;
    randomness: string[];
    ciphertexts: string;
    d: string;
    challenge: string;
    proofs: string;
    ballot_id: string;
    tracking_code: string;
    opening: string;
    signature: string;
    ballot: string;
    ballot_sha256: string;
    leaf_data: string;
}

export interface BallotFile {
    issuer: { p: string; q: string; modulus: string; private_exponent: string; roots: string[] };
    manifest_hash: string;
    roll_id: string;
    joint_key: string;
    box_key_seed: string;
    box_key: string;
    ballots: BallotVector[];
    hand_back: PaperVector & { entry: string };
    refused: { name: string; ballot: string; refusal: string }[];
}

export const ballotFile = vectors<BallotFile>("piaojue_ballot.json");

/** The round that piaojue_ballot.json speaks of, with the rules of one of its ballots. */
export function vectorRound(shape: ShapeFields): Round {
    const { issuer, manifest_hash, joint_key, box_key } = ballotFile;
    return {
        manifestHash: manifestHash(hex(manifest_hash)),
        jointKey: must(Point.decode(hex(joint_key))).withTable(),
        shape: new BallotShape(shape),
        issuer: must(IssuerPublicKey.check(hex(issuer.modulus), issuer.roots.map(hex))),
        boxKey: must(VerifyKey.decode(hex(box_key))),
        jointPhases: false,
        slips: null,
        due: 1,
    };
}

export async function ballotKeyOf(paper: PaperVector): Promise<SigningKey> {
    return SigningKey.fromSeed(hex(paper.ballot_key_seed));
}

/** The entries of the example's record. */
export const exampleEntries: readonly Bytes[] = readRecord(
    vectorBytes("piaojue_example_record.bin"),
);

function readRecord(record: Bytes): readonly Bytes[] {
    const reader = new Reader(record);
    must(reader.take("PJRECORD".length));
    must(reader.u16());
    const count = must(reader.u32());
    return Array.from({ length: count }, () => must(reader.bytes32()));
}

export const exampleManifestEntry: Bytes = at(exampleEntries, 6);
export const exampleManifest: VoteManifest = must(decodeManifest(exampleManifestEntry));
