// What the build knows of every tag (dist/tags.json, written from the descriptors): the same table that the server reads.
import { address } from "../api";

export interface TagAttribute {
  readonly type: "string" | "number" | "boolean" | "enum" | "name" | "names" | "data" | "color" | "hotkey" | "css" | (string & {});
  readonly values?: readonly string[];
  readonly default?: string | number | boolean;
  readonly required?: boolean;
  readonly doc?: string;
}

export interface TagEntry {
  readonly tag: string;
  readonly aliases?: readonly string[];
  readonly kind: "object" | "control" | "item" | "visual";
  readonly doc?: string;
  /** a whole label config that shows the tag at work */
  readonly example?: string;
  readonly attributes: Readonly<Record<string, TagAttribute>>;
  /** objects that a control goes with; "*" is any */
  readonly objects?: readonly string[];
  readonly children?: readonly string[];
  /** where an item belongs */
  readonly parents?: readonly string[];
  readonly resultType?: string;
  /** whether a control marks regions */
  readonly region?: boolean;
}

export type TagTable = ReadonlyMap<string, TagEntry>;

let asked: Promise<TagTable> | undefined;

/** The tags by name. It is asked for once; after a failure the next call tries again. */
export function loadTagTable(): Promise<TagTable> {
  asked ??= fetchTable().catch((error: unknown) => {
    asked = undefined;
    throw error;
  });
  return asked;
}

async function fetchTable(): Promise<TagTable> {
  const response = await fetch(address("/static/tags.json"));
  if (!response.ok) throw new Error(`tags.json: ${response.status}`);
  const { tags } = (await response.json()) as { readonly tags: readonly TagEntry[] };
  return new Map(tags.map((entry) => [entry.tag, entry]));
}
