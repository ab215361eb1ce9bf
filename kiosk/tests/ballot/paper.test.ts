// Batches of sheets and what two people say of them, held to bytes that are put together here as PROTOCOL.md lists them.
import { describe, expect, it } from "vitest";
import { concat, type Bytes } from "../../src/basics/bytes.ts";
import { encodeHex } from "../../src/basics/encoding.ts";
import { bytes16, u16, u32, u8 } from "../../src/basics/writer.ts";
import { taggedHash } from "../../src/crypto/hash.ts";
import * as batches from "../../src/ballot/entries/paper_batch.ts";
import { readOutcome } from "../../src/ballot/entries/result.ts";
import { decodeStatement, encodeStatement } from "../../src/ballot/entries/statement.ts";
import * as paper from "../../src/ballot/paper.ts";
import { BallotShape } from "../../src/ballot/shape.ts";
import { batchEntry, bodyBytes, keyOf, type Sheets } from "../support/sheets.ts";
import { exampleEntries, vectorRound } from "../support/rounds.ts";
import { must, verdict } from "../support/vectors.ts";

const shape = { projects: 3, grades: 3, lo: 0, hi: 2 } as const;
const round = vectorRound(shape);
const M = round.manifestHash;

const sheets: Sheets = {
    batch: 2,
    issued: 9,
    returned: 8,
    voids: [1, 0, 1, 1],
    votes: [
        [3, 1, 1],
        [2, 2, 1],
        [5, 0, 0],
    ],
    doubtful: [
        [0, "划痕"],
        [3, "有记号"],
    ],
};
const body = must(batches.decodeBatchBody(bodyBytes(M, sheets)));
const entry = await batchEntry(M, sheets, [2, 4, 2]);

describe("a batch of sheets", () => {
    it("is read to what its bytes say, and written to the same bytes", () => {
        expect(body).toMatchObject({
            batch: 2,
            issued: 9,
            returned: 8,
            void: { over: 1, unreadable: 0, marked: 1, blank: 1 },
            doubtful: [
                { decision: "valid", reason: "划痕" },
                { decision: "marked", reason: "有记号" },
            ],
        });
        expect(body.projects[1]).toEqual({ approve: 2, oppose: 2, abstain: 1 });
        const batch = must(batches.decodePaperBatch(entry));
        expect(batches.encodePaperBatch(batch)).toEqual(entry);
        expect(batch.keyers.map(({ person }) => person)).toEqual([2, 4]);
        expect(batch.chief?.person).toBe(2);
    });

    it("is signed as keyed and as decided under tags of their own", async () => {
        const { keyers, chief } = must(batches.decodePaperBatch(entry));
        const [one] = keyers;
        const key = (await keyOf(2)).verifyKey;
        const signature = chief?.signature ?? new Uint8Array(64);
        const check = batches.checkBatchSignature;
        expect(verdict(check(body, "keyed", one.signature, key))).toBe("ok");
        expect(verdict(check(body, "chief", signature, key))).toBe("ok");
        expect(verdict(check(body, "chief", one.signature, key))).toBe("signature_rejected");
        expect(verdict(check({ ...body, issued: 8 }, "keyed", one.signature, key))).toBe(
            "signature_rejected",
        );
    });

    it("goes to the server as body, role, person and signature", async () => {
        const key = await keyOf(4);
        const bytes = bodyBytes(M, sheets);
        for (const [as, number, tag] of [
            ["keyed", 1, "piaojue/v1/paper-batch"],
            ["chief", 2, "piaojue/v1/doubtful"],
        ] as const) {
            const request = await batches.makeBatchRequest(body, as, 4, key);
            expect(request.slice(0, -64)).toEqual(concat(bytes, u8(number), u16(4)));
            expect(key.verifyKey.verify(tag, bytes, request.slice(-64)).ok).toBe(true);
        }
    });

    it("cannot be read with a number, a decision, a reason or persons out of their range", async () => {
        const read = (changed: Partial<Sheets>): string =>
            verdict(batches.decodeBatchBody(bodyBytes(M, { ...sheets, ...changed })));
        expect(read({})).toBe("ok");
        expect(read({ batch: 200 })).toBe("ok");
        expect(read({ batch: 0 })).toBe("malformed");
        expect(read({ batch: 201 })).toBe("malformed");
        expect(read({ votes: [] })).toBe("malformed");
        expect(read({ issued: 10_000 })).toBe("ok");
        expect(read({ issued: 10_001 })).toBe("malformed");
        expect(read({ voids: [0, 10_001, 0, 0] })).toBe("malformed");
        expect(read({ votes: [[0, 0, 10_001]] })).toBe("malformed");
        expect(read({ doubtful: [[5, "x"]] })).toBe("malformed");
        expect(read({ doubtful: [[1, ""]] })).toBe("malformed");
        expect(read({ doubtful: [[1, "x".repeat(201)]] })).toBe("malformed");
        for (const persons of [
            [4, 2, 2],
            [2, 2, 2],
        ] as const) {
            const swapped = await batchEntry(M, sheets, persons);
            expect(verdict(batches.decodePaperBatch(swapped))).toBe("malformed");
        }
        expect(verdict(batches.decodePaperBatch(entry.slice(0, -66)))).toBe("malformed");
        const plain = await batchEntry(M, { ...sheets, doubtful: [] }, [2, 4, 2]);
        expect(must(batches.decodePaperBatch(plain)).chief).toBeNull();
        expect(verdict(batches.decodePaperBatch(concat(plain, u8(0))))).toBe("malformed");
    });
});

