// The built tool, as another language calls it: JSON lines in, one verdict a line out.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { at } from "../../src/basics/assert.ts";
import { encodeHex } from "../../src/basics/encoding.ts";
import { entryLeafHash } from "../../src/ballot/entry.ts";
import * as example from "../support/example.ts";
import { exampleEntries, exampleManifestEntry } from "../support/rounds.ts";
import { flip } from "../support/vectors.ts";

const outDir = mkdtempSync(join(tmpdir(), "piaojue-tools-"));
const manifest = encodeHex(exampleManifestEntry);
const entry = (index: number) => at(exampleEntries, index);
const ballot = entry(22).slice(1);

beforeAll(async () => {
    const root = fileURLToPath(new URL("../..", import.meta.url));
    await build({ root, logLevel: "silent", build: { ssr: true, outDir, emptyOutDir: true } });
});
afterAll(() => {
    rmSync(outDir, { recursive: true });
});

function run(command: string, ...lines: readonly object[]) {
    const input = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
    const tool = join(outDir, "ballot.js");
    const { status, stdout, stderr } = spawnSync(process.execPath, [tool, command], {
        input,
        encoding: "utf8",
    });
    return { status, stderr, lines: stdout.split("\n").slice(0, -1) };
}

describe("the ballot tool", () => {
    it("seals the example's ballot, and names what it refuses", () => {
        const request = {
            manifest,
            token_seed: example.value("token seed t"),
            token: example.value("token"),
            ballot_seed: example.value("ballot seed s"),
            marks: example.value("marks ‖ blank"),
        };
        const otherSeed = "00".repeat(32);
        const found = run(
            "seal",
            request,
            { ...request, marks: "01010100" },
            { ...request, token_seed: otherSeed },
            { ...request, manifest: "05" },
        );
        expect(found).toEqual({
            status: 0,
            stderr: "",
            lines: [
                encodeHex(ballot),
                "refused malformed",
                "refused token_rejected",
                "refused malformed",
            ],
        });
    });

    it("judges the example's box, in one box a line", () => {
        const line = {
            manifest,
            hand_backs: [encodeHex(entry(23))],
            ballots: [ballot, ballot, flip(ballot, 2), flip(ballot, ballot.length - 1)].map(
                encodeHex,
            ),
        };
        const accepted = `accepted ${encodeHex(entryLeafHash(entry(22)))}`;
        expect(run("admit", line, { ...line, phase: "closed" })).toEqual({
            status: 0,
            stderr: "",
            lines: [
                `accepted ${encodeHex(entryLeafHash(entry(23)))}`,
                accepted,
                accepted,
                "refused wrong_manifest",
                "refused signature_rejected",
                "refused wrong_phase",
                "refused wrong_phase",
                "refused wrong_phase",
                "refused wrong_manifest",
                "refused wrong_phase",
            ],
        });
    });

    it("ends with 2 when it is not called as it says", () => {
        expect(run("open").status).toBe(2);
        expect(run("admit", { manifest })).toMatchObject({
            status: 2,
            stderr: 'no list "ballots"\n',
        });
        expect(run("seal", { manifest: "0G" }).status).toBe(2);
    });
});
