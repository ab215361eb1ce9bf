// Whole ballots of tests/vectors/piaojue_ballot.json: every value between card and promise.
import { describe, expect, it } from "vitest";
import { at } from "../../src/basics/assert.ts";
import { concat, type Bytes } from "../../src/basics/bytes.ts";
import { encodeHex } from "../../src/basics/encoding.ts";
import { u16 } from "../../src/basics/writer.ts";
import { encodeMessage } from "../../src/crypto/blind_rsa.ts";
import { sha256 } from "../../src/crypto/hash.ts";
import { toBytes } from "../../src/crypto/detail/big_integers.ts";
import { SigningKey, VerifyKey } from "../../src/crypto/signature.ts";
import { admitAlone } from "../../src/ballot/admit.ts";
import { BallotTranscript } from "../../src/ballot/ballot_proof.ts";
import { Box } from "../../src/ballot/box.ts";
import { identityKey, identitySeed, printCard, readCard } from "../../src/ballot/card.ts";
import { ballotLeafData, joinBallot, splitBallot } from "../../src/ballot/encrypted.ts";
import { encodeIssuance, decodeIssuance } from "../../src/ballot/entries/issuance.ts";
import { AddressedHandBack, AuthenticHandBack, makeHandBack } from "../../src/ballot/hand_back.ts";
import { ballotId, deputyNumber, trackingCode } from "../../src/ballot/ids.ts";
import { Marks } from "../../src/ballot/marks.ts";
import { checkOpening, decodeOpening, encodeOpening } from "../../src/ballot/opening.ts";
import { checkPromise, checkSignedRefusal } from "../../src/ballot/promise.ts";
import { BallotRandomness, proveBallot, seal } from "../../src/ballot/seal.ts";
import * as token from "../../src/ballot/token.ts";
import { tags } from "../../src/ballot/wire.ts";
import { ballotFile, ballotKeyOf, vectorRound, type PaperVector } from "../support/rounds.ts";
import { flip, hex, must, verdict } from "../support/vectors.ts";

const { ballots, hand_back: handBack } = ballotFile;
const shapeOfAny = at(ballots, 0);
const rollId = hex(ballotFile.roll_id);
const boxKey = await SigningKey.fromSeed(hex(ballotFile.box_key_seed));

const papers: (PaperVector & { name: string })[] = [...ballots, { name: "hand_back", ...handBack }];

