// vite.rooms.config.ts — builds the rooms for browsers under the strict CSP: files only, nothing inline.
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { defineConfig, type Plugin } from "vite";

const rooms = [
    "booth",
    "check",
    "deputy",
    "desk",
    "found",
    "hall",
    "official",
    "public",
    "rooms",
    "setup",
    "teller",
    "trust",
];
const folder = import.meta.dirname;

/** Every room's page is page.html with the room's name in it. */
function pages(): Plugin {
    const roomOf = (id: string): string | undefined =>
        rooms.find((room) => basename(id) === `${room}.html`);
    return {
        name: "pages-of-rooms",
        enforce: "pre",
        resolveId: (id) => (roomOf(id) === undefined ? null : join(folder, basename(id))),
        load(id) {
            const room = roomOf(id);
            if (room === undefined) return null;
            const template = join(folder, "page.html");
            this.addWatchFile(template);
            return readFileSync(template, "utf8").replaceAll("%ROOM%", room);
        },
    };
}

/** Not what the deputy's page, the one that has to be small, does without at first: key files, signed acts, logs,
 *  sheets of paper, results, machines of the hall, other programs' JSON, files that are saved. */
const notAtFirst = [
    /\/src\/(basics\/shape|ui\/(save|this_device))\.ts$/,
    /\/src\/(rooms\/official\/|i18n\/zh_official|i18n\/zh_paper_votes|ui\/(paper_votes|sheets\/))/,
    /\/src\/ballot\/(attachment|declaration|log_paper|paper|paper_request|slip|entries\/(issuance|paper_batch))\.ts$/,
    /\/src\/(api\/(card_client|device_client|lists|paper_client|round_result)|ballot\/device|rooms\/device_server)\.ts$/,
    /\/src\/crypto\/(checkpoint|sealed_file)\.ts$/,
    /\/src\/ballot\/(acts|check_code|enrolment_line|entry|log_view|person_keys|query|record)\.ts$/,
    /\/src\/ballot\/entries\/(enrolment|result|statement)\.ts$/,
    /\/src\/flow\/(figures|key_file|seat|seen)\.ts$/,
    /\/@noble\/(ciphers\/|hashes\/(_blake|argon2|blake2))/,
];

function isShared(id: string): boolean {
    return /\/(src|node_modules)\//.test(id) && !notAtFirst.some((part) => part.test(id));
}

const config = defineConfig({
    root: folder,
    base: "./",
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    plugins: [pages()],
    build: {
        outDir: "dist/rooms",
        target: "es2022",
        assetsInlineLimit: 0,
        modulePreload: {
            polyfill: false,
            // A part that comes later needs nothing else that the page does not have.
            resolveDependencies: (_file, needed, { hostType }) =>
                hostType === "html" ? needed : [],
        },
        rollupOptions: {
            input: Object.fromEntries(rooms.map((room) => [room, `${room}.html`])),
            // What three parts share is one file: many small ones compress worse, and each is asked for by itself.
            output: {
                codeSplitting: {
                    groups: [{ name: "shared", test: isShared, minShareCount: 3 }],
                },
            },
        },
    },
});

// Vite looks for a default export; nothing of ours imports it.
export default config;
