// Published vectors: RFC 9496, draft-irtf-cfrg-fiat-shamir, RFC 9474, EMSA-PSS, Merkle trees, Tessera.
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { at } from "../../src/basics/assert.ts";
import { concat, utf8 } from "../../src/basics/bytes.ts";
import { decodeBase64, encodeHex } from "../../src/basics/encoding.ts";
import { blind, encodeMessage, finalize, verifyRsaPss } from "../../src/crypto/blind_rsa.ts";
import { checkSignedCheckpoint, decodeSignedCheckpoint } from "../../src/crypto/checkpoint.ts";
import { checkEmsaPss, encodeEmsaPss } from "../../src/crypto/detail/emsa_pss.ts";
import { checkInclusion, leafHash, treeRoot } from "../../src/crypto/merkle.ts";
import { Point } from "../../src/crypto/point.ts";
import { RsaPublicKey } from "../../src/crypto/rsa_key.ts";
import { Scalar } from "../../src/crypto/scalar.ts";
import { VerifyKey } from "../../src/crypto/signature.ts";
import { Transcript } from "../../src/crypto/transcript.ts";
import { flip, hex, must, vectors, verdict } from "../support/vectors.ts";

describe("ristretto255, RFC 9496", () => {
    const file = vectors<{
        generator_multiples: string[];
        invalid_encodings: { reason: string; encoding: string }[];
    }>("rfc9496_ristretto255.json");

    it("multiplies the generator as the RFC does, by each way of multiplying", () => {
        for (const [i, encoding] of file.generator_multiples.entries()) {
            const factor = Scalar.of(i);
            const G = Point.generator;
            expect(encodeHex(G.multiply(factor).encode())).toBe(encoding);
            expect(encodeHex(G.multiplyVartime(factor).encode())).toBe(encoding);
            expect(encodeHex(G.withTable().multiply(factor).encode())).toBe(encoding);
            expect(encodeHex(Point.combineVartime([G], [factor]).encode())).toBe(encoding);
        }
    });

    it.each(file.invalid_encodings)("refuses $encoding: $reason", ({ encoding }) => {
        expect(verdict(Point.decode(hex(encoding)))).toBe("not_canonical");
    });

    it("refuses the identity by its name", () => {
        const [identity = ""] = file.generator_multiples;
        expect(verdict(Point.decode(hex(identity)))).toBe("identity_point");
    });
});

interface SpongeVector {
    Name: string;
    Function: string;
    SessionId: string;
    Operations: { type: "absorb" | "squeeze"; data?: string; length?: number }[];
    Output: string;
    Tag: string;
}

describe("duplex sponge with SHAKE128", () => {
    const file = vectors<SpongeVector[]>("fiat_shamir_shake128.json");
    const sponges = file.filter((vector) => vector.Function === "DuplexSponge");

    it("has vectors to run", () => {
        expect(sponges.length).toBe(9);
    });

    it.each(sponges)("$Name", ({ SessionId, Operations, Output }) => {
        const transcript = new Transcript(hex(SessionId));
        const squeezed = Operations.map(({ type, data, length }) => {
            if (type === "squeeze") return transcript.squeeze(length ?? -1);
            transcript.absorb(hex(data ?? "missing"));
            return new Uint8Array();
        });
        expect(encodeHex(concat(...squeezed))).toBe(Output);
    });

    it("derives the session id of a tag", () => {
        const vector = at(
            file.filter(({ Function }) => Function === "DeriveSessionID"),
            0,
        );
        const tag = new TextDecoder().decode(hex(vector.Tag));
        expect(encodeHex(Transcript.sessionId(tag))).toBe(vector.Output);
    });
});

interface BlindRsaVector {
    name: string;
    n: string;
    msg: string;
    msg_prefix: string;
    input_msg: string;
    sLen: string;
    salt: string;
    inv: string;
    blinded_msg: string;
    blind_sig: string;
    sig: string;
}