describe("what adds up", () => {
    const rules = new BallotShape(shape);
    const faults = (changed: Partial<batches.BatchBody>, of = rules): readonly string[] =>
        batches.faultsOf({ ...body, ...changed }, of, 5).map(({ is }) => is);
    const voids = { over: 0, unreadable: 0, marked: 0, blank: 0 };

    it("is asked of each project, of the approvals in all, and of the decisions", () => {
        expect(faults({})).toEqual([]);
        expect(faults({ returned: 9 })).toEqual(["project", "project", "project"]);
        expect(faults({ void: { ...voids, over: 9 } })).toEqual(["void"]);
        expect(faults({ projects: body.projects.slice(1) })).toEqual(["projects"]);
        const few = { returned: 4, void: { ...voids, over: 4 }, doubtful: [] };
        const none = body.projects.map(() => ({ approve: 0, oppose: 0, abstain: 0 }));
        expect(faults({ ...few, projects: none })).toEqual(["min_group"]);
        expect(faults({ ...few, returned: 0, void: voids, projects: none })).toEqual([]);
        const approving = body.projects.map(() => ({ approve: 4, oppose: 0, abstain: 1 }));
        expect(faults({ projects: approving })).toEqual(["approvals"]);
        const twice = { decision: "marked", reason: "x" } as const;
        expect(faults({ doubtful: [twice, twice] })).toEqual(["decided"]);
        const valid = { decision: "valid", reason: "x" } as const;
        expect(faults({ doubtful: Array.from({ length: 6 }, () => valid) })).toEqual(["decided"]);
    });

    it("has no opposition where a project is only approved", () => {
        const approveOnly = new BallotShape({ projects: 3, grades: 2, lo: 1, hi: 3 });
        expect(faults({}, approveOnly)).toEqual(["oppose", "oppose"]);
    });
});

const nothing: paper.PaperCounts = {
    taken: 0,
    exchanged: 0,
    tokens: 0,
    cast: 0,
    castSheets: 0,
    handedBack: 0,
};

function logged(...list: readonly batches.BatchBody[]): paper.LoggedBatches {
    const keyers = [
        { person: 2, signature: new Uint8Array(64) },
        { person: 4, signature: new Uint8Array(64) },
    ] as const;
    return new Map(
        list.map((one) => {
            const batch = { body: one, keyers, chief: null };
            return [one.batch, { batch, entry: batches.encodePaperBatch(batch) }];
        }),
    );
}

