// What tests of the core share: the tags of this version, and an editor on a config without a screen.
import { parseConfig } from "../core/config";
import { Editor } from "../core/editor";
import { FAMILIES } from "../tags/registry";
import type { AnnotationSource, Config, ResultItem, TagDescriptor } from "../core/types";

const families = await Promise.all(Object.values(FAMILIES).map((family) => family.load()));

export const ALL_TAGS: readonly TagDescriptor[] = families.flatMap(({ tags }) => tags);

export function findTag(name: string): TagDescriptor | undefined {
  return ALL_TAGS.find((descriptor) => [descriptor.tag, ...(descriptor.aliases ?? [])].some((known) => known.toLowerCase() === name.toLowerCase()));
}

export function configOf(xml: string, data: Readonly<Record<string, unknown>> = {}): Config {
  return parseConfig(xml, findTag, data);
}

export interface EditorOn {
  readonly data?: Readonly<Record<string, unknown>>;
  readonly result?: readonly ResultItem[];
  readonly predictions?: readonly AnnotationSource[];
}

/** An editor with one submitted annotation that holds `result`. */
export function editorOn(xml: string, { data = { text: "A text" }, result = [], predictions = [] }: EditorOn = {}): Editor {
  return new Editor({
    config: configOf(xml, data), task: { id: 1, data }, predictions, interfaces: new Set(), settings: {},
    annotations: [{ id: "1", pk: 1, kind: "annotation", result }],
  });
}