describe("RSABSSA-SHA384-PSS, RFC 9474", () => {
    const file = vectors<BlindRsaVector[]>("rfc9474_rsabssa_sha384.json");
    // Salts of other lengths belong to variants that this protocol does not have.
    const withSalt = file.filter(({ sLen }) => sLen === "0x30");

    it("has both variants with a salt", () => {
        expect(withSalt.map(({ name }) => name)).toEqual([
            "RSABSSA-SHA384-PSS-Randomized",
            "RSABSSA-SHA384-PSS-Deterministic",
        ]);
    });

    it.each(withSalt)("$name", (vector) => {
        const key = RsaPublicKey.fromModulus(hex(vector.n));
        const prepared = hex(vector.input_msg);
        expect(vector.msg_prefix + vector.msg).toBe(vector.input_msg);
        const r = key.inverse(BigInt(vector.inv)) ?? 0n;
        const { blinded, unblinder } = must(blind(key, prepared, hex(vector.salt), r));
        expect(encodeHex(blinded)).toBe(vector.blinded_msg);
        const answer = hex(vector.blind_sig);
        expect(encodeHex(must(finalize(key, prepared, answer, unblinder)))).toBe(vector.sig);
        const signature = hex(vector.sig);
        expect(verdict(verifyRsaPss(key, prepared, signature))).toBe("ok");
        expect(verdict(verifyRsaPss(key, flip(prepared, 3), signature))).toBe("signature_rejected");
        expect(verdict(verifyRsaPss(key, prepared, flip(signature, 80)))).toBe(
            "signature_rejected",
        );
        expect(verdict(finalize(key, prepared, flip(answer, 80), unblinder))).toBe(
            "signature_rejected",
        );
    });

    it.each(file.filter(({ sLen }) => sLen === "0x00"))("$name has another salt", (vector) => {
        const key = RsaPublicKey.fromModulus(hex(vector.n));
        const found = verifyRsaPss(key, hex(vector.input_msg), hex(vector.sig));
        expect(verdict(found)).toBe("signature_rejected");
    });

    it("refuses what is not below the modulus, and a factor without inverse", () => {
        const vector = at(withSalt, 0);
        const key = RsaPublicKey.fromModulus(hex(vector.n));
        const prepared = hex(vector.input_msg);
        expect(verdict(verifyRsaPss(key, prepared, hex(vector.n)))).toBe("malformed");
        expect(verdict(verifyRsaPss(key, prepared, hex(vector.sig).slice(1)))).toBe("malformed");
        expect(verdict(blind(key, prepared, hex(vector.salt), 0n))).toBe("malformed");
        expect(encodeMessage(key, prepared, hex(vector.salt)).length).toBe(key.bytes);
    });
});

describe("EMSA-PSS", () => {
    const sha1 = (...parts: readonly Uint8Array[]) =>
        new Uint8Array(
            createHash("sha1")
                .update(concat(...parts))
                .digest(),
        );
    const { msg, salt, expected } = vectors<{ msg: string; salt: string; expected: string }>(
        "emsa_pss_sha1.json",
    );

    it("pads as the vector", () => {
        const encoded = encodeEmsaPss(sha1, hex(msg), hex(salt), 1023);
        expect(encodeHex(encoded)).toBe(expected);
    });

    it("accepts the vector and nothing that differs from it in a bit", () => {
        const encoded = hex(expected);
        expect(checkEmsaPss(sha1, hex(msg), encoded, 20, 1023)).toBe(true);
        for (let i = 0; i < encoded.length; i += 1) {
            expect(checkEmsaPss(sha1, hex(msg), flip(encoded, i, i % 8), 20, 1023)).toBe(false);
        }
        expect(checkEmsaPss(sha1, hex(msg), encoded, 19, 1023)).toBe(false);
        expect(checkEmsaPss(sha1, hex(msg), encoded.slice(1), 20, 1023)).toBe(false);
    });
});

interface InclusionVector {
    path: string;
    case: {
        leafIdx: number;
        treeSize: number;
        root: string;
        leafHash: string;
        proof: string[] | null;
        wantErr: boolean;
    };
}

const base64 = (text: string) => must(decodeBase64(text));

describe("Merkle tree, transparency-dev", () => {
    it.each(vectors<InclusionVector[]>("merkle_inclusion.json"))("$path", ({ case: given }) => {
        const found = checkInclusion(
            BigInt(given.leafIdx),
            BigInt(given.treeSize),
            base64(given.leafHash),
            (given.proof ?? []).map(base64),
            base64(given.root),
        );
        expect(verdict(found)).toBe(given.wantErr ? "proof_rejected" : "ok");
    });
});

describe("Tessera's test log", () => {
    const file = vectors<{
        origin: string;
        verifier_key: string;
        leaves_utf8: string[];
        checkpoints_by_size: Record<string, string>;
    }>("tessera_testdata_log.json");
    const checkpoints = Object.entries(file.checkpoints_by_size);
    // name + key id + base64(type ‖ key)
    const keyBytes = base64(file.verifier_key.split("+").slice(2).join("+")).slice(1);
    const log = must(VerifyKey.decode(keyBytes));

    it.each(checkpoints)("size %s: signed, and the root is the tree's", (size, note) => {
        const signed = must(decodeSignedCheckpoint(note));
        expect(signed.checkpoint.size).toBe(BigInt(size));
        expect(
            verdict(checkSignedCheckpoint(signed, { origin: file.origin, log, cosigners: [] })),
        ).toBe("ok");
        const leaves = file.leaves_utf8.slice(0, Number(size)).map((leaf) => leafHash(utf8(leaf)));
        expect(encodeHex(treeRoot(leaves))).toBe(encodeHex(signed.checkpoint.root));
    });
});
