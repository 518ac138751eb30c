// Which module holds which tag. A module is loaded when a config names one of its tags, and not before.
import type { TagDescriptor } from "../core/types";
import { tags as viewTags } from "./view";

export interface TagFamily {
  readonly tags: readonly TagDescriptor[];
}

export interface FamilyEntry {
  /** names that its tags go by, lower-cased, where those are not the folder's and that with "labels" behind */
  readonly names?: readonly string[];
  load(): Promise<TagFamily>;
}

/** Keyed by folder. View comes with the editor: every config has one. */
export const FAMILIES: Readonly<Record<string, FamilyEntry>> = {
  view: { load: async () => ({ tags: viewTags }) },
  header: { load: () => import("./header") },
  stylesheet: { names: ["style"], load: () => import("./stylesheet") },
  collapse: { names: ["collapse", "panel"], load: () => import("./collapse") },
  filter: { load: () => import("./filter") },
  repeater: { load: () => import("./repeater") },
  text: { load: () => import("./text") },
  labels: { names: ["labels", "label"], load: () => import("./labels") },
  choices: { names: ["choices", "choice"], load: () => import("./choices") },
  ranker: { names: ["list", "ranker", "bucket"], load: () => import("./ranker") },
  taxonomy: { load: () => import("./taxonomy") },
  hypertext: { load: () => import("./hypertext") },
  image: { load: () => import("./image") },
  markdown: { load: () => import("./markdown") },
  dialog: { load: () => import("./dialog") },
  table: { load: () => import("./table") },
  paragraphs: { names: ["paragraphs", "paragraphlabels"], load: () => import("./paragraphs") },
  audio: { names: ["audio", "audioplus"], load: () => import("./audio") },
  polygon: { load: () => import("./polygon") },
  vector: { load: () => import("./vector") },
  rectangle: { load: () => import("./rectangle") },
  ellipse: { load: () => import("./ellipse") },
  keypoint: { load: () => import("./keypoint") },
  brush: { load: () => import("./brush") },
  magicwand: { load: () => import("./magicwand") },
  bitmask: { load: () => import("./bitmask") },
  textarea: { names: ["textarea", "shortcut"], load: () => import("./textarea") },
  rating: { load: () => import("./rating") },
  number: { load: () => import("./number") },
  datetime: { load: () => import("./datetime") },
  relations: { names: ["relations", "relation"], load: () => import("./relations") },
  pairwise: { load: () => import("./pairwise") },
};

const registered = new Map<string, TagDescriptor>();

/** Adds a tag, or puts it in the place of one with its name. Editors opened afterwards know it. */
export function registerTag(descriptor: TagDescriptor): void {
  for (const name of [descriptor.tag, ...(descriptor.aliases ?? [])]) registered.set(name.toLowerCase(), descriptor);
}

/** Loads the tags of these names side by side. The returned function finds a loaded one, in any case. */
export async function loadTags(names: readonly string[]): Promise<(name: string) => TagDescriptor | undefined> {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const entries = Object.entries(FAMILIES).filter((entry) => namesOf(entry).some((name) => wanted.has(name) && !registered.has(name)));
  const families = await Promise.all(entries.map(([, { load }]) => load()));
  const found = new Map<string, TagDescriptor>();
  for (const { tags } of families) {
    for (const descriptor of tags) for (const name of [descriptor.tag, ...(descriptor.aliases ?? [])]) found.set(name.toLowerCase(), descriptor);
  }
  return (name) => registered.get(name.toLowerCase()) ?? found.get(name.toLowerCase());
}

/** Every name that a family's tags may go by. */
export function namesOf([folder, { names }]: readonly [string, FamilyEntry]): readonly string[] {
  return names ?? [folder, `${folder}labels`];
}