describe("act 18", () => {
    const first = { ...body, batch: 1, issued: 4, returned: 3 };
    const both = logged(body, first);

    it("counts batches 1 to the last, under the hash of their entries in that order", () => {
        const entries = paper.ascending(both).map((one) => one.entry);
        expect(paper.ascending(both).map((one) => one.batch.body.batch)).toEqual([1, 2]);
        const stated = paper.statedFor(both, 1);
        expect(stated).toMatchObject({ uncancelled: 1, batches: 2 });
        expect(stated.paperHash).toEqual(taggedHash("piaojue/v1/paper-count", ...entries));
        const sum = paper.sumOf(both, 3);
        expect(sum).toMatchObject({ issued: 13, returned: 11, void: { over: 2, blank: 2 } });
        expect(sum.projects[2]).toEqual({ approve: 10, oppose: 0, abstain: 0 });
    });

    it("waits until all that was handed out is keyed and none is left out", () => {
        const counts = { ...nothing, taken: 8, exchanged: 4 };
        const fault = (
            of: paper.PaperCounts,
            list: paper.LoggedBatches,
            uncancelled: number,
        ): string | null => paper.paperFaultOf(of, list, uncancelled)?.is ?? null;
        expect(fault(counts, both, 1)).toBeNull();
        expect(fault(counts, both, 0)).toBe("issued");
        expect(fault(counts, both, 2)).toBe("issued");
        expect(fault(counts, logged(body), 0)).toBe("gap");
        expect(fault(nothing, new Map(), 0)).toBeNull();
        expect(fault({ ...nothing, taken: 2, castSheets: 2 }, new Map(), 0)).toBeNull();
    });

    it("finds too many papers by what came back and by the tokens that are left", () => {
        const counts = { ...nothing, taken: 8, exchanged: 2, tokens: 20, cast: 12, handedBack: 5 };
        const many = (of: Partial<paper.PaperCounts>, uncancelled = 1): boolean =>
            paper.papersTooMany({ ...counts, ...of }, both, uncancelled);
        // 11 came back of 8 + 2 + 1; 2 + 1 of the 3 tokens that are in no box.
        expect(many({})).toBe(false);
        expect(many({}, 0)).toBe(true);
        expect(many({ tokens: 19 })).toBe(true);
        expect(many({ cast: 13 })).toBe(true);
        expect(many({ cast: 13, castSheets: 1, taken: 9 })).toBe(false);
        expect(many({ cast: 13, castSheets: 1 })).toBe(true);
        expect(many({ handedBack: 6 })).toBe(true);
    });

    it("is needed where a sheet was handed out, keyed, or cast with a token of people", () => {
        expect(paper.needsPaper(nothing, new Map())).toBe(false);
        expect(paper.needsPaper({ ...nothing, tokens: 5, cast: 5 }, new Map())).toBe(false);
        expect(paper.needsPaper({ ...nothing, taken: 1 }, new Map())).toBe(true);
        expect(paper.needsPaper({ ...nothing, exchanged: 1 }, new Map())).toBe(true);
        expect(paper.needsPaper({ ...nothing, castSheets: 1 }, new Map())).toBe(true);
        expect(paper.needsPaper(nothing, both)).toBe(true);
    });

    it("and act 19 are read from their bytes", () => {
        const bytes = (act: number, stated: Bytes): Bytes =>
            concat(u8(7), u8(act), M, u32(5), u32(6), bytes16(stated), u8(1), signer);
        const signer = concat(u16(1), new Uint8Array(64).fill(1));
        const hash = new Uint8Array(32).fill(3);
        const ofPaper = bytes(18, concat(u32(7), u16(200), hash));
        expect(must(decodeStatement(ofPaper))).toMatchObject({
            act: "paper",
            body: { kind: "paper", uncancelled: 7, batches: 200, paperHash: hash },
        });
        expect(encodeStatement(must(decodeStatement(ofPaper)))).toEqual(ofPaper);
        const beyond = bytes(18, concat(u32(7), u16(201), hash));
        expect(verdict(decodeStatement(beyond))).toBe("malformed");
        const ofClaims = bytes(19, u32(12));
        expect(must(decodeStatement(ofClaims)).body).toEqual({ kind: "used_slips", usedSlips: 12 });
        expect(encodeStatement(must(decodeStatement(ofClaims)))).toEqual(ofClaims);
        expect(verdict(decodeStatement(bytes(19, u16(12))))).toBe("malformed");
        expect(verdict(decodeStatement(bytes(19, u32(10_001))))).toBe("malformed");
        expect(verdict(decodeStatement(bytes(18, concat(u32(10_001), u16(1), hash))))).toBe(
            "malformed",
        );
        expect(verdict(decodeStatement(bytes(20, u32(12))))).toBe("malformed");
    });
});

describe("the result of a round", () => {
    const result = exampleEntries.find(([type]) => type === 0x11) ?? new Uint8Array();
    const projects = 3;
    const line = (count: number): Bytes => new Uint8Array(4 * (8 + 3 * count));

    it("ends with the sheets' line where act 18 stands, and not otherwise", () => {
        const plain = { projects: countIn(result), sheets: false };
        const withSheets = { ...plain, sheets: true };
        expect(verdict(readOutcome(result, plain))).toBe("ok");
        expect(verdict(readOutcome(result, withSheets))).toBe("malformed");
        const longer = concat(result, line(plain.projects));
        expect(verdict(readOutcome(longer, withSheets))).toBe("ok");
        expect(verdict(readOutcome(longer, plain))).toBe("malformed");
        expect(verdict(readOutcome(concat(result, line(projects + 9)), withSheets))).toBe(
            "malformed",
        );
    });

    it("may be of the sheets alone", () => {
        const at = 1 + 32 + 32;
        const opened = (how: number, bytes = result): string => {
            const changed = new Uint8Array(bytes);
            changed[at] = how;
            return verdict(readOutcome(changed, { projects: countIn(result), sheets: false }));
        };
        const used = result[at + 1] ?? 0;
        const head = concat(result.slice(0, at + 1), u8(0));
        const unused = concat(head, result.slice(at + 2 + used));
        expect(opened(2, unused)).toBe("ok");
        expect(opened(2)).toBe("malformed");
        expect(opened(3, unused)).toBe("malformed");
    });
});

/** Projects of the example, by the entry's own lengths: 15 bytes each between counts and places. */
function countIn(entry: Bytes): number {
    const used = entry[66] ?? 0;
    const next = encodeHex(entry).length;
    for (let count = 1; count <= 100; count += 1) {
        const left = 67 + used + 40 + 15 * count;
        if (2 * (left + 4 + 2 * (entry[left + 3] ?? 0)) === next) return count;
    }
    throw new Error("no result entry");
}