describe.each(papers)("paper: $name", (vector) => {
    const round = vectorRound(shapeOfAny);
    const { manifestHash: M, issuer } = round;
    const deputy = deputyNumber(vector.deputy);

    it("reads and prints the card, and derives the identity key", async () => {
        const secret = hex(vector.card_secret);
        expect(printCard(secret)).toBe(vector.card_printed);
        expect(encodeHex(must(readCard(vector.card_printed)))).toBe(vector.card_secret);
        expect(encodeHex(await identitySeed(secret, rollId))).toBe(vector.identity_seed);
        const key = await identityKey(secret, rollId);
        expect(encodeHex(key.verifyKey.bytes)).toBe(vector.identity_key);
    });

    it("derives everything from the token seed", async () => {
        const seed = hex(vector.token_seed);
        const D = (label: string, length: number) =>
            encodeHex(token.expandTokenSeed(seed, M, label, length));
        expect(D("ballot-key", 32)).toBe(vector.ballot_key_seed);
        const paper = await token.derivePaper(seed, M, issuer);
        expect(encodeHex(paper.ballotKey.verifyKey.bytes)).toBe(vector.ballot_key);
        expect(encodeHex(paper.prefix)).toBe(vector.prefix);
        expect(encodeHex(paper.salt)).toBe(vector.salt);
        expect(encodeHex(toBytes(paper.r, 384))).toBe(vector.blinding_factor);
    });

    it("blinds, asks and unblinds", async () => {
        const paper = await token.derivePaper(hex(vector.token_seed), M, issuer);
        const Q = paper.ballotKey.verifyKey;
        const message = token.tokenMessage(M, Q);
        expect(encodeHex(message)).toBe(vector.token_message);
        const prepared = concat(paper.prefix, message);
        expect(encodeHex(prepared)).toBe(vector.prepared_message);
        expect(encodeHex(encodeMessage(issuer, prepared, paper.salt))).toBe(vector.encoded_message);
        const { blinded, unblinder } = must(token.blindPaper(paper, M, issuer));
        expect(encodeHex(blinded)).toBe(vector.blinded);
        expect(encodeHex(sha256(blinded))).toBe(vector.blinded_sha256);
        const key = await SigningKey.fromSeed(hex(vector.identity_seed));
        const request = await token.makeIssueRequest(M, deputy, key, blinded);
        expect(encodeHex(request)).toBe(vector.issue_request);
        const answer = concat(hex("000101"), hex(vector.blind_signature));
        const finished = must(token.finalizeToken(paper, unblinder, M, issuer, answer));
        expect(encodeHex(token.encodeToken(finished))).toBe(vector.token);
        expect(verdict(token.checkToken(finished, Q, round))).toBe("ok");
    });

    it("is asked for by the deputy, and stands in the log", async () => {
        const request = must(token.decodeIssueRequest(hex(vector.issue_request), M, issuer));
        const key = await SigningKey.fromSeed(hex(vector.identity_seed));
        expect(verdict(token.checkIssueRequest(request, key.verifyKey))).toBe("ok");
        const { signature } = request;
        const blindedSha256 = sha256(request.blinded);
        const entry = encodeIssuance({
            manifestHash: M,
            deputy,
            kind: "blind",
            blindedSha256,
            signature,
        });
        expect(encodeHex(entry)).toBe(vector.issuance_entry);
        expect(encodeIssuance(must(decodeIssuance(entry)))).toEqual(entry);
    });

    it("has a promise that only the box key makes", async () => {
        const leaf = hex(vector.leaf_hash);
        const promise = concat(u16(1), M, leaf, await boxKey.sign(tags.promise, M, leaf));
        expect(encodeHex(promise)).toBe(vector.promise);
        expect(verdict(checkPromise(promise, round, leaf))).toBe("ok");
    });
});

describe.each(ballots)("ballot: $name", (vector) => {
    const round = vectorRound(vector);
    const Q = hex(vector.ballot_key);
    const seed = hex(vector.ballot_seed);
    const marks = must(Marks.decode(round.shape, hex(vector.marks)));

    it("draws the randomness of the ciphertexts", () => {
        const drawn = new BallotRandomness(seed, round.manifestHash, Q, marks, "encrypt");
        for (const r of vector.randomness) expect(encodeHex(drawn.next().encode())).toBe(r);
    });

    it("is proven with these challenges", () => {
        const proven = proveBallot(round, Q, marks, seed);
        expect(encodeHex(proven.ciphertexts)).toBe(vector.ciphertexts);
        expect(encodeHex(proven.proofs)).toBe(vector.proofs);
        const admitted = must(admitAlone(hex(vector.ballot), round));
        const commitments = admitted.authentic.ballot.proofs.flatMap((proof) => proof.commitments);
        const { manifestHash, jointKey } = round;
        const transcript = new BallotTranscript(manifestHash, jointKey, Q, proven.ciphertexts);
        expect(encodeHex(transcript.d.encode().slice(0, 16))).toBe(vector.d);
        expect(encodeHex(transcript.challenge(commitments).encode())).toBe(vector.challenge);
    });

    it("is sealed to these bytes and leaves", async () => {
        const paper = must(token.decodeToken(hex(vector.token), round.issuer));
        const sealed = must(await seal(round, await ballotKeyOf(vector), paper, marks, seed));
        const { id, sha256: hash, leafHash, addressed } = sealed.authentic;
        expect(encodeHex(addressed.bytes)).toBe(vector.ballot);
        expect(addressed.bytes.length).toBe(round.shape.ballotBytes);
        expect(encodeHex(addressed.parts.signature)).toBe(vector.signature);
        expect(encodeHex(id)).toBe(vector.ballot_id);
        expect(trackingCode(id)).toBe(vector.tracking_code);
        expect(encodeHex(hash)).toBe(vector.ballot_sha256);
        expect(encodeHex(ballotLeafData(id, hash))).toBe(vector.leaf_data);
        expect(encodeHex(leafHash)).toBe(vector.leaf_hash);
    });

    it("opens on a second device to its own id and to no other", () => {
        const opening = must(decodeOpening(round.shape, hex(vector.opening)));
        expect(encodeHex(encodeOpening(opening))).toBe(vector.opening);
        expect(opening.marks.bytes).toEqual(marks.bytes);
        const id = ballotId(hex(vector.ballot_id));
        expect(checkOpening(round, id, opening)).toBe("agrees");
        expect(checkOpening(round, ballotId(flip(id, 31)), opening)).toBe("differs");
        const otherSeed = { ...opening, seed: flip(opening.seed, 0) };
        expect(checkOpening(round, id, otherSeed)).toBe("differs");
    });

    it("splits and joins without loss", () => {
        const bytes = hex(vector.ballot);
        expect(joinBallot(must(splitBallot(round.shape, bytes)))).toEqual(bytes);
    });
});

