// Which templates a search and a category leave.
import type { Template } from "../../types";

export interface Category {
  readonly name: string;
  readonly size: number;
}

/** The categories in the order in which they first appear, with how many templates each has. */
export function categoriesOf(templates: readonly Template[]): readonly Category[] {
  const sizes = new Map<string, number>();
  for (const { category } of templates) sizes.set(category, (sizes.get(category) ?? 0) + 1);
  return [...sizes].map(([name, size]) => ({ name, size }));
}

/** Templates of a category in whose title, description or category every word of the query stands. */
export function matching(templates: readonly Template[], query: string, category: string | undefined): readonly Template[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return templates.filter((template) => {
    if (category !== undefined && template.category !== category) return false;
    const text = `${template.title} ${template.description} ${template.category} ${template.name}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
