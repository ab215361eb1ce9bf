// docs/PROTOCOL-EXAMPLE.md: every value in it that a client can compute, computed.
import { describe, expect, it } from "vitest";
import { at } from "../../src/basics/assert.ts";
import { concat, type Bytes } from "../../src/basics/bytes.ts";
import { encodeHex } from "../../src/basics/encoding.ts";
import { Reader } from "../../src/basics/reader.ts";
import { u16, u8 } from "../../src/basics/writer.ts";
import { encodeMessage } from "../../src/crypto/blind_rsa.ts";
import { toBytes, toInteger } from "../../src/crypto/detail/big_integers.ts";
import { sumCiphertexts } from "../../src/crypto/elgamal.ts";
import { sha256, taggedHash } from "../../src/crypto/hash.ts";
import { leafHash, treeRoot } from "../../src/crypto/merkle.ts";
import { Scalar } from "../../src/crypto/scalar.ts";
import { SigningKey } from "../../src/crypto/signature.ts";
import { Transcript } from "../../src/crypto/transcript.ts";
import { admitAlone } from "../../src/ballot/admit.ts";
import { BallotTranscript } from "../../src/ballot/ballot_proof.ts";
import { Box } from "../../src/ballot/box.ts";
import { identityKey, identitySeed, printCard, readCard } from "../../src/ballot/card.ts";
import { ballotLeafData } from "../../src/ballot/encrypted.ts";
import { decodeCongress } from "../../src/ballot/entries/congress.ts";
import {
    checkEnrolment,
    decodeEnrolment,
    enrolmentFingerprint,
} from "../../src/ballot/entries/enrolment.ts";
import { encodeIssuance } from "../../src/ballot/entries/issuance.ts";
import { decodeRoll, deputyOf } from "../../src/ballot/entries/roll.ts";
import { entryLeafHash } from "../../src/ballot/entry.ts";
import { AddressedHandBack, AuthenticHandBack } from "../../src/ballot/hand_back.ts";
import { ballotId, deputyNumber, trackingCode } from "../../src/ballot/ids.ts";
import { Marks } from "../../src/ballot/marks.ts";
import { decodeOpened, encodeOpened } from "../../src/ballot/opening.ts";
import { checkpointKeys, checkReceipt } from "../../src/ballot/receipt.ts";
import { roundOf } from "../../src/ballot/round.ts";
import { BallotRandomness, seal } from "../../src/ballot/seal.ts";
import * as token from "../../src/ballot/token.ts";
import { ballotSession, tags } from "../../src/ballot/wire.ts";
import * as example from "../support/example.ts";
import { exampleEntries, exampleManifest, exampleManifestEntry } from "../support/rounds.ts";
import { hex, must, vectorBytes, vectors, verdict } from "../support/vectors.ts";

const entryOf = (index: number): Bytes => at(exampleEntries, index);
const congress = must(decodeCongress(entryOf(0)));
const enrolment = must(decodeEnrolment(entryOf(1)));
const roll = must(decodeRoll(entryOf(3)));
const round = must(roundOf(exampleManifest));
const M = round.manifestHash;
const ballots = [20, 21, 22].map((index) => entryOf(index).slice(1));

describe("the log", () => {
    it("has the entries that the document takes apart, byte for byte", () => {
        const shown = [0, 1, 2, 3, 4, 6, 12, 22, 5, 8, 18, 10, 23, 24, 25, 26, 27, 29, 30, 33];
        for (const index of shown) {
            expect(encodeHex(example.entry(index))).toBe(encodeHex(entryOf(index)));
        }
    });

    it("has these leaf hashes and lengths", () => {
        const found = exampleEntries.map((entry, index) => ({
            index,
            bytes: entry.length,
            leafHash: encodeHex(entryLeafHash(entry)),
        }));
        expect(found).toEqual(example.tableOfEntries);
    });

    it("has this root at the closing checkpoint", () => {
        const root = treeRoot(exampleEntries.slice(0, 26).map(entryLeafHash));
        expect(encodeHex(root)).toBe(example.value("closing_root"));
    });

    it("hashes a ballot entry without room for an id as it is, and any other by id and hash", () => {
        const short = concat(u8(9), new Uint8Array(548));
        expect(entryLeafHash(short)).toEqual(leafHash(short));
        const empty = concat(u8(9), new Uint8Array(549));
        const id = taggedHash(tags.ballot, new Uint8Array(64));
        expect(entryLeafHash(empty)).toEqual(leafHash(concat(u8(9), id, sha256(empty.slice(1)))));
    });

    it("fills a record of this hash", () => {
        const record = vectorBytes("piaojue_example_record.bin");
        expect(encodeHex(sha256(record))).toBe(example.value("SHA-256"));
    });
});

