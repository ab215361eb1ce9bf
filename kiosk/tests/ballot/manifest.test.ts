// The manifest and the entries it names: every rule of PROTOCOL §6, one defect each.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { at } from "../../src/basics/assert.ts";
import { concat, type Bytes } from "../../src/basics/bytes.ts";
import { Reader } from "../../src/basics/reader.ts";
import { must, document, flip, hex, patch, verdict } from "../support/vectors.ts";
import { IssuerPublicKey } from "../../src/crypto/rsa_key.ts";
import { decodeCongress } from "../../src/ballot/entries/congress.ts";
import { checkEnrolment, decodeEnrolment } from "../../src/ballot/entries/enrolment.ts";
import { decodeIssuance } from "../../src/ballot/entries/issuance.ts";
import { decodeRoll, outlineRoll } from "../../src/ballot/entries/roll.ts";
import { decodeManifest } from "../../src/ballot/manifest.ts";
import { checkMethod, decodeMethod } from "../../src/ballot/method.ts";
import { roundOf } from "../../src/ballot/round.ts";
import { tags } from "../../src/ballot/wire.ts";
import {
    ballotFile,
    exampleEntries,
    exampleManifest,
    exampleManifestEntry,
} from "../support/rounds.ts";

const entry = exampleManifestEntry;
const ones = new Uint8Array(32).fill(255);
const zeros = new Uint8Array(32);
// As the example numbers the bytes.
const modulusAt = 233;
const rootsAt = 617;
const methodAt = 3820;
const projectsAt = 3843;

describe("a manifest", () => {
    it.each<[string, string, Bytes]>([
        ["another type", "malformed", patch(entry, 0, [4])],
        ["version 2", "wrong_version", patch(entry, 2, [2])],
        ["nobody due", "malformed", patch(entry, 131, [0, 0, 0, 0])],
        ["10,001 due", "malformed", patch(entry, 131, [0, 0, 39, 17])],
        ["round 0", "malformed", patch(entry, 135, [0])],
        ["a first round of number 2", "malformed", patch(entry, 135, [2])],
        ["kind 0", "malformed", patch(entry, 136, [0])],
        ["kind 8", "malformed", patch(entry, 136, [8])],
        ["a second round of number 1", "malformed", patch(patch(entry, 136, [2]), 168, [1])],
        ["a tie without parent", "malformed", patch(entry, 135, [2, 2])],
        ["a first round with parent", "malformed", patch(entry, 168, [1])],
        ["an unknown flag", "malformed", patch(entry, 169, [3])],
        ["an empty title", "malformed", concat(entry.slice(0, 170), hex("0000"), entry.slice(184))],
        ["phases 2", "malformed", patch(entry, 197, [2])],
        ["a smallest group of none", "malformed", patch(entry, 198, [0, 0])],
        ["a box key that is none", "not_canonical", patch(entry, 200, ones)],
        ["two issuers", "malformed", patch(entry, 232, [2])],
        ["k above n", "malformed", patch(entry, 3690, [4])],
        ["k = 1", "malformed", patch(entry, 3690, [1])],
        ["K the identity", "identity_point", patch(entry, 3691, zeros)],
        ["K that is no point", "not_canonical", patch(entry, 3691, ones)],
        ["a share key that is no point", "not_canonical", patch(entry, 3787, ones)],
        ["K with bit 255 set", "not_canonical", flip(entry, 3691 + 31, 7)],
        ["a share key with bit 255 set", "not_canonical", flip(entry, 3787 + 31, 7)],
        ["another quorum", "malformed", patch(entry, 3819, [2])],
        ["no projects", "malformed", patch(entry, projectsAt, [0])],
        ["101 projects", "malformed", patch(entry, projectsAt, [101])],
        ["a project of number 0", "malformed", patch(entry, 3844, [0, 0])],
        ["a number twice", "malformed", patch(entry, 3872, [0, 1])],
        ["17 attachments", "malformed", patch(entry, 3932, [17])],
        ["a byte missing", "malformed", entry.slice(0, -1)],
        ["a byte left over", "malformed", concat(entry, Uint8Array.of(0))],
    ])("with %s is %s", (_, name, bytes) => {
        expect(verdict(decodeManifest(bytes))).toBe(name);
    });

    it.each<[string, string, Bytes]>([
        ["an even modulus", "malformed", flip(entry, modulusAt + 383)],
        ["a modulus of 3071 bits", "malformed", flip(entry, modulusAt, 7)],
        ["a root that is none", "token_rejected", flip(entry, rootsAt + 100)],
        ["the last root that is none", "token_rejected", flip(entry, rootsAt + 8 * 384 - 1)],
        ["a root not below N", "malformed", patch(entry, rootsAt, new Uint8Array(384).fill(255))],
    ])("with %s can be read, but nobody votes by it: %s", (_, name, bytes) => {
        expect(verdict(roundOf(must(decodeManifest(bytes))))).toBe(name);
    });

    it("is cut nowhere without notice", () => {
        fc.assert(
            fc.property(fc.nat(entry.length - 1), (length) => {
                expect(decodeManifest(entry.slice(0, length)).ok).toBe(false);
            }),
            { numRuns: 40 },
        );
    });

    it("has another hash with any bit changed", () => {
        const anyBit = fc.record({ byte: fc.nat(entry.length - 1), bit: fc.nat(7) });
        fc.assert(
            fc.property(anyBit, ({ byte, bit }) => {
                const changed = decodeManifest(flip(entry, byte, bit));
                if (changed.ok) expect(changed.value.hash).not.toEqual(exampleManifest.hash);
            }),
            { numRuns: 60 },
        );
    });

    it("gives the round its rules", () => {
        const { shape, jointPhases, due } = must(roundOf(exampleManifest));
        expect([shape.projects, shape.grades, shape.lo, shape.cap]).toEqual([3, 2, 1, 2]);
        expect(jointPhases).toBe(false);
        expect(due).toBe(exampleManifest.due);
        const joint = must(decodeManifest(patch(entry, 197, [1])));
        expect(must(roundOf(joint)).jointPhases).toBe(true);
    });
});

