import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** What the tags say of themselves is for the tag table and the documentation, not for the page. */
const withoutDocumentation = {
  name: "without-documentation",
  apply: "build" as const,
  enforce: "pre" as const,
  transform: (code: string, id: string): string | undefined =>
    /src[\\/]editor[\\/]tags[\\/](?:\w+[\\/]index|asking)\.ts$/.test(id) ? code.replace(/,? \bdoc: "(?:[^"\\]|\\.)*"(?= \})|^ *doc: "(?:[^"\\]|\\.)*",\n|^ *(?:example|result): '(?:[^'\\]|\\.)*',\n/gm, "") : undefined,
};

/** CodeMirror's styles by way of adopted style sheets: the pages' policy takes no <style> elements. */
const adoptedStyles: Plugin = {
  name: "adopted-styles",
  enforce: "pre",
  resolveId(id, importer) {
    return id === "style-mod" && !importer?.endsWith("adopted-styles.ts") ? this.resolve("/src/studio/components/xml-editor/adopted-styles.ts") : undefined;
  },
};

/** The bundler's own 150 bytes are a file that every page would ask for: they go into the files that use them. */
const withoutRuntimeFile: Plugin = {
  name: "without-runtime-file",
  apply: "build",
  // files of the same name hold the same for ever: those of builds before this are others
  augmentChunkHash: () => "runtime inside",
  generateBundle(_, bundle) {
    const chunks = Object.values(bundle).filter((output) => output.type === "chunk");
    const runtime = chunks.find(({ name }) => name === "rolldown-runtime");
    const [, body, result] = /^([^]*?)export\{(\w+)\};?\s*$/.exec(runtime?.code ?? "") ?? [];
    if (!runtime || !body || !result) return;
    for (const chunk of chunks) {
      if (!chunk.imports.includes(runtime.fileName)) continue;
      const own = chunk.code.replace(/import\{t as ([\w$]+)\}from"[./\w]*rolldown-runtime[^"]*";?/, (__, name: string) => `const ${name}=(()=>{${body}return ${result}})();`);
      if (own === chunk.code) throw new Error(`${chunk.fileName} imports the bundler's runtime in another way than before.`);
      chunk.code = own;
      chunk.imports = chunk.imports.filter((file) => file !== runtime.fileName);
    }
    delete bundle[runtime.fileName];
  },
};

/** Few requests: what every page needs is one file, what every labeling page needs besides is another; each with all that it imports at once. */
const PAGES = {
  groups: [
    { name: "studio", priority: 2, test: /src[\\/]studio[\\/](?:main\.tsx|shared[\\/]storage-key\.ts)$/ },
    { name: "core", priority: 1, test: /src[\\/](?:editor[\\/](?:embed[\\/]LabelStudio|tags[\\/](?:view|header|labels)[\\/]index)|studio[\\/]pages[\\/]label[\\/]index)\.tsx?$/ },
    { name: "question", priority: 1, test: /src[\\/]editor[\\/]tags[\\/](?:answer|asking|question)/ },
    // a document is marked with what marks a text; a text's page loads nothing for it
    { name: "text", priority: 0, test: /src[\\/]editor[\\/]tags[\\/]text[\\/]index\.ts$/ },
    { name: "parts", priority: 0, test: /src[\\/]studio[\\/](?:commands|components[\\/](?:Dialog|Confirm|Copy|Flyout|dialog|flyout)|icons[\\/]pages)\./ },
  ],
};

// Two builds: our own pages, and with `--mode embed` the editor for other people's. Tags, pages and panels become chunks of
// their own through dynamic import; scripts/finish.mjs then writes tags.json and the compressed copies.
export default defineConfig(({ mode }) => ({
  base: "./",
  plugins: [withoutDocumentation, adoptedStyles, withoutRuntimeFile],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: mode === "embed" ? "dist/embed" : "dist",
    emptyOutDir: true,
    target: "es2022",
    manifest: "manifest.json",
    assetsDir: "assets",
    // what a later part needs is named in the entry: its style sheets, which nothing else would fetch; scripts are fetched by who imports them
    modulePreload: { polyfill: false, resolveDependencies: (_, needed) => needed.filter((name) => name.endsWith(".css")) },
    reportCompressedSize: false,
    rolldownOptions: {
      input: mode === "embed" ? { editor: "src/editor/embed/index.ts" } : { studio: "src/studio/main.tsx" },
      // a page's modules may come from the entry's own file: one request less than a shared chunk
      preserveEntrySignatures: "allow-extension",
      output: mode === "embed" ? {} : { codeSplitting: PAGES },
    },
  },
  // A document costs a third of a second a file: a test that needs one says so. How long a test takes is never what it asserts.
  test: { environment: "node", maxWorkers: 2, include: ["src/**/*.test.{ts,tsx}"], testTimeout: 30_000, hookTimeout: 30_000 },
}));