describe("congress, enrolment, roll, manifest", () => {
    it("have these names", () => {
        expect(encodeHex(congress.id)).toBe(example.value("congress_id"));
        expect(congress.origin).toBe(example.value("origin"));
        expect(congress.sample).toBe(true);
        expect(encodeHex(enrolment.hash)).toBe(example.value("enrolment_hash"));
        expect(enrolmentFingerprint(enrolment)).toBe(example.value("fingerprint"));
        expect(verdict(checkEnrolment(enrolment))).toBe("ok");
        expect(enrolment.persons.map(({ role }) => role)).toEqual([
            "official",
            "scrutineer",
            "teller",
            "teller",
            "teller",
        ]);
        expect(encodeHex(roll.hash)).toBe(example.value("roll_hash"));
        const attachment = taggedHash(tags.attachment, entryOf(4));
        expect(encodeHex(attachment)).toBe(example.value("attachment_hash"));
        expect(exampleManifest.attachments).toEqual([attachment]);
        expect(encodeHex(M)).toBe(example.value("manifest_hash"));
    });

    it("are the keys of these seeds", async () => {
        const key = async (name: string) =>
            (await SigningKey.fromSeed(hex(example.value(name)))).verifyKey.bytes;
        expect(await key("log key seed")).toEqual(congress.logKey.bytes);
        expect(await key("box key seed")).toEqual(exampleManifest.boxKey.bytes);
        for (const [i, { name, statementKey }] of enrolment.persons.entries()) {
            const found = await key(`person ${i + 1} (${name}): statement key seed`);
            expect(found).toEqual(statementKey.bytes);
        }
        for (const [i, { cosignerKey }] of enrolment.tellers.entries()) {
            expect(await key(`teller ${i + 1}: cosigner key seed`)).toEqual(cosignerKey.bytes);
        }
    });

    it("hold what the manifest says of them", () => {
        const { joint, method, projects } = exampleManifest;
        expect(exampleManifest.congressId).toEqual(congress.id);
        expect(exampleManifest.enrolmentHash).toEqual(enrolment.hash);
        expect(encodeHex(exampleManifest.ceremonyHash)).toBe(example.value("ceremony_hash"));
        expect(exampleManifest.rollHash).toEqual(roll.hash);
        expect(exampleManifest.due).toBe(roll.identityKeys.length);
        expect(encodeHex(joint.K.encode())).toBe(example.value("K"));
        expect(joint.shareKeys.map((Y) => encodeHex(Y.encode()))).toEqual(
            [1, 2, 3].map((i) => example.value(`Y_${i}`)),
        );
        expect([joint.n, joint.k, joint.cosignerQuorum]).toEqual([3, 2, 3]);
        expect(exampleManifest.title).toBe("样例表决");
        expect(projects.map(({ no, name }) => `${no} ${name}`)).toEqual([
            "1 项目一",
            "2 项目二",
            "5 项目五",
        ]);
        expect(method).toMatchObject({ style: "choose_up_to", places: 2, lo: 1, hi: 2 });
        expect(method.threshold).toEqual({ a: 1, b: 2, base: "valid", strict: true });
        expect(method.participation).toBeNull();
        const modulus = toInteger(hex(example.value("p"))) * toInteger(hex(example.value("q")));
        expect(toInteger(exampleManifest.issuer.modulus)).toBe(modulus);
    });

    it.each([1, 2, 3, 4])("card of deputy %i", async (i) => {
        const secret = must(readCard(example.value(`deputy ${i}: card`)));
        expect(encodeHex(secret)).toBe(example.value(`deputy ${i}: secret s`));
        expect(printCard(secret)).toBe(example.value(`deputy ${i}: card`));
        const seed = await identitySeed(secret, roll.rollId);
        expect(encodeHex(seed)).toBe(example.value(`deputy ${i}: seed of the identity key`));
        const key = await identityKey(secret, roll.rollId);
        expect(deputyOf(roll, key.verifyKey)).toBe(i);
    });
});