describe("the hand-back", () => {
    const round = vectorRound(shapeOfAny);

    it("is made to these bytes", async () => {
        const paper = must(token.decodeToken(hex(handBack.token), round.issuer));
        const made = await makeHandBack(
            "hand_back",
            round.manifestHash,
            await ballotKeyOf(handBack),
            paper,
        );
        expect(encodeHex(made)).toBe(handBack.entry);
    });

    it("is authentic and has this leaf", () => {
        const addressed = must(AddressedHandBack.read("hand_back", hex(handBack.entry), round));
        const { leafHash } = must(AuthenticHandBack.authenticate(addressed));
        expect(encodeHex(leafHash)).toBe(handBack.leaf_hash);
    });
});

describe("ballots that are refused", () => {
    it.each(ballotFile.refused)("$name: $refusal", ({ ballot, refusal }) => {
        const box = new Box(vectorRound(shapeOfAny), "voting");
        expect(verdict(box.cast(hex(ballot)))).toBe(refusal);
    });
});

describe("what the box signs", () => {
    const round = vectorRound(shapeOfAny);
    const promise = hex(shapeOfAny.promise);
    const leaf = hex(shapeOfAny.leaf_hash);
    const after = (bytes: Bytes) => verdict(checkPromise(bytes, round, leaf));

    it("is believed as a promise only for this leaf, round and key", () => {
        expect(after(concat(promise, Uint8Array.of(0)))).toBe("malformed");
        expect(after(promise.slice(1))).toBe("malformed");
        expect(after(flip(promise, 1))).toBe("wrong_version");
        expect(after(flip(promise, 2))).toBe("malformed");
        expect(after(flip(promise, 40))).toBe("malformed");
        expect(after(flip(promise, 70))).toBe("signature_rejected");
        expect(verdict(checkPromise(promise, round, flip(leaf, 0)))).toBe("malformed");
        const stranger = must(VerifyKey.decode(hex(handBack.ballot_key)));
        const elsewhere = { ...round, boxKey: stranger };
        expect(verdict(checkPromise(promise, elsewhere, leaf))).toBe("signature_rejected");
    });

    it("is believed as a refusal only for this request and code", async () => {
        const request = hex(shapeOfAny.ballot);
        const M = round.manifestHash;
        const signed = await boxKey.sign(tags.refusal, M, u16(8), sha256(request));
        const refusal = (code: "wrong_phase" | "busy", bytes: Bytes) =>
            verdict(checkSignedRefusal(signed, round, code, bytes));
        expect(refusal("wrong_phase", request)).toBe("ok");
        expect(refusal("busy", request)).toBe("signature_rejected");
        expect(refusal("wrong_phase", flip(request, 5))).toBe("signature_rejected");
    });
});
