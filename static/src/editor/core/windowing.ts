/** Which rows of a list with rows of one height are drawn. `last` is exclusive. */
export interface RowWindow {
  readonly first: number;
  readonly last: number;
}

const OVERSCAN_ROWS = 8;

export function visibleRows(scrollTop: number, viewportHeight: number, rowHeight: number, count: number): RowWindow {
  const first = Math.floor(Math.max(0, scrollTop) / rowHeight) - OVERSCAN_ROWS;
  const last = Math.ceil((Math.max(0, scrollTop) + viewportHeight) / rowHeight) + OVERSCAN_ROWS;
  const from = Math.max(0, Math.min(first, count));
  return { first: from, last: Math.max(from, Math.min(last, count)) };
}

/** The scroll position that shows the row at `index`; the current one when it is in sight already. */
export function scrollTopFor(index: number, scrollTop: number, viewportHeight: number, rowHeight: number): number {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  if (top + rowHeight > scrollTop + viewportHeight) return Math.max(0, top + rowHeight - viewportHeight);
  return scrollTop;
}