describe("an issuing key", () => {
    const { modulus, roots } = ballotFile.issuer;
    it("with a small factor is refused, whatever its roots are", () => {
        const bytes = hex(modulus);
        const multiple = BigInt(`0x${modulus}`) - (BigInt(`0x${modulus}`) % 65521n);
        const odd = multiple % 2n === 1n ? multiple : multiple - 65521n;
        const found = IssuerPublicKey.check(hex(odd.toString(16)), roots.map(hex));
        expect(found).toMatchObject({ error: { detail: "the modulus has a small factor" } });
        expect(verdict(IssuerPublicKey.check(bytes, roots.map(hex)))).toBe("ok");
        expect(verdict(IssuerPublicKey.check(bytes, roots.slice(1).map(hex)))).toBe("malformed");
    });

    it("with roots in another order is refused", () => {
        const swapped = [at(roots, 1), at(roots, 0), ...roots.slice(2)];
        expect(verdict(IssuerPublicKey.check(hex(modulus), swapped.map(hex)))).toBe(
            "token_rejected",
        );
    });
});

describe("a method", () => {
    const method = entry.slice(methodAt, projectsAt);
    const judge = (bytes: Bytes, projects = 3) => {
        const decoded = decodeMethod(new Reader(bytes));
        return decoded.ok ? verdict(checkMethod(decoded.value, projects)) : verdict(decoded);
    };

    it.each<[string, number, number[]]>([
        ["version 2", 0, [2]],
        ["style 0", 1, [0]],
        ["style 5", 1, [5]],
        ["body 4", 2, [4]],
        ["no places", 3, [0]],
        ["lo 0 in choose_up_to", 4, [0]],
        ["lo 2 in choose_up_to", 4, [2]],
        ["hi 0", 5, [0]],
        ["hi 101", 5, [101]],
        ["lo ≠ hi in choose_exactly", 1, [2]],
        ["lo 1 in three_way", 1, [3]],
        ["lo 1 in three_way_capped", 1, [4]],
        ["blank 3", 6, [3]],
        ["no quorum rule", 7, [0, 0, 0, 0]],
        ["a quorum of present", 7, [2, 3, 2, 0]],
        ["a fraction above 1", 7, [3, 2, 1, 0]],
        ["a fraction 0/3", 7, [0, 3, 1, 0]],
        ["strict 2", 7, [2, 3, 1, 2]],
        ["participation of valid", 11, [1, 2, 4, 0]],
        ["half of a missing rule", 11, [0, 0, 1, 0]],
        ["threshold of base 5", 15, [1, 2, 5, 0]],
        ["threshold of base 0", 15, [1, 2, 0, 0]],
        ["tie 6", 19, [6]],
        ["shortfall 5", 20, [5]],
        ["order 3", 21, [3]],
        ["notice 0", 22, [0]],
    ])("with %s is malformed", (_, offset, bytes) => {
        expect(judge(patch(method, offset, bytes))).toBe("malformed");
    });

    it("may have any style within its bounds", () => {
        const styled = (style: number, lo: number, hi: number, projects?: number) =>
            judge(patch(patch(method, 1, [style]), 4, [lo, hi]), projects);
        expect(styled(1, 1, 100)).toBe("ok");
        expect(styled(2, 3, 3)).toBe("ok");
        expect(styled(2, 4, 4)).toBe("malformed");
        expect(styled(3, 0, 3)).toBe("ok");
        expect(styled(3, 0, 2)).toBe("malformed");
        expect(styled(4, 0, 2)).toBe("ok");
        expect(styled(4, 0, 0)).toBe("malformed");
        expect(judge(patch(method, 11, [1, 1, 1, 1]))).toBe("ok");
        expect(judge(patch(method, 15, [0, 0, 0, 0]))).toBe("ok");
    });
});

