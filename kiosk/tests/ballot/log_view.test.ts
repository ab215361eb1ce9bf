// The example's log as an enrolled person's page reads it.
import { describe, expect, it } from "vitest";
import { concat, utf8, type Bytes } from "../../src/basics/bytes.ts";
import { encodeHex } from "../../src/basics/encoding.ts";
import { bytes16, bytes32, u16, u32, u8 } from "../../src/basics/writer.ts";
import { paperHash } from "../../src/ballot/entries/paper_batch.ts";
import { noPaper } from "../../src/ballot/log_paper.ts";
import { readLog } from "../../src/ballot/log_view.ts";
import { statedFor } from "../../src/ballot/paper.ts";
import { evidenceOf } from "../support/evidence.ts";
import * as example from "../support/example.ts";
import { exampleEntries } from "../support/rounds.ts";
import { batchEntry, type Sheets } from "../support/sheets.ts";
import { flip, must, vectorBytes, verdict } from "../support/vectors.ts";

const record = vectorBytes("piaojue_example_record.bin");
const whole = must(readLog(record, null));

describe("a log", () => {
    it("tells who did what, in its order", () => {
        expect(whole.size).toBe(exampleEntries.length);
        expect(whole.acts.map(({ statement }) => statement.act)).toEqual([
            "sign_in",
            "seal",
            "open",
            "sign_in",
            "end_issuing",
            "pause",
            "resume",
            "close",
            "report",
            "report",
            "announce",
            "publish",
        ]);
        for (const { people } of whole.acts) expect(people).not.toContain(undefined);
    });

    it("stands, entry by entry, in the phases of the round", async () => {
        const phases: (string | null)[] = [];
        for (let size = 1; size <= exampleEntries.length; size += 1) {
            const { round } = must(readLog(await evidenceOf(exampleEntries.slice(0, size)), null));
            const phase = round?.phase ?? null;
            if (phases.at(-1) !== phase) phases.push(phase);
        }
        expect(phases).toEqual([
            null,
            "drafted",
            "sealed",
            "issuing",
            "voting",
            "paused",
            "voting",
            "closed",
            "cosigned",
            "decided",
            "announced",
            "published",
        ]);
    });

    it("names the result that the tellers reported", () => {
        expect(encodeHex(whole.round?.ending ?? new Uint8Array())).toBe(
            example.value("result_hash"),
        );
        expect(whole.round?.reporters).toHaveLength(2);
        expect(whole.round?.shares).toBeGreaterThanOrEqual(2);
    });

    it("is refused with an entry changed, left out or under another signature", () => {
        expect(verdict(readLog(flip(record, 60), null))).not.toBe("ok");
        expect(verdict(readLog(flip(record, record.length - 3), null))).not.toBe("ok");
        expect(verdict(readLog(record.slice(0, -1), null))).toBe("malformed");
        const shorter = concat(
            concat(utf8("PJRECORD"), u16(1), u32(1), bytes32(exampleEntries[0] ?? record)),
            record.slice(-220),
        );
        expect(verdict(readLog(shorter, null))).toBe("malformed");
    });

    it("that does not begin with the one seen before is a rollback", async () => {
        const earlier = must(readLog(await evidenceOf(exampleEntries.slice(0, 20)), null));
        expect(verdict(readLog(record, earlier))).toBe("ok");
        const shorter = await evidenceOf(exampleEntries.slice(0, 19));
        expect(verdict(readLog(shorter, earlier))).toBe("log_rollback");
        const other = [...exampleEntries.slice(0, 18), ...exampleEntries.slice(19, 30)];
        expect(verdict(readLog(await evidenceOf(other), earlier))).toBe("log_rollback");
    });
});

