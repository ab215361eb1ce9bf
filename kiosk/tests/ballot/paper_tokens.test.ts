// Papers beside a ballot: a sheet taken by the card, a token exchanged or claimed, two people's word; bytes as PROTOCOL.md has them.
import { describe, expect, it } from "vitest";
import { concat, type Bytes } from "../../src/basics/bytes.ts";
import { u16, u32, u8 } from "../../src/basics/writer.ts";
import { sha256 } from "../../src/crypto/hash.ts";
import { Box } from "../../src/ballot/box.ts";
import * as declaration from "../../src/ballot/declaration.ts";
import type { Person } from "../../src/ballot/entries/enrolment.ts";
import { decodeIssuance, encodeIssuance } from "../../src/ballot/entries/issuance.ts";
import { makeHandBack } from "../../src/ballot/hand_back.ts";
import { deputyNumber } from "../../src/ballot/ids.ts";
import { paperRule } from "../../src/ballot/paper_token.ts";
import * as paper from "../../src/ballot/paper_request.ts";
import { checkToken, decodeToken, encodeToken } from "../../src/ballot/token.ts";
import { keyOf } from "../support/sheets.ts";
import { ballotFile, ballotKeyOf, vectorRound } from "../support/rounds.ts";
import { hex, must, verdict } from "../support/vectors.ts";

const round = vectorRound({ projects: 3, grades: 3, lo: 0, hi: 2 });
const M = round.manifestHash;

describe("at the desk", async () => {
    const deputy = deputyNumber(7);
    const card = await keyOf(9);

    it("a sheet is asked for by the card in 102 bytes, and issued as kind 2", async () => {
        const request = await paper.makePaperRequest(M, deputy, card);
        expect(request).toHaveLength(102);
        expect(request.slice(0, 38)).toEqual(concat(u16(1), M, u32(7)));
        const signature = request.slice(38);
        const said = concat(M, u32(7));
        expect(card.verifyKey.verify("piaojue/v1/paper", said, signature).ok).toBe(true);
        expect(verdict(paper.checkPaperAnswer(hex("000100")))).toBe("ok");
        expect(verdict(paper.checkPaperAnswer(hex("000101")))).toBe("malformed");
        expect(verdict(paper.checkPaperAnswer(hex("000200")))).toBe("wrong_version");
        expect(verdict(paper.checkPaperAnswer(hex("0001")))).toBe("malformed");
        const issued = concat(u8(8), M, u32(7), u8(2), u8(0), signature);
        const issuance = must(decodeIssuance(issued));
        expect(issuance).toMatchObject({ deputy: 7, kind: "taken", blindedSha256: null });
        expect(encodeIssuance(issuance)).toEqual(issued);
        const counted = concat(u8(8), M, u32(7), u8(2), u8(1), signature);
        expect(verdict(decodeIssuance(counted))).toBe("malformed");
    });

    it("a card that is handed in declares in 101 bytes", async () => {
        const made = await declaration.makeDeclaration(M, deputy, card);
        expect(made).toHaveLength(101);
        expect(made.slice(0, 37)).toEqual(concat(u8(0x13), M, u32(7)));
        const { signature } = must(declaration.decodeDeclaration(made));
        const said = concat(M, u32(7));
        expect(card.verifyKey.verify("piaojue/v1/declare", said, signature).ok).toBe(true);
        expect(verdict(declaration.decodeDeclaration(made.slice(0, -1)))).toBe("malformed");
        expect(verdict(declaration.checkDeclarationAnswer(hex("0001")))).toBe("ok");
        expect(verdict(declaration.checkDeclarationAnswer(hex("0002")))).toBe("wrong_version");
        expect(verdict(declaration.checkDeclarationAnswer(hex("000100")))).toBe("malformed");
    });
});

