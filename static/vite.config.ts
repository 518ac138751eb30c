import { defineConfig } from "vitest/config";

/** The editor, without what its first paint does not show (panels/parts.ts) and without its entry, which is for other hosts. */
const LATER = "checks|index|parts|HotkeySheet|MenuItems|PopoverPanel|ProblemList|ToastMessage|ChangeLabel|RegionDetails|RegionList|RegionRowView|gridKeys|rows|windowing";
const CORE = new RegExp(String.raw`src[\\/]editor[\\/](?:(?:core|embed|panels|panels[\\/]regions)[\\/](?!(?:${LATER})\.)[\w-]+\.tsx?$|panels[\\/]index|tags[\\/](?:registry|mount|style|view|header|labels)[\\/.](?!.*css$))`);

/** What the tags say of themselves is for the tag table and the documentation, not for the page. */
const withoutDocumentation = {
  name: "without-documentation",
  apply: "build" as const,
  enforce: "pre" as const,
  transform: (code: string, id: string): string | undefined =>
    /src[\\/]editor[\\/]tags[\\/]\w+[\\/]index\.ts$/.test(id) ? code.replace(/,? \bdoc: "(?:[^"\\]|\\.)*"(?= \})|^ *doc: "(?:[^"\\]|\\.)*",\n/gm, "") : undefined,
};

// One entry for our own pages, one for the editor embedded elsewhere. Tags, pages and panels become chunks of their
// own through dynamic import; scripts/finish.mjs then writes tags.json and the compressed copies.
export default defineConfig({
  base: "./",
  plugins: [withoutDocumentation],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    manifest: "manifest.json",
    assetsDir: "assets",
    // what a later part needs is named in the entry: its style sheets, which nothing else would fetch; scripts are fetched by who imports them
    modulePreload: { polyfill: false, resolveDependencies: (_, needed) => needed.filter((name) => name.endsWith(".css")) },
    reportCompressedSize: false,
    rolldownOptions: {
      input: { studio: "src/studio/main.tsx", editor: "src/editor/embed/index.ts" },
      // a page's modules may come from the entry's own file: one request less than a shared chunk
      preserveEntrySignatures: "allow-extension",
      output: {
        // few requests: what both the pages and the editor need, and what several pages share
        codeSplitting: {
          groups: [
            // with the style sheets under all others, so that they are linked before them, and the leaves that nearly every page shares
            { name: "base", test: /node_modules[\\/](?:preact|@preact)[\\/]|preload-helper|src[\\/]look[\\/](?!surface)|src[\\/]studio[\\/](?:api|format|storage|studio|life[\\/]clock|shared[\\/]label-config|strings[\\/](?:errors|shell))\.ts/ },
            // with the tags that nearly every config names
            { name: "core", test: CORE, includeDependenciesRecursively: false },
          ],
        },
      },
    },
  },
  test: { environment: "jsdom", include: ["src/**/*.test.{ts,tsx}"] },
});
