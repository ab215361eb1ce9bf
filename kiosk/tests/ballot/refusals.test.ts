// The order of refusals (PROTOCOL §7.3, §8.6): of two defects the one that stands first is named.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { at } from "../../src/basics/assert.ts";
import { concat, type Bytes } from "../../src/basics/bytes.ts";
import { encodeHex } from "../../src/basics/encoding.ts";
import { u16, u32, u8 } from "../../src/basics/writer.ts";
import { SigningKey } from "../../src/crypto/signature.ts";
import { admitAlone } from "../../src/ballot/admit.ts";
import { Box } from "../../src/ballot/box.ts";
import { makeHandBack } from "../../src/ballot/hand_back.ts";
import { ballotId } from "../../src/ballot/ids.ts";
import { Marks, type Mark } from "../../src/ballot/marks.ts";
import { decodeOpened, decodeOpening, encodeOpened } from "../../src/ballot/opening.ts";
import type { Phase } from "../../src/ballot/phases.ts";
import { seal } from "../../src/ballot/seal.ts";
import { BallotShape } from "../../src/ballot/shape.ts";
import * as token from "../../src/ballot/token.ts";
import { ballotFile, ballotKeyOf, vectorRound } from "../support/rounds.ts";
import { flip, hex, must, patch, verdict } from "../support/vectors.ts";

const { ballots, hand_back: handBack } = ballotFile;
const [first, second] = [at(ballots, 0), at(ballots, 1)];
const round = vectorRound(first);
const ballot = hex(first.ballot);
const proofsAt = 66 + round.shape.ciphertextsBytes;
const tokenAt = proofsAt + round.shape.proofsBytes;
const signatureAt = tokenAt + 419;
const zeros = new Uint8Array(32);
const ones = new Uint8Array(32).fill(255);

const voting = () => new Box(round, "voting");
/** The report of a check, of the first ballot or of one that nobody made. */
const report = (other: number) =>
    encodeOpened({
        manifestHash: round.manifestHash,
        ballotId: ballotId(patch(hex(first.ballot_id), 0, other === 0 ? [] : [other])),
        station: 7,
        verdict: "agrees",
    });

describe("a ballot with defect upon defect", () => {
    // Each defect is laid over the ones before it; the newest stands earlier in the order.
    const defects: [string, (bytes: Bytes) => Bytes][] = [
        ["signature_rejected", (bytes) => flip(bytes, signatureAt + 3)],
        ["token_rejected", (bytes) => flip(bytes, tokenAt + 200)],
        ["malformed", (bytes) => patch(bytes, tokenAt, [1])],
        ["not_canonical", (bytes) => patch(bytes, proofsAt, ones)],
        ["identity_point", (bytes) => patch(bytes, 66, zeros)],
        ["wrong_manifest", (bytes) => flip(bytes, 2)],
        ["wrong_version", (bytes) => flip(bytes, 1)],
        ["malformed", (bytes) => bytes.slice(0, -1)],
    ];
    let broken = ballot;
    for (const [name, defect] of defects) {
        broken = defect(broken);
        const bytes = broken;
        it(`is ${name}`, () => {
            expect(verdict(voting().cast(bytes))).toBe(name);
        });
    }

    it("is too_large before anything else", () => {
        expect(verdict(voting().cast(concat(broken, Uint8Array.of(0, 0))))).toBe("too_large");
    });

    it("is wrong_phase behind the address and before the body", () => {
        const closed = new Box(round, "closed");
        expect(verdict(closed.cast(flip(ballot, 2)))).toBe("wrong_manifest");
        expect(verdict(closed.cast(patch(ballot, 66, zeros)))).toBe("wrong_phase");
    });
});

