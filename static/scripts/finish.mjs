// Runs after vite build: writes dist/tags.json (and what the Setup page reads of it) from the tag descriptors and Vite's manifest, and compressed copies.
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = resolve(root, process.argv[2] ?? "dist");

/** Descriptors need no styles, and styles need a browser. */
const withoutStyles = {
  name: "without-styles",
  enforce: "pre",
  resolveId: (id) => (id.endsWith(".css") ? "\0no-styles" : undefined),
  load: (id) => (id === "\0no-styles" ? "" : undefined),
};

/** The descriptors without their code, each with the files that a page needs for it. */
async function tagTable() {
  const manifest = JSON.parse(readFileSync(join(dist, "manifest.json"), "utf8"));
  const { FAMILIES } = await imported("src/editor/tags/registry.ts");
  const tags = [];
  for (const folder of Object.keys(FAMILIES)) {
    const family = await imported(`src/editor/tags/${folder}/index.ts`);
    const files = filesOf(manifest, `src/editor/tags/${folder}/index.ts`);
    for (const { create, api, ...descriptor } of family.tags) tags.push({ ...descriptor, ...files });
  }
  return { api: 1, tags };
}

/** A module of ours, in node. */
async function imported(path) {
  const { module } = await runnerImport(join(root, path), { root, configFile: false, logLevel: "error", plugins: [withoutStyles] });
  return module;
}

/** A family that has no chunk of its own is part of the one that every labeling page loads. */
function filesOf(manifest, module) {
  const keys = manifest[module] ? [module] : Object.keys(manifest).filter((key) => manifest[key].name === "core");
  const chunks = [...keys.reduce((seen, key) => reached(manifest, key, seen), new Set())];
  const [own, ...others] = chunks.map((name) => manifest[name]);
  return { chunk: own.file, imports: others.map(({ file }) => file), css: [...new Set([own, ...others].flatMap(({ css }) => css ?? []))] };
}

/** The chunk itself, then everything that it imports at once. */
function reached(manifest, key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const imported of manifest[key].imports ?? []) reached(manifest, imported, seen);
  return seen;
}

function* files(directory) {
  for (const name of readdirSync(directory)) {
    const path = join(directory, name);
    if (statSync(path).isDirectory()) yield* files(path);
    else yield path;
  }
}

function compress() {
  for (const path of [...files(dist)]) {
    if (!/\.(js|css|html|json|svg)$/.test(path)) continue;
    const content = readFileSync(path);
    if (content.length < 512) continue;
    writeFileSync(`${path}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
    writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
  }
}

/** Attributes that the visual builder shows, and explains, at once. */
const SHOWN = new Set(await imported("src/studio/pages/setup/builder/primary.ts").then(({ PRIMARY }) => PRIMARY));

/** What the visual builder needs of the table, a sixth of it: no examples, results and files, and few attributes explained. */
const settings = ({ example, result, chunk, imports, css, geometry, attributes, ...entry }) => ({
  ...entry,
  attributes: Object.fromEntries(Object.entries(attributes).map(([name, { doc, ...attribute }]) => [name, SHOWN.has(name) ? { ...attribute, doc } : attribute])),
});

const table = await tagTable();
writeFileSync(join(dist, "tags.json"), JSON.stringify(table));
writeFileSync(join(dist, "tag-settings.json"), JSON.stringify({ ...table, tags: table.tags.map(settings) }));
compress();
