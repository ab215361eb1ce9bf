// What a page loads by itself, measured as it is built: small, and without what few people need.
import { gzipSync } from "node:zlib";
import { build, type Rolldown } from "vite";
import { beforeAll, describe, expect, it, vi } from "vitest";

type Built = Rolldown.RolldownOutput["output"];

const bytesMax = 60_000;
// Desks of the hall open key files: Argon2 and all signed acts come at once; the setting up is nine pages in one.
const deskBytesMax = 80_000;
let built: Built;

beforeAll(async () => {
    // As scripts/rooms builds them; a test would get its libraries with their self-checks.
    vi.stubEnv("NODE_ENV", "production");
    const done = await build({
        configFile: "vite.rooms.config.ts",
        logLevel: "error",
        build: { write: false },
    });
    vi.unstubAllEnvs();
    if (Array.isArray(done) || !("output" in done)) throw new Error("one build, once");
    built = done.output;
}, 120_000);

function fileOf(name: string): Buffer {
    const found = built.find(({ fileName }) => fileName === name);
    if (found === undefined) throw new Error(`${name} was not built`);
    return Buffer.from(found.type === "chunk" ? found.code : found.source);
}

/** Of a page, and of the scripts that these import without being asked to. */
function scriptsOf(page: string): readonly string[] {
    const html = fileOf(page).toString();
    const named = Array.from(html.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g), ([, name]) => name);
    const all = new Set<string>();
    const take = (name: string): void => {
        if (all.has(name)) return;
        all.add(name);
        const chunk = built.find(({ fileName }) => fileName === name);
        if (chunk?.type === "chunk") chunk.imports.forEach(take);
    };
    for (const name of named) if (name !== undefined) take(name);
    return [...all];
}

function sourcesOf(page: string): string {
    const chunks = built.filter((file) => file.type === "chunk");
    return chunks
        .filter(({ fileName }) => scriptsOf(page).includes(fileName))
        .flatMap(({ moduleIds }) => moduleIds)
        .join("\n");
}

describe.each([
    "booth.html",
    "deputy.html",
    "check.html",
    "desk.html",
    "found.html",
    "hall.html",
    "official.html",
    "public.html",
    "rooms.html",
    "setup.html",
    "teller.html",
    "trust.html",
])("the scripts of %s", (page) => {
    it("have at most 60 KB, compressed, at the desks of those who work 80 KB", () => {
        const bytes = scriptsOf(page).map((name) => gzipSync(fileOf(name)).length);
        const sum = bytes.reduce((before, more) => before + more, 0);
        expect(scriptsOf(page).length).toBeGreaterThan(1);
        const desk = ["desk.html", "official.html", "setup.html", "teller.html"].includes(page);
        expect(sum).toBeLessThanOrEqual(desk ? deskBytesMax : bytesMax);
    });

    it("hold neither a second language nor what draws and reads QR codes", () => {
        const sources = sourcesOf(page);
        expect(sources).toContain("/src/i18n/zh.ts");
        expect(sources).not.toMatch(/\/i18n\/en|\/uqr\/|\/jsqr\//);
    });

    it("hold none of the words that come with a part which few people need", () => {
        expect(sourcesOf(page)).not.toMatch(/zh_(checking|details|hand_back|official_sides|scan)/);
    });
});

describe("the pages", () => {
    it("are one page, each with its own room", () => {
        const own = (page: string): string =>
            fileOf(page)
                .toString()
                .replace(/"\.\/[^"]+"/g, "");
        expect(own("check.html").split("<link")[0]).toBe(own("public.html").split("<link")[0]);
        expect(sourcesOf("check.html")).toContain("/rooms/check/main.tsx");
        expect(sourcesOf("desk.html")).toContain("/rooms/desk/main.tsx");
        expect(sourcesOf("found.html")).toContain("/rooms/found/main.tsx");
        expect(sourcesOf("hall.html")).toContain("/rooms/hall/main.tsx");
        expect(sourcesOf("official.html")).toContain("/rooms/official/main.tsx");
        expect(sourcesOf("public.html")).toContain("/rooms/public/main.tsx");
        expect(sourcesOf("rooms.html")).toContain("/rooms/rooms/main.tsx");
        expect(sourcesOf("setup.html")).toContain("/rooms/setup/main.tsx");
        expect(sourcesOf("trust.html")).toContain("/rooms/trust/main.tsx");
        expect(sourcesOf("teller.html")).toContain("/rooms/teller/main.tsx");
        expect(sourcesOf("deputy.html")).toContain("/rooms/deputy/main.tsx");
    });
});