describe("the box", () => {
    const paper = async (vector: typeof first) => ({
        key: await ballotKeyOf(vector),
        token: must(token.decodeToken(hex(vector.token), round.issuer)),
    });
    /** Another ballot under the key of the first. */
    async function another(): Promise<Bytes> {
        const { key, token: own } = await paper(first);
        const marks = must(Marks.create(round.shape, ["none", "approve", "none"], false));
        const sealed = must(await seal(round, key, own, marks, flip(hex(first.ballot_seed), 0)));
        return sealed.authentic.addressed.bytes;
    }

    it("answers the same bytes the same way, in every phase", () => {
        const box = voting();
        const accepted = must(box.cast(ballot));
        const returned = must(box.giveUp("hand_back", hex(handBack.entry)));
        const phases: Phase[] = ["voting", "paused", "closed", "published", "voided"];
        for (const phase of phases) {
            box.phase = phase;
            expect(must(box.cast(ballot))).toEqual(accepted);
            expect(must(box.giveUp("hand_back", hex(handBack.entry)))).toEqual(returned);
        }
        expect(encodeHex(accepted.leafHash)).toBe(first.leaf_hash);
        expect(encodeHex(returned.leafHash)).toBe(handBack.leaf_hash);
    });

    it("takes one ballot of a ballot key", async () => {
        const box = voting();
        must(box.cast(ballot));
        expect(verdict(box.cast(await another()))).toBe("already_cast");
    });

    it("takes no hand-back of a key that was cast, and no ballot of one handed back", async () => {
        const { key, token: own } = await paper(first);
        const returned = await makeHandBack("hand_back", round.manifestHash, key, own);
        const cast = voting();
        must(cast.cast(ballot));
        expect(verdict(cast.giveUp("hand_back", returned))).toBe("already_cast");
        const handed = voting();
        must(handed.giveUp("hand_back", returned));
        expect(verdict(handed.cast(ballot))).toBe("already_handed_back");
    });

    it("takes no ballot that was opened, but another of the same key", async () => {
        const box = voting();
        const opened = report(0);
        expect(verdict(box.opened(opened))).toBe("ok");
        expect(verdict(box.opened(opened))).toBe("ok");
        expect(verdict(box.cast(ballot))).toBe("already_opened");
        expect(verdict(box.cast(await another()))).toBe("ok");
        const late = voting();
        must(late.cast(ballot));
        expect(verdict(late.opened(opened))).toBe("already_cast");
    });

    it("takes no ciphertext twice, from whomever", () => {
        // The ciphertexts and proofs of the first ballot, under another key, token and signature.
        const copies = ballotFile.refused.filter(({ name }) => name.startsWith("copied under"));
        const copy = hex(at(copies, 0).ballot);
        expect(copy.slice(66, tokenAt)).toEqual(ballot.slice(66, tokenAt));
        const box = voting();
        must(box.cast(ballot));
        expect(verdict(box.cast(copy))).toBe("duplicate_ciphertext");
        expect(verdict(voting().cast(copy))).toBe("proof_rejected");
        expect(verdict(box.cast(hex(second.ballot)))).toBe("ok");
    });

    it("takes reports of a check in this order of refusals", () => {
        const broken = patch(flip(report(0), 1), 67, [4]);
        expect(verdict(new Box(round, "closed").opened(concat(broken, ones)))).toBe("too_large");
        expect(verdict(new Box(round, "closed").opened(broken))).toBe("malformed");
        expect(verdict(new Box(round, "closed").opened(flip(report(0), 1)))).toBe("wrong_manifest");
        const box = voting();
        must(box.cast(ballot));
        expect(verdict(box.opened(report(0)))).toBe("already_cast");
        // Four for each deputy, and there is one.
        for (const other of [1, 2, 3, 4]) must(box.opened(report(other)));
        expect(verdict(box.opened(report(5)))).toBe("busy");
        expect(verdict(box.opened(report(0)))).toBe("already_cast");
        box.phase = "closed";
        expect(verdict(box.opened(report(5)))).toBe("wrong_phase");
        expect(verdict(box.opened(report(0)))).toBe("wrong_phase");
        expect(verdict(box.opened(report(4)))).toBe("ok");
    });

    it("is open for ballots in voting, with joint phases also in issuing, for hand-backs and reports in both", () => {
        const phases: Phase[] = ["sealed", "issuing", "voting", "paused", "closed"];
        const joint = { ...round, jointPhases: true };
        const found = phases.map((phase) => [
            verdict(new Box(round, phase).cast(ballot)),
            verdict(new Box(joint, phase).cast(ballot)),
            verdict(new Box(round, phase).giveUp("hand_back", hex(handBack.entry))),
            verdict(new Box(round, phase).opened(report(0))),
        ]);
        const no = "wrong_phase";
        expect(found).toEqual([
            [no, no, no, no],
            [no, "ok", "ok", "ok"],
            ["ok", "ok", "ok", "ok"],
            [no, no, no, no],
            [no, no, no, no],
        ]);
    });
});

