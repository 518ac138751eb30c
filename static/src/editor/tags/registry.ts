// Which module holds which tag. A module is loaded when a config names one of its tags, and not before.
import type { TagDescriptor } from "../core/types";
import { tags as viewTags } from "./view";

export interface TagFamily {
  readonly tags: readonly TagDescriptor[];
}

interface FamilyEntry {
  /** every name its tags go by, lower-cased */
  readonly names: readonly string[];
  load(): Promise<TagFamily>;
}

/** Keyed by folder. View comes with the editor: every config has one. */
export const FAMILIES: Readonly<Record<string, FamilyEntry>> = {
  view: { names: ["view"], load: async () => ({ tags: viewTags }) },
  header: { names: ["header"], load: () => import("./header") },
  stylesheet: { names: ["style"], load: () => import("./stylesheet") },
  collapse: { names: ["collapse", "panel"], load: () => import("./collapse") },
  filter: { names: ["filter"], load: () => import("./filter") },
  repeater: { names: ["repeater"], load: () => import("./repeater") },
  text: { names: ["text"], load: () => import("./text") },
  labels: { names: ["labels", "label"], load: () => import("./labels") },
  choices: { names: ["choices", "choice"], load: () => import("./choices") },
  ranker: { names: ["list", "ranker", "bucket"], load: () => import("./ranker") },
  taxonomy: { names: ["taxonomy"], load: () => import("./taxonomy") },
  hypertext: { names: ["hypertext", "hypertextlabels"], load: () => import("./hypertext") },
  image: { names: ["image"], load: () => import("./image") },
  markdown: { names: ["markdown"], load: () => import("./markdown") },
  dialog: { names: ["dialog"], load: () => import("./dialog") },
  table: { names: ["table"], load: () => import("./table") },
  paragraphs: { names: ["paragraphs", "paragraphlabels"], load: () => import("./paragraphs") },
  audio: { names: ["audio", "audioplus"], load: () => import("./audio") },
  polygon: { names: ["polygon", "polygonlabels"], load: () => import("./polygon") },
  vector: { names: ["vector", "vectorlabels"], load: () => import("./vector") },
  rectangle: { names: ["rectangle", "rectanglelabels"], load: () => import("./rectangle") },
  ellipse: { names: ["ellipse", "ellipselabels"], load: () => import("./ellipse") },
  keypoint: { names: ["keypoint", "keypointlabels"], load: () => import("./keypoint") },
  brush: { names: ["brush", "brushlabels"], load: () => import("./brush") },
  magicwand: { names: ["magicwand"], load: () => import("./magicwand") },
  bitmask: { names: ["bitmask", "bitmasklabels"], load: () => import("./bitmask") },
  textarea: { names: ["textarea", "shortcut"], load: () => import("./textarea") },
  rating: { names: ["rating"], load: () => import("./rating") },
  number: { names: ["number"], load: () => import("./number") },
  datetime: { names: ["datetime"], load: () => import("./datetime") },
  relations: { names: ["relations", "relation"], load: () => import("./relations") },
  pairwise: { names: ["pairwise"], load: () => import("./pairwise") },
};

const registered = new Map<string, TagDescriptor>();

/** Adds a tag, or puts it in the place of one with its name. Editors opened afterwards know it. */
export function registerTag(descriptor: TagDescriptor): void {
  for (const name of [descriptor.tag, ...(descriptor.aliases ?? [])]) registered.set(name.toLowerCase(), descriptor);
}

/** Loads the tags of these names side by side. The returned function finds a loaded one, in any case. */
export async function loadTags(names: readonly string[]): Promise<(name: string) => TagDescriptor | undefined> {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const entries = Object.values(FAMILIES).filter((entry) => entry.names.some((name) => wanted.has(name) && !registered.has(name)));
  const families = await Promise.all(entries.map((entry) => entry.load()));
  const found = new Map<string, TagDescriptor>();
  for (const { tags } of families) {
    for (const descriptor of tags) for (const name of [descriptor.tag, ...(descriptor.aliases ?? [])]) found.set(name.toLowerCase(), descriptor);
  }
  return (name) => registered.get(name.toLowerCase()) ?? found.get(name.toLowerCase());
}