describe("a paper that is given up", async () => {
    const vector = ballotFile.hand_back;
    const token = must(decodeToken(hex(vector.token), round.issuer));
    const key = await ballotKeyOf(vector);

    it("is exchanged or claimed in the form of a hand-back, under type and tag of its own", async () => {
        for (const [giving, type, tag] of [
            ["exchange", 0x0b, "piaojue/v1/exchange"],
            ["claim", 0x14, "piaojue/v1/claim"],
        ] as const) {
            const made = await makeHandBack(giving, M, key, token);
            expect(made).toHaveLength(550);
            const head = concat(u8(type), u16(1), M, key.verifyKey.bytes, hex(vector.token));
            expect(made.slice(0, -64)).toEqual(head);
            const said = concat(M, sha256(hex(vector.token)));
            expect(key.verifyKey.verify(tag, said, made.slice(-64)).ok).toBe(true);
        }
    });

    it("is used in the box by an exchange, and claimed only after the close", async () => {
        const exchange = await makeHandBack("exchange", M, key, token);
        const claim = await makeHandBack("claim", M, key, token);
        const box = new Box(round, "voting");
        expect(verdict(box.giveUp("claim", claim))).toBe("wrong_phase");
        must(box.giveUp("exchange", exchange));
        expect(verdict(box.giveUp("exchange", exchange))).toBe("ok");
        expect(verdict(box.giveUp("hand_back", hex(vector.entry)))).toBe("already_handed_back");
        box.phase = "closed";
        expect(verdict(box.giveUp("claim", claim))).toBe("already_handed_back");
        const slip = must(decodeToken(concat(u8(1), u8(0), new Uint8Array(417)), round.issuer));
        const ofSlip = await makeHandBack("claim", M, key, slip);
        expect(verdict(new Box(round, "closed").giveUp("claim", ofSlip))).toBe("token_rejected");
        const untouched = new Box(round, "closed");
        expect(verdict(untouched.giveUp("exchange", exchange))).toBe("wrong_phase");
        must(untouched.giveUp("claim", claim));
        expect(verdict(untouched.giveUp("claim", exchange))).toBe("malformed");
    });
});

describe("a token of two people", async () => {
    const persons = await Promise.all(
        (["official", "scrutineer", "teller", "scrutineer"] as const).map(
            async (role, place): Promise<Person> => ({
                role,
                name: `${place}`,
                statementKey: (await keyOf(place + 1)).verifyKey,
                teller: null,
                statement: new Uint8Array(),
                signature: new Uint8Array(),
            }),
        ),
    );
    const isPaper = paperRule(M, persons);
    const ballotKey = (await keyOf(77)).verifyKey;
    const tokenBytes = async (one: number, other: number): Promise<Bytes> => {
        const said = concat(M, ballotKey.bytes);
        const signed = async (person: number): Promise<Bytes> =>
            concat(u16(person), await (await keyOf(person)).sign("piaojue/v1/paper-token", said));
        return concat(u8(2), u8(2), await signed(one), await signed(other), new Uint8Array(285));
    };
    const found = (bytes: Bytes): string => {
        const read = decodeToken(bytes, round.issuer);
        return verdict(read.ok ? checkToken(read.value, ballotKey, { ...round, isPaper }) : read);
    };

    it("holds under the signatures of two who are scrutineers or tellers", async () => {
        const bytes = await tokenBytes(2, 3);
        expect(bytes).toHaveLength(419);
        expect(found(bytes)).toBe("ok");
        expect(encodeToken(must(decodeToken(bytes, round.issuer)))).toEqual(bytes);
        expect(found(await tokenBytes(3, 4))).toBe("ok");
        expect(found(await tokenBytes(1, 2))).toBe("token_rejected");
        expect(found(await tokenBytes(3, 5))).toBe("token_rejected");
        expect(verdict(checkToken(must(decodeToken(bytes, round.issuer)), ballotKey, round))).toBe(
            "token_rejected",
        );
        const flipped = new Uint8Array(bytes);
        flipped[100] = (flipped[100] ?? 0) ^ 1;
        expect(found(flipped)).toBe("token_rejected");
    });

    it("is malformed by another count, persons that do not ascend, and what is not zero", async () => {
        expect(found(await tokenBytes(3, 2))).toBe("malformed");
        expect(found(await tokenBytes(2, 2))).toBe("malformed");
        const changed = new Uint8Array(await tokenBytes(2, 3));
        changed[418] = 1;
        expect(found(changed)).toBe("malformed");
        changed[418] = 0;
        changed[1] = 1;
        expect(found(changed)).toBe("malformed");
    });

    it("is none for a hand-back, an exchange or a claim", async () => {
        const key = await keyOf(77);
        const token = must(decodeToken(await tokenBytes(2, 3), round.issuer));
        for (const giving of ["hand_back", "exchange", "claim"] as const) {
            const made = await makeHandBack(giving, M, key, token);
            const box = new Box(round, giving === "claim" ? "closed" : "voting");
            expect(verdict(box.giveUp(giving, made))).toBe("token_rejected");
        }
    });
});