describe("a hand-back", () => {
    const entry = hex(handBack.entry);
    it.each([
        ["too_large", concat(entry, Uint8Array.of(0))],
        ["malformed", entry.slice(1)],
        ["malformed", patch(entry, 0, [9])],
        ["wrong_version", patch(entry, 2, [2])],
        ["wrong_manifest", flip(entry, 3)],
        ["not_canonical", patch(entry, 35, ones)],
        ["malformed", patch(entry, 67, [1])],
        ["malformed", patch(entry, 68, [2])],
        ["malformed", patch(entry, 101, [2])],
        ["malformed", patch(entry, 102, new Uint8Array(384).fill(255))],
        ["token_rejected", flip(entry, 300)],
        ["signature_rejected", flip(entry, 500)],
    ])("is %s", (name, bytes) => {
        expect(verdict(voting().giveUp("hand_back", bytes))).toBe(name);
    });
});

describe("an issue request", () => {
    const request = hex(first.issue_request);
    const decode = (bytes: Bytes) =>
        verdict(token.decodeIssueRequest(bytes, round.manifestHash, round.issuer));
    const tooGreat = new Uint8Array(384).fill(255);

    it("names the first defect", () => {
        let broken = flip(request, 2);
        expect(decode(broken)).toBe("wrong_manifest");
        broken = patch(broken, 1, [9]);
        expect(decode(broken)).toBe("wrong_version");
        broken = patch(broken, 39, tooGreat);
        expect(decode(broken)).toBe("malformed");
        expect(decode(request.slice(1))).toBe("malformed");
        expect(decode(patch(request, 38, [2]))).toBe("malformed");
        expect(decode(concat(request, Uint8Array.of(0)))).toBe("too_large");
    });

    it("is not_on_roll for another deputy, another key, no key, any other byte", async () => {
        const key = (await SigningKey.fromSeed(hex(first.identity_seed))).verifyKey;
        const other = (await SigningKey.fromSeed(hex(second.identity_seed))).verifyKey;
        const check = (bytes: Bytes, with_: typeof key | undefined) => {
            const { manifestHash, issuer } = round;
            const decoded = must(token.decodeIssueRequest(bytes, manifestHash, issuer));
            return verdict(token.checkIssueRequest(decoded, with_));
        };
        expect(check(request, key)).toBe("ok");
        expect(check(request, other)).toBe("not_on_roll");
        expect(check(request, undefined)).toBe("not_on_roll");
        expect(check(patch(request, 34, u32(8)), key)).toBe("not_on_roll");
        expect(check(flip(request, 422), key)).toBe("not_on_roll");
        expect(check(flip(request, 430), key)).toBe("not_on_roll");
    });

    it("has an answer that is refused when it is not the issuer's", async () => {
        const paper = await token.derivePaper(
            hex(first.token_seed),
            round.manifestHash,
            round.issuer,
        );
        const { unblinder } = must(token.blindPaper(paper, round.manifestHash, round.issuer));
        const answer = concat(u16(1), u8(1), hex(first.blind_signature));
        const finish = (bytes: Bytes) => {
            const { manifestHash, issuer } = round;
            return verdict(token.finalizeToken(paper, unblinder, manifestHash, issuer, bytes));
        };
        expect(finish(answer)).toBe("ok");
        expect(finish(flip(answer, 200))).toBe("token_rejected");
        expect(finish(patch(answer, 3, new Uint8Array(384).fill(255)))).toBe("token_rejected");
        expect(finish(patch(answer, 2, [2]))).toBe("malformed");
        expect(finish(patch(answer, 1, [2]))).toBe("wrong_version");
        expect(finish(answer.slice(1))).toBe("malformed");
        expect(finish(concat(answer, Uint8Array.of(0)))).toBe("malformed");
    });
});