/** What the issuer does, from the primes that the example gives away. */
function blindSign(blinded: Bytes): Bytes {
    const [p, q] = [toInteger(hex(example.value("p"))), toInteger(hex(example.value("q")))];
    const modulus = p * q;
    const order = (p - 1n) * (q - 1n);
    // 65537 is prime: its inverse modulo the order is (1 + order·t) / 65537 for the one t that divides.
    let t = 0n;
    while ((1n + order * t) % 65537n !== 0n) t += 1n;
    let exponent = (1n + order * t) / 65537n;
    let [power, base] = [1n, toInteger(blinded)];
    for (; exponent > 0n; exponent >>= 1n) {
        if ((exponent & 1n) === 1n) power = (power * base) % modulus;
        base = (base * base) % modulus;
    }
    return toBytes(power, blinded.length);
}

describe("the paper of deputy 1", () => {
    const seed = hex(example.value("token seed t"));
    const { issuer } = round;

    it("comes from one seed, blinded, signed and unblinded", async () => {
        const ballotKeySeed = token.expandTokenSeed(seed, M, "ballot-key", 32);
        expect(encodeHex(ballotKeySeed)).toBe(example.value("ballot key seed D(ballot-key)"));
        const paper = await token.derivePaper(seed, M, issuer);
        const Q = paper.ballotKey.verifyKey;
        expect(encodeHex(Q.bytes)).toBe(example.value("Q"));
        expect(encodeHex(paper.prefix)).toBe(example.value("prefix D(prefix)"));
        expect(encodeHex(paper.salt)).toBe(example.value("salt D(salt)"));
        const r = encodeHex(toBytes(paper.r, 384));
        expect(r).toBe(example.value("blinding factor r = D(blind) mod N"));
        const message = token.tokenMessage(M, Q);
        expect(encodeHex(message)).toBe(example.value("msg"));
        const padded = encodeMessage(issuer, concat(paper.prefix, message), paper.salt);
        expect(encodeHex(padded)).toBe(example.value("EMSA-PSS encoding of prefix ‖ msg"));
        const { blinded, unblinder } = must(token.blindPaper(paper, M, issuer));
        expect(encodeHex(blinded)).toBe(example.value("blinded"));
        expect(encodeHex(sha256(blinded))).toBe(example.value("SHA-256(blinded)"));

        const key = await identityKey(hex(example.value("deputy 1: secret s")), roll.rollId);
        const request = await token.makeIssueRequest(M, deputyNumber(1), key, blinded);
        expect(encodeHex(request)).toBe(example.value("issue request"));
        const { signature } = must(token.decodeIssueRequest(request, M, issuer));
        const kind = "blind" as const;
        const issuance = { manifestHash: M, deputy: deputyNumber(1), kind, signature };
        const entry = encodeIssuance({ ...issuance, blindedSha256: sha256(blinded) });
        expect(encodeHex(entry)).toBe(encodeHex(entryOf(12)));

        const blindSignature = blindSign(blinded);
        expect(encodeHex(blindSignature)).toBe(example.value("blind signature, as answered"));
        const answer = concat(u16(1), u8(1), blindSignature);
        const finished = must(token.finalizeToken(paper, unblinder, M, issuer, answer));
        expect(encodeHex(token.encodeToken(finished))).toBe(example.value("token"));
    });
});

