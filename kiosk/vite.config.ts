// vite.config.ts — builds the tools for plain Node and runs the tests.
import { defineConfig } from "vitest/config";

const config = defineConfig({
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: {
        outDir: "dist/tools",
        target: "node20",
        minify: false,
        rollupOptions: { input: { ballot: "tools/ballot.ts", bench: "tools/bench.ts" } },
    },
    // What is built needs no node_modules beside it.
    ssr: { noExternal: true },
    test: {
        include: ["tests/**/*.test.{ts,tsx}"],
        setupFiles: ["tests/support/seed.ts", "tests/support/words.ts"],
        testTimeout: 60_000,
        // Each file reading all modules anew costs three times what the tests do. None keeps anything
        // for the next one: they pass in any order (--sequence.shuffle.files).
        isolate: false,
    },
});

// Vite looks for a default export; nothing of ours imports it.
export default config;