describe("marks", () => {
    const two = new BallotShape({ projects: 3, grades: 2, lo: 1, hi: 2 });
    const three = new BallotShape({ projects: 3, grades: 3, lo: 0, hi: 2 });
    const exactly = new BallotShape({ projects: 4, grades: 2, lo: 2, hi: 2 });

    it.each([
        [two, "01000000", "ok"],
        [two, "01010000", "ok"],
        [two, "00000001", "ok"],
        [two, "00000000", "malformed"],
        [two, "01010100", "malformed"],
        [two, "01000001", "malformed"],
        [two, "02000000", "malformed"],
        [two, "010000", "malformed"],
        [two, "0100000000", "malformed"],
        [two, "01000002", "malformed"],
        [three, "00000000", "ok"],
        [three, "00000001", "ok"],
        [three, "02020200", "ok"],
        [three, "01010200", "ok"],
        [three, "01010100", "malformed"],
        [three, "02000001", "malformed"],
        [three, "03000000", "malformed"],
        [exactly, "0101000000", "ok"],
        [exactly, "0000000001", "ok"],
        [exactly, "0100000000", "malformed"],
    ])("%#: %s", (shape, bytes, expected) => {
        expect(verdict(Marks.decode(shape, hex(bytes)))).toBe(expected);
    });

    it("decode to what they encode, and are as many as the rules allow", () => {
        const anyMark = fc.constantFrom<Mark>("none", "approve", "oppose");
        const anyMarks = fc.array(anyMark, { minLength: 3, maxLength: 3 });
        fc.assert(
            fc.property(
                anyMarks,
                fc.boolean(),
                fc.constantFrom(two, three),
                (list, blank, shape) => {
                    const created = Marks.create(shape, list, blank);
                    const approvals = list.filter((mark) => mark === "approve").length;
                    const marked = list.some((mark) => mark !== "none");
                    const allowed =
                        (shape === three || !list.includes("oppose")) &&
                        (blank ? !marked : approvals >= shape.lo && approvals <= 2);
                    expect(created.ok).toBe(allowed);
                    if (!created.ok) return;
                    expect(must(Marks.decode(shape, created.value.bytes))).toEqual(created.value);
                },
            ),
        );
    });
});

describe("a ballot with any bit changed", () => {
    it("is refused", () => {
        const anyBit = fc.record({ byte: fc.nat(ballot.length - 1), bit: fc.nat(7) });
        fc.assert(
            fc.property(anyBit, ({ byte, bit }) => {
                expect(admitAlone(flip(ballot, byte, bit), round).ok).toBe(false);
            }),
            { numRuns: 60 },
        );
    });
});

describe("shapes", () => {
    it("give ballots of the sizes that the specification names", () => {
        const size = (projects: number, grades: 2 | 3, lo: number, hi: number) =>
            new BallotShape({ projects, grades, lo, hi }).ballotBytes;
        expect(size(12, 2, 1, 10)).toBe(5_445);
        expect(size(15, 3, 0, 10)).toBe(9_541);
    });
});

describe("an opening and its report", () => {
    it("are refused out of form", () => {
        const opening = hex(first.opening);
        const decode = (bytes: Bytes) => verdict(decodeOpening(round.shape, bytes));
        expect(decode(opening)).toBe("ok");
        expect(decode(opening.slice(1))).toBe("malformed");
        expect(decode(concat(opening, Uint8Array.of(0)))).toBe("malformed");
        expect(decode(patch(opening, 0, ones))).toBe("not_canonical");
        expect(decode(patch(opening, 32, [1, 1, 1, 0]))).toBe("malformed");
    });

    it("decode to what they encode", () => {
        const report = {
            manifestHash: round.manifestHash,
            ballotId: ballotId(hex(first.ballot_id)),
            station: 513,
            verdict: "unopened",
        } as const;
        const entry = encodeOpened(report);
        expect(entry.length).toBe(68);
        expect(must(decodeOpened(entry))).toEqual(report);
        for (const wrong of [patch(entry, 0, [9]), patch(entry, 67, [4]), entry.slice(1)]) {
            expect(verdict(decodeOpened(wrong))).toBe("malformed");
        }
        expect(verdict(decodeOpened(concat(entry, Uint8Array.of(0))))).toBe("too_large");
    });
});
