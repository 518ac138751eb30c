// The table scrolls through everything; "1–50 of 1,204" names the page that begins the view, and its buttons scroll by one.
export const PAGE_ROWS = 50;

export interface Page {
  /** counted from 0 */
  readonly first: number;
  /** not included */
  readonly last: number;
}

/** The page that the row at `head`, the first in view, belongs to. At the end of the table it is the last one. */
export function pageOf(head: number, total: number): Page {
  const first = Math.floor(Math.max(0, Math.min(head, total - 1)) / PAGE_ROWS) * PAGE_ROWS;
  return { first, last: Math.min(total, first + PAGE_ROWS) };
}
