// tests/vectors/piaojue_slip.json, made by the second implementation: from slip seed to ballot, byte for byte.
import { describe, expect, it } from "vitest";
import { at } from "../../src/basics/assert.ts";
import { encodeHex } from "../../src/basics/encoding.ts";
import { VerifyKey } from "../../src/crypto/signature.ts";
import { attachmentHash, decodeAttachment } from "../../src/ballot/attachment.ts";
import { decodeIssuance, encodeIssuance } from "../../src/ballot/entries/issuance.ts";
import { slipHashOf } from "../../src/ballot/encrypted.ts";
import { AddressedHandBack, AuthenticHandBack, makeHandBack } from "../../src/ballot/hand_back.ts";
import { identityKey } from "../../src/ballot/card.ts";
import { deputyNumber, trackingCode } from "../../src/ballot/ids.ts";
import { Marks } from "../../src/ballot/marks.ts";
import type { Round } from "../../src/ballot/round.ts";
import { seal } from "../../src/ballot/seal.ts";
import { deriveSlip, printSlip, readSlip, slipHash, SlipList } from "../../src/ballot/slip.ts";
import {
    checkDrawAnswer,
    checkToken,
    decodeToken,
    encodeToken,
    makeDrawRequest,
} from "../../src/ballot/token.ts";
import { vectorRound } from "../support/rounds.ts";
import { hex, must, vectors, verdict } from "../support/vectors.ts";

interface SlipFile {
    manifest_hash: string;
    joint_key: string;
    issuer_modulus: string;
    slips: {
        slip_seed: string;
        code: string;
        ballot_key: string;
        prefix: string;
        slip_hash: string;
        token: string;
    }[];
    codes: { typed: string; slip_seed: string }[];
    refused_codes: { name: string; typed: string; refusal: string }[];
    list: { slip_hashes: string[]; attachment_entry: string; attachment_hash: string };
    refused_lists: { name: string; attachment_entry: string; refusal: string }[];
    refused_tokens: { name: string; token: string; ballot_key: string; refusal: string }[];
    roll_id: string;
    drawing: {
        deputy: number;
        card_secret: string;
        request: string;
        answer: string;
        issuance_entry: string;
    };
    refused_issuances: { name: string; issuance_entry: string; refusal: string }[];
    box: {
        projects: number;
        grades: 2 | 3;
        lo: number;
        hi: number;
        marks: string;
        ballot_seed: string;
        ballot: string;
        ballot_id: string;
        tracking_code: string;
        leaf_hash: string;
        hand_back: string;
        hand_back_leaf_hash: string;
    };
}

const file = vectors<SlipFile>("piaojue_slip.json");
const entry = hex(file.list.attachment_entry);
const slips = must(SlipList.decode(must(decodeAttachment(entry)).content));
const round: Round = { ...vectorRound(file.box), slips };
const first = at(file.slips, 0);

describe("a draw", () => {
    it("is asked for by the card, byte for byte", async () => {
        const { drawing, roll_id: rollId } = file;
        const key = await identityKey(hex(drawing.card_secret), hex(rollId));
        const asked = await makeDrawRequest(round.manifestHash, deputyNumber(drawing.deputy), key);
        expect(encodeHex(asked)).toBe(drawing.request);
    });

    it("is granted by these three bytes alone", () => {
        const granted = hex(file.drawing.answer);
        expect(verdict(checkDrawAnswer(granted))).toBe("ok");
        expect(verdict(checkDrawAnswer(hex("000200")))).toBe("wrong_version");
        for (const other of ["000101", "0001", "00010000", ""]) {
            expect(verdict(checkDrawAnswer(hex(other)))).toBe("malformed");
        }
    });
});

describe("slips of the vectors", () => {
    it("are of the round that the ballots are of", () => {
        expect(encodeHex(round.manifestHash)).toBe(file.manifest_hash);
        expect(encodeHex(round.jointKey.encode())).toBe(file.joint_key);
    });

    it.each(file.slips)("$code", async (vector) => {
        const seed = hex(vector.slip_seed);
        expect(printSlip(seed)).toBe(vector.code);
        const { ballotKey, prefix } = await deriveSlip(seed);
        const Q = ballotKey.verifyKey;
        expect(encodeHex(Q.bytes)).toBe(vector.ballot_key);
        expect(encodeHex(prefix)).toBe(vector.prefix);
        expect(encodeHex(slipHash(prefix, Q.bytes))).toBe(vector.slip_hash);
        const token = { kind: "drawn", prefix } as const;
        expect(encodeHex(encodeToken(token))).toBe(vector.token);
        const listed = file.list.slip_hashes.includes(vector.slip_hash);
        expect(verdict(checkToken(token, Q, round))).toBe(listed ? "ok" : "token_rejected");
    });

    it.each(file.codes)("is read from $typed", ({ typed, slip_seed: seed }) => {
        expect(encodeHex(must(readSlip(typed)))).toBe(seed);
    });

    it.each(file.refused_codes)("is not read: $name", ({ typed, refusal }) => {
        expect(verdict(readSlip(typed))).toBe(refusal);
    });

    it("stand in the list of this attachment, and bad lists in none", () => {
        expect(encodeHex(attachmentHash(entry))).toBe(file.list.attachment_hash);
        expect(slips.count).toBe(file.list.slip_hashes.length);
        for (const bad of file.refused_lists) {
            const found = verdict(decodeAttachment(hex(bad.attachment_entry)));
            expect([bad.name, found]).toEqual([bad.name, bad.refusal]);
        }
    });

    it.each(file.refused_tokens)("have no such token: $name", (vector) => {
        const token = decodeToken(hex(vector.token), round.issuer);
        const key = must(VerifyKey.decode(hex(vector.ballot_key)));
        const found = token.ok ? verdict(checkToken(token.value, key, round)) : verdict(token);
        expect(found).toBe(vector.refusal);
    });

    it("are told in the log as drawn, and not otherwise", () => {
        const bytes = hex(file.drawing.issuance_entry);
        const issuance = must(decodeIssuance(bytes));
        expect(issuance.blindedSha256).toBeNull();
        expect(encodeIssuance(issuance)).toEqual(bytes);
        for (const bad of file.refused_issuances) {
            const found = verdict(decodeIssuance(hex(bad.issuance_entry)));
            expect([bad.name, found]).toEqual([bad.name, bad.refusal]);
        }
    });

    it("are cast and handed back with these bytes", async () => {
        const { box } = file;
        const { ballotKey, prefix } = await deriveSlip(hex(first.slip_seed));
        const token = { kind: "drawn", prefix } as const;
        const marks = must(Marks.decode(round.shape, hex(box.marks)));
        const seed = hex(box.ballot_seed);
        const { authentic } = must(await seal(round, ballotKey, token, marks, seed));
        const { id, leafHash, addressed } = authentic;
        expect(encodeHex(addressed.bytes)).toBe(box.ballot);
        expect(encodeHex(id)).toBe(box.ballot_id);
        expect(trackingCode(id)).toBe(box.tracking_code);
        expect(encodeHex(leafHash)).toBe(box.leaf_hash);
        expect(encodeHex(slipHashOf(addressed.bytes))).toBe(first.slip_hash);
        const back = await makeHandBack("hand_back", round.manifestHash, ballotKey, token);
        expect(encodeHex(back)).toBe(box.hand_back);
        const read = must(AddressedHandBack.read("hand_back", back, round));
        const { leafHash: leaf } = must(AuthenticHandBack.authenticate(read));
        expect(encodeHex(leaf)).toBe(box.hand_back_leaf_hash);
    });
});
