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
  /** a whole label config that shows the tag at work; only the whole table has it */
  readonly example?: string;
  readonly attributes: Readonly<Record<string, TagAttribute>>;
  /** objects that a control goes with; "*" is any */
  readonly objects?: readonly string[];
  /** how many objects a control points to; one, without it */
  readonly targets?: number;
  readonly children?: readonly string[];
  /** where an item belongs */
  readonly parents?: readonly string[];
  readonly resultType?: string;
  /** whether a control marks regions */
  readonly region?: boolean;
}

export type TagTable = ReadonlyMap<string, TagEntry>;

const asked = new Map<string, Promise<TagTable>>();

/** The tags by name as the builder shows them: without examples, and with few attributes explained, unless the whole table has been asked for. It is asked for once; after a failure the next call tries again. */
export const loadTagTable = (): Promise<TagTable> => asked.get(WHOLE) ?? tableIn("tag-settings.json");

/** The tags by name, with their examples and what each attribute does. */
export const loadWholeTagTable = (): Promise<TagTable> => tableIn(WHOLE);

const WHOLE = "tags.json";

function tableIn(file: string): Promise<TagTable> {
  const table = asked.get(file) ?? fetchTable(file).catch((error: unknown) => {
    asked.delete(file);
    throw error;
  });
  asked.set(file, table);
  return table;
}

async function fetchTable(file: string): Promise<TagTable> {
  const response = await fetch(address(`/static/${file}`));
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  const { tags } = (await response.json()) as { readonly tags: readonly TagEntry[] };
  return new Map(tags.map((entry) => [entry.tag, entry]));
}