describe("the ballot of deputy 1", () => {
    const marks = must(Marks.decode(round.shape, hex(example.value("marks ‖ blank"))));
    const seed = hex(example.value("ballot seed s"));
    const Q = hex(example.value("Q"));

    it("draws these scalars", () => {
        const drawn = new BallotRandomness(seed, M, Q, marks, "encrypt");
        for (let i = 1; i <= 4; i += 1) {
            expect(encodeHex(drawn.next().encode())).toBe(example.value(`r_${i}`));
        }
    });

    it("is sealed to entry 22, with these values on the way", async () => {
        const paper = must(token.decodeToken(hex(example.value("token")), round.issuer));
        const ballotKey = await SigningKey.fromSeed(
            hex(example.value("ballot key seed D(ballot-key)")),
        );
        const { authentic } = must(await seal(round, ballotKey, paper, marks, seed));
        expect(encodeHex(authentic.addressed.bytes)).toBe(encodeHex(at(ballots, 2)));

        const sessionId = Transcript.sessionId(ballotSession);
        expect(encodeHex(sessionId)).toBe(example.value("session id"));
        const { ciphertexts, token: paperBytes } = authentic.addressed.parts;
        const transcript = new BallotTranscript(M, round.jointKey, Q, ciphertexts);
        const d = encodeHex(transcript.d.encode().slice(0, 16));
        expect(d).toBe(example.value("d, 16 bytes as squeezed"));
        const { proofs } = authentic.ballot;
        const c = transcript.challenge(proofs.flatMap(({ commitments }) => commitments));
        expect(encodeHex(c.encode())).toBe(example.value("challenge c (scalar)"));
        for (const [i, { shares }] of proofs.entries()) {
            const last = c.subtract(Scalar.sum(shares));
            const name = `OR ${i + 1}, last branch: e`;
            expect(encodeHex(last.encode())).toBe(example.value(name));
        }

        const { id, sha256: hash } = authentic;
        expect(encodeHex(id)).toBe(example.value("ballot_id"));
        expect(trackingCode(id)).toBe(example.value("tracking code"));
        expect(encodeHex(sha256(paperBytes))).toBe(example.value("SHA-256(token)"));
        expect(encodeHex(hash)).toBe(example.value("SHA-256(ballot)"));
        expect(encodeHex(ballotLeafData(id, hash))).toBe(example.value("leaf data"));
        expect(encodeHex(authentic.leafHash)).toBe(example.value("leaf hash"));
    });
});

describe("the box", () => {
    it("takes what the log holds, and adds it up to these sums", () => {
        const box = new Box(round, "voting");
        must(box.opened(entryOf(24)));
        const admitted = ballots.map((ballot) => {
            must(box.cast(ballot));
            return must(admitAlone(ballot, round)).authentic.ballot.ciphertexts;
        });
        must(box.giveUp("hand_back", entryOf(23)));
        for (let j = 0; j < round.shape.ciphertexts; j += 1) {
            const { u, v } = sumCiphertexts(admitted.map((ciphertexts) => at(ciphertexts, j)));
            expect(encodeHex(u.encode())).toBe(example.value(`A_${j + 1}`));
            expect(encodeHex(v.encode())).toBe(example.value(`B_${j + 1}`));
        }
    });

    it("finds the hand-back authentic, and the opened entry in its form", () => {
        const addressed = must(AddressedHandBack.read("hand_back", entryOf(23), round));
        expect(verdict(AuthenticHandBack.authenticate(addressed))).toBe("ok");
        const opened = must(decodeOpened(entryOf(24)));
        expect(encodeOpened(opened)).toEqual(entryOf(24));
        expect(opened).toMatchObject({ station: 0, verdict: "agrees" });
    });
});

describe("receipts", () => {
    const file = vectors<{
        ballots: { index: number; ballot_id: string; tracking_code: string; receipt: string }[];
    }>("piaojue_example_record.json");
    const keys = must(checkpointKeys(exampleManifest, congress, enrolment));

    it.each(file.ballots)("of the ballot at $index", (given) => {
        const id = ballotId(hex(given.ballot_id));
        expect(trackingCode(id)).toBe(given.tracking_code);
        const facts = must(checkReceipt(given.receipt, id, exampleManifest, keys));
        expect(facts).toEqual({
            index: BigInt(given.index),
            treeSize: 26n,
            cosigners: [1, 2, 3],
            quorumMet: true,
        });
    });

    it("stands in the document as in the record", () => {
        const shown = `${example.block("Its receipt").join("\n")}\n`;
        expect(shown).toBe(file.ballots.find(({ index }) => index === 22)?.receipt);
    });

    it("carries the checkpoint of the cosigned entry", () => {
        const reader = new Reader(entryOf(26).slice(33));
        const note = new TextDecoder().decode(must(reader.bytes32()));
        for (const { receipt } of file.ballots) expect(receipt.endsWith(`\n\n${note}`)).toBe(true);
    });
});

it("has a manifest that is hashed in its original bytes", () => {
    expect(encodeHex(taggedHash(tags.manifest, exampleManifestEntry))).toBe(encodeHex(M));
});
