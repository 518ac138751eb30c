// The tag table in a component, and a tag found in it by what a person types.
import { useEffect, useState } from "preact/hooks";
import { loadWholeTagTable, type TagEntry } from "../../shared/tag-table";

/** Every tag: undefined until the table is there, "failed" when it does not load. */
export function useTags(): readonly TagEntry[] | "failed" | undefined {
  const [tags, setTags] = useState<readonly TagEntry[] | "failed">();
  useEffect(() => {
    loadWholeTagTable().then((table) => setTags([...table.values()]), () => setTags("failed"));
  }, []);
  return tags;
}

/** A tag by its name or an older name, in any case. */
export function tagNamed(tags: readonly TagEntry[], name: string): TagEntry | undefined {
  const wanted = name.trim().toLowerCase();
  return tags.find((entry) => entry.tag.toLowerCase() === wanted || entry.aliases?.some((alias) => alias.toLowerCase() === wanted));
}
