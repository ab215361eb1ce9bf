// The table attached to a manifest: fetched whole, believed only under its hash.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answer, refused, unreachable, type Reply } from "../../src/api/reply.ts";
import { concat, utf8, type Bytes } from "../../src/basics/bytes.ts";
import { parseCsv } from "../../src/basics/csv.ts";
import { encodeHex } from "../../src/basics/encoding.ts";
import { bytes32, text, u8 } from "../../src/basics/writer.ts";
import { attachmentHash, attachmentKinds, decodeAttachment } from "../../src/ballot/attachment.ts";
import type { VoteManifest } from "../../src/ballot/manifest.ts";
import { attachmentBytesMax } from "../../src/ballot/wire.ts";
import { fetchDetails, readTable } from "../../src/flow/project_details.ts";
import { onceEach } from "../../src/ui/details.ts";
import { flip, must, verdict } from "../support/vectors.ts";
import { exampleVote } from "./vote.ts";

const table =
    "no,name,name2,unit,content,investment,funding,deadline\n" +
    '1,项目一,,市教育局,"新建 2 所,\n改建 ""老"" 校",3200万元,市级财政,2026年12月\n' +
    "2,项目二,,,,,,\n";

function attached(kind: keyof typeof attachmentKinds, content: string, of = exampleVote): Bytes {
    const head = concat(u8(0x06), of.manifest.congressId, u8(attachmentKinds[kind]));
    return concat(head, text("text/csv; charset=utf-8"), bytes32(utf8(content)));
}

function manifestWith(...entries: readonly Bytes[]): VoteManifest {
    return { ...exampleVote.manifest, attachments: entries.map(attachmentHash) };
}

/** A server that has these, under their hashes. */
class Server {
    readonly asked: string[] = [];
    readonly #entries = new Map<string, Bytes>();

    constructor(...entries: readonly Bytes[]) {
        for (const entry of entries) this.#entries.set(encodeHex(attachmentHash(entry)), entry);
    }

    attachment = (hash: Bytes): Promise<Reply<Bytes>> => {
        const name = encodeHex(hash);
        this.asked.push(name);
        const entry = this.#entries.get(name);
        return Promise.resolve(entry === undefined ? refused("unknown_round") : answer(entry));
    };
}

describe("comma-separated values", () => {
    it("are read as they were written, with commas, quotes and line feeds in a field", () => {
        const field = fc.string({ unit: fc.constantFrom("a", "项", ",", '"', "\n", " ") });
        const rows = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }));
        const written = (fields: readonly string[]): string =>
            fields.map((one) => `"${one.replaceAll('"', '""')}"`).join(",") + "\n";
        fc.assert(
            fc.property(rows, (all) => {
                expect(must(parseCsv(all.map(written).join("")))).toEqual(all);
            }),
        );
    });

    it.each([
        ["", []],
        ["a,b", [["a", "b"]]],
        ["a,\n", [["a", ""]]],
        [
            "a,b\n,\n",
            [
                ["a", "b"],
                ["", ""],
            ],
        ],
        ["a,", [["a", ""]]],
    ])("plain: %j", (written, rows) => {
        expect(must(parseCsv(written))).toEqual(rows);
    });

    it.each(['a"b\n', '"a\n', '"a"b\n'])("are refused with a stray quote: %j", (written) => {
        expect(verdict(parseCsv(written))).toBe("malformed");
    });
});

describe("an attachment", () => {
    it("is read strictly", () => {
        const entry = attached("source", "from the city's news");
        expect(must(decodeAttachment(entry))).toMatchObject({ kind: "source" });
        const long = attached("source", "x".repeat(attachmentBytesMax + 1));
        for (const bad of [flip(entry, 0), flip(entry, 33, 3), entry.subarray(0, -1), long]) {
            expect(verdict(decodeAttachment(bad))).toBe("malformed");
        }
        expect(verdict(decodeAttachment(concat(entry, u8(0))))).toBe("malformed");
    });
});

describe("the details of projects", () => {
    it("are those of the table, behind whatever else is attached", async () => {
        const entries = [attached("method", "title = 1"), attached("projects", table)];
        const details = await fetchDetails(manifestWith(...entries), new Server(...entries));
        if (typeof details === "string") throw new Error(details);
        expect(details.get(1)).toEqual({
            unit: "市教育局",
            content: '新建 2 所,\n改建 "老" 校',
            investment: "3200万元",
            funding: "市级财政",
            deadline: "2026年12月",
        });
        expect(details.get(2)?.unit).toBe("");
    });

    it("are none where no table is attached", async () => {
        const source = attached("source", "text");
        expect(await fetchDetails(manifestWith(), new Server())).toBe("none");
        expect(await fetchDetails(manifestWith(source), new Server(source))).toBe("none");
    });

    it("are not shown when anything but what the manifest names has come", async () => {
        const entry = attached("projects", table);
        const other = attached("projects", table.replace("3200", "3201"));
        const liar = { attachment: () => Promise.resolve(answer(other)) };
        expect(await fetchDetails(manifestWith(entry), liar)).toBe("differs");
        const broken = attached("projects", "no,name\n1\n");
        expect(await fetchDetails(manifestWith(broken), new Server(broken))).toBe("differs");
        const congressId = new Uint8Array(32);
        const manifest = { ...exampleVote.manifest, congressId };
        const foreign = attached("projects", table, { ...exampleVote, manifest });
        expect(await fetchDetails(manifestWith(foreign), new Server(foreign))).toBe("differs");
    });

    it("say who did not give them", async () => {
        const manifest = manifestWith(attached("projects", table));
        const nobody = { attachment: () => Promise.resolve(unreachable) };
        expect(await fetchDetails(manifest, nobody)).toBe("unreachable");
        expect(await fetchDetails(manifest, new Server())).toBe("refused");
    });

    it("need numbers, and as many fields in each row", () => {
        expect(verdict(readTable(utf8("name\n项目一\n")))).toBe("malformed");
        expect(verdict(readTable(utf8("no,name\n1,a,b\n")))).toBe("malformed");
    });

    it("are asked for once, and again only if they did not come", async () => {
        const entry = attached("projects", table);
        const manifest = manifestWith(entry);
        const server = new Server(entry);
        const read = onceEach((of) => fetchDetails(of, server));
        const answers = await Promise.all([read(manifest), read(manifest)]);
        expect(answers[0]).toBe(await read(manifest));
        expect(server.asked).toHaveLength(1);

        let times = 0;
        const failing = onceEach(() => {
            times += 1;
            return Promise.resolve("unreachable" as const);
        });
        await failing(manifest);
        await failing(manifest);
        expect(times).toBe(2);
    });
});
