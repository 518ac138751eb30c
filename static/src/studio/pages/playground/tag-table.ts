// The tag table of the build: what each tag is and takes, with an example that opens here.
import { useEffect, useState } from "preact/hooks";
import { address } from "../../api";

export interface TagAttribute {
  readonly type: string;
  readonly values?: readonly string[];
  readonly default?: unknown;
  readonly required?: boolean;
  readonly doc: string;
}

export interface TagEntry {
  readonly tag: string;
  readonly aliases?: readonly string[];
  readonly kind: string;
  readonly doc: string;
  /** a whole label config with this tag */
  readonly example: string;
  readonly attributes: Readonly<Record<string, TagAttribute>>;
}

let asked: Promise<readonly TagEntry[]> | undefined;

/** The table; asked for once. Rejects when it does not load. */
export function tagTable(): Promise<readonly TagEntry[]> {
  asked ??= fetch(address("/static/tags.json"))
    .then((response) => (response.ok ? (response.json() as Promise<{ readonly tags: readonly TagEntry[] }>) : Promise.reject(new Error(response.statusText))))
    .then((table) => table.tags);
  asked.catch(() => {
    asked = undefined; // the next one asks again
  });
  return asked;
}

/** A tag by its name or an older name, in any case. */
export function tagNamed(tags: readonly TagEntry[], name: string): TagEntry | undefined {
  const wanted = name.trim().toLowerCase();
  return tags.find((entry) => entry.tag.toLowerCase() === wanted || entry.aliases?.some((alias) => alias.toLowerCase() === wanted));
}

/** The tag table in a component: undefined until it is there, "failed" when it is not. */
export function useTagTable(): readonly TagEntry[] | "failed" | undefined {
  const [tags, setTags] = useState<readonly TagEntry[] | "failed">();
  useEffect(() => {
    tagTable().then(setTags, () => setTags("failed"));
  }, []);
  return tags;
}
