// vite.rooms.config.ts — builds the rooms for browsers under the strict CSP: files only, nothing inline.
import { defineConfig } from "vite";

const config = defineConfig({
    base: "./",
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: {
        outDir: "dist/rooms",
        target: "es2022",
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        rollupOptions: {
            input: { check: "check.html", deputy: "deputy.html", public: "public.html" },
        },
    },
});

// Vite looks for a default export; nothing of ours imports it.
export default config;