describe("papers of a round", () => {
    const closing = exampleEntries.findIndex(([type]) => type === 0x0e);
    const M = whole.round?.manifest.hash ?? new Uint8Array();
    const projects = whole.round?.manifest.projects.length ?? 0;
    const sheets = (batch: number, issued: number): Sheets => ({
        batch,
        issued,
        returned: 0,
        voids: [0, 0, 0, 0],
        votes: Array.from({ length: projects }, () => [0, 0, 0]),
        doubtful: [],
    });
    const act = (number: number, body: Bytes): Bytes => {
        const signed = concat(u16(1), new Uint8Array(64));
        return concat(u8(7), u8(number), M, u32(9), u32(9), bytes16(body), u8(1), signed);
    };
    const upTo = (...more: readonly Bytes[]): Promise<Bytes> =>
        evidenceOf([...exampleEntries.slice(0, closing + 1), ...more]);

    it("end with the round, which remembers what it had come to when it was voided", async () => {
        const voided = act(15, bytes16(utf8("设备故障")));
        const round = must(readLog(await upTo(voided), null)).round;
        expect([round?.phase, round?.voidedIn, round?.next]).toEqual([
            "voided",
            "closed",
            "ordered",
        ]);
        expect(whole.round?.voidedIn).toBeNull();
    });

    it("are counted from its entries", async () => {
        const before = must(readLog(await evidenceOf(exampleEntries.slice(0, closing)), null));
        expect(before.round?.paper.closed).toBe(false);
        const paper = must(readLog(await upTo(), null)).round?.paper;
        const entries = (type: number): number =>
            exampleEntries.filter(([first]) => first === type).length;
        expect(paper).toMatchObject({
            counts: {
                taken: 0,
                exchanged: 0,
                tokens: entries(0x08),
                cast: entries(0x09),
                castSheets: 0,
                handedBack: entries(0x0a),
            },
            closed: true,
            stated: null,
            usedSlips: null,
        });
        expect(entries(0x09)).toBeGreaterThan(0);
    });

    it("know a sheet, an exchange and a ballot with people's token by their bytes", async () => {
        const issued = concat(u8(8), M, u32(1), u8(2), u8(0), new Uint8Array(64));
        const exchange = concat(u8(0x0b), new Uint8Array(549));
        const ballot = new Uint8Array(exampleEntries.find(([type]) => type === 0x09) ?? []);
        ballot[ballot.length - 419 - 64] = 2;
        const plain = must(readLog(await upTo(), null)).round?.paper.counts;
        const counts = must(readLog(await upTo(issued, exchange, ballot), null)).round?.paper
            .counts;
        expect(counts).toEqual({
            ...plain,
            taken: 1,
            exchanged: 1,
            cast: (plain?.cast ?? 0) + 1,
            castSheets: 1,
        });
    });

    it("have the newest batch of each number, and what acts 18 and 19 say of them", async () => {
        const signed = [2, 3, 2] as const;
        const first = await batchEntry(M, sheets(1, 5), signed);
        const second = await batchEntry(M, sheets(2, 6), signed);
        const again = await batchEntry(M, sheets(1, 7), signed);
        const hash = paperHash([again, second]);
        const stated = act(18, concat(u32(1), u16(2), hash));
        const log = must(readLog(await upTo(first, second, again, stated, act(19, u32(4))), null));
        const { batches, stated: said, usedSlips } = log.round?.paper ?? noPaper;
        expect(batches.get(1)?.batch.body.issued).toBe(7);
        expect(batches.get(2)?.entry).toEqual(second);
        expect(statedFor(batches, 1)).toEqual({ uncancelled: 1, batches: 2, paperHash: hash });
        expect(said).toMatchObject({ uncancelled: 1, batches: 2, paperHash: hash });
        expect(usedSlips).toBe(4);
        expect(verdict(readLog(await upTo(first.slice(0, -1)), null))).toBe("malformed");
    });

    it("let the result be read with the sheets' line behind act 18 alone", async () => {
        const rest = exampleEntries.slice(closing + 1);
        const place = rest.findIndex(([type]) => type === 0x11);
        const line = new Uint8Array(4 * (8 + 3 * projects));
        const longer = concat(rest[place] ?? new Uint8Array(), line);
        const stated = act(18, concat(u32(0), u16(0), paperHash([])));
        const counted = [stated, ...rest.slice(0, place), longer];
        expect(must(readLog(await upTo(...counted), null)).round?.phase).toBe("decided");
        expect(verdict(readLog(await upTo(...counted.slice(1)), null))).toBe("malformed");
        const short = [stated, ...rest.slice(0, place + 1)];
        expect(verdict(readLog(await upTo(...short), null))).toBe("malformed");
    });
});
