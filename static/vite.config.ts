import { defineConfig } from "vitest/config";

/** The studio's modules that every page needs: one file. */
const FRAME = new RegExp(
  String.raw`src[\\/]studio[\\/](?:(?!main|upload|handover|session)[\w-]+\.tsx?|shared[\\/].+|icons[\\/]shell\.ts|` +
    String.raw`strings[\\/](?:shell|errors)\.ts|components[\\/](?:Icon|State|Toasts|TopBar|Lazy)\.tsx)$`,
);

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
      // a page's modules may come from the entry's own file: one request less than a shared chunk
      preserveEntrySignatures: "allow-extension",
      output: {
        // few requests: what both the pages and the editor need, and what several pages share
        codeSplitting: {
          groups: [
            // with the style sheets under all others, so that they are linked before them
            { name: "base", test: /node_modules[\\/](?:preact|@preact)[\\/]|preload-helper|src[\\/]look[\\/]/ },
            // with the tags that nearly every config names
            { name: "core", test: /src[\\/]editor[\\/](?:core|tags[\\/](?:view|header|labels|choices|style))[\\/.](?!.*css$)/, includeDependenciesRecursively: false },
            { name: "frame", test: FRAME, includeDependenciesRecursively: false },
          ],
        },
      },
    },
  },
  test: { environment: "jsdom", include: ["src/**/*.test.{ts,tsx}"] },
});
