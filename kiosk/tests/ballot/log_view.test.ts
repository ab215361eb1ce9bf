// The example's log as an enrolled person's page reads it.
import { describe, expect, it } from "vitest";
import { concat, utf8 } from "../../src/basics/bytes.ts";
import { encodeHex } from "../../src/basics/encoding.ts";
import { bytes32, u16, u32 } from "../../src/basics/writer.ts";
import { readLog } from "../../src/ballot/log_view.ts";
import { evidenceOf } from "../support/evidence.ts";
import * as example from "../support/example.ts";
import { exampleEntries } from "../support/rounds.ts";
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
