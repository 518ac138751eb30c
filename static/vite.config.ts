import { defineConfig } from "vitest/config";

// One entry for our own pages, one for the editor embedded elsewhere. Tags, pages and panels become chunks of their
// own through dynamic import; scripts/finish.mjs then writes tags.json and the compressed copies.
export default defineConfig({
  base: "./",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    manifest: "manifest.json",
    assetsDir: "assets",
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: { studio: "src/studio/main.tsx", editor: "src/editor/embed/index.ts" },
      preserveEntrySignatures: "exports-only",
    },
  },
  test: { environment: "jsdom", include: ["src/**/*.test.{ts,tsx}"] },
});
