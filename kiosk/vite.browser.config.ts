// vite.browser.config.ts — builds the real-browser tests for plain Node.
import { defineConfig } from "vite";

const config = defineConfig({
    publicDir: false,
    build: {
        outDir: "dist/browser",
        target: "node20",
        minify: false,
        sourcemap: true,
        rollupOptions: { input: { main: "tests/browser/main.ts" } },
    },
    // The browser's driver and axe are read from node_modules beside it.
    ssr: { noExternal: true, external: ["playwright-core", "axe-core"] },
});

// Vite looks for a default export; nothing of ours imports it.
export default config;
