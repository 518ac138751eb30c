// Which templates a search and a category leave.
import { welcome } from "../../strings/welcome";
import type { Template } from "../../types";

export interface Category {
  readonly name: string;
  readonly size: number;
}

/** The categories in the order in which they first appear, with how many of `found` each has. */
export function categoriesOf(templates: readonly Template[], found: readonly Template[] = templates): readonly Category[] {
  const names = [...new Set(templates.map(({ category }) => category))];
  return names.map((name) => ({ name, size: found.filter(({ category }) => category === name).length }));
}

/** Templates of a category in whose title, description, category or tag names every word of the query stands. */
export function matching(templates: readonly Template[], query: string, category: string | undefined): readonly Template[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return templates.filter((template) => {
    if (category !== undefined && template.category !== category) return false;
    const text = searchable(template);
    return words.every((word) => text.includes(word));
  });
}

function searchable({ name, title, description, category, tags }: Template): string {
  return [title, description, category, welcome.category(category), name, ...tags].join(" ").toLowerCase();
}