describe("congress, enrolment, roll, issuance", () => {
    const [congress, enrolment, roll] = [0, 1, 3].map((i) => at(exampleEntries, i));
    const issuance = at(exampleEntries, 12);
    const enrol = (bytes: Bytes) => checkEnrolment(must(decodeEnrolment(bytes)));
    const cases: [
        string,
        string,
        (bytes: Bytes) => { ok: boolean },
        Bytes | undefined,
        number,
        number[],
    ][] = [
        ["congress", "malformed", decodeCongress, congress, 0, [2]],
        ["congress", "wrong_version", decodeCongress, congress, 2, [2]],
        ["congress", "malformed", decodeCongress, congress, 3, [2]],
        ["congress", "not_canonical", decodeCongress, congress, 36, [...ones]],
        ["enrolment", "malformed", decodeEnrolment, enrolment, 0, [1]],
        ["enrolment", "malformed", decodeEnrolment, enrolment, 33, [0, 0]],
        ["enrolment", "malformed", decodeEnrolment, enrolment, 33, [0, 4]],
        ["enrolment", "malformed", decodeEnrolment, enrolment, 35, [4]],
        ["enrolment", "not_canonical", decodeEnrolment, enrolment, 48, [...ones]],
        ["enrolment", "signature_rejected", enrol, enrolment, 80, [0]],
        ["enrolment", "identity_point", decodeEnrolment, enrolment, 362, [...zeros]],
        ["enrolment", "signature_rejected", enrol, enrolment, 112, [0]],
        ["enrolment", "signature_rejected", enrol, enrolment, 530, [0]],
        ["roll", "malformed", decodeRoll, roll, 0, [5]],
        ["roll", "malformed", decodeRoll, roll, 65, [0, 0, 0, 0]],
        ["roll", "malformed", decodeRoll, roll, 65, [0, 0, 0, 3]],
        ["issuance", "malformed", decodeIssuance, issuance, 0, [9]],
        ["issuance", "malformed", decodeIssuance, issuance, 37, [2]],
        ["issuance", "malformed", decodeIssuance, issuance, 38, [2]],
        ["issuance", "malformed", decodeIssuance, issuance, 37, [1, 0]],
    ];

    it.each(cases)("%s: %s, %#", (_, name, decode, bytes, offset, replacement) => {
        const whole = bytes ?? new Uint8Array();
        expect(verdict(decode(whole) as ReturnType<typeof decodeCongress>)).toBe("ok");
        const found = decode(patch(whole, offset, replacement));
        expect(verdict(found as ReturnType<typeof decodeCongress>)).toBe(name);
    });

    it("name no key twice", () => {
        const entryOf = (bytes: Bytes | undefined) => bytes ?? new Uint8Array();
        const twice = patch(entryOf(roll), 101, entryOf(roll).slice(69, 101));
        expect(verdict(decodeRoll(twice))).toBe("malformed");
        const bad = patch(entryOf(roll), 101, ones);
        expect(verdict(outlineRoll(bad))).toBe("ok");
        expect(verdict(decodeRoll(bad))).toBe("not_canonical");
        // A person enrolled twice, with the signature that was right the first time.
        const one = entryOf(enrolment).slice(35, 176);
        const doubled = concat(entryOf(enrolment).slice(0, 33), hex("0002"), one, one);
        expect(verdict(enrol(doubled))).toBe("malformed");
    });
});

it("uses no tag that the specification does not list", () => {
    const listed = document("PROTOCOL.md").split("\n## 14 ")[1]?.split("\n## ")[0] ?? "";
    const words = listed.replace(/\(HKDF info\)/, "").split(/[\s·]+/);
    for (const tag of Object.values(tags)) {
        expect(words.map((word) => word.replace(/\.$/, ""))).toContain(
            tag.replace("piaojue/v1/", ""),
        );
    }
});
