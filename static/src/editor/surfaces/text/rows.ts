// Where a long paragraph can be cut into blocks without looking different: where its rows start on the screen. A change
// then lays out one block and not the paragraph, and blocks off the screen cost nothing.
import type { Stretch } from "./granularity";

/** Shorter paragraphs, in UTF-16 units, are laid out fast enough as they are. */
const LONG = 3000;
const BLOCK = 1000;
/** Letters that are not in one row are at least this far apart, in pixels. */
const ROW_APART = 20;
/** In a text that runs both ways, a row's letters depend on the whole paragraph. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\u200F\u202A-\u202E\u2066-\u2069\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

export function isLong({ start, end }: Stretch): boolean {
  return end - start > LONG;
}

/** The blocks of a paragraph; the whole of it when it is short or not to be cut. `topOf`: where the letter at a position stands. */
export function blocksOf(text: string, paragraph: Stretch, topOf: (position: number) => number): readonly Stretch[] {
  if (!isLong(paragraph) || RIGHT_TO_LEFT.test(text.slice(paragraph.start, paragraph.end))) return [paragraph];
  const blocks: Stretch[] = [];
  let start = paragraph.start;
  while (paragraph.end - start > LONG) {
    const end = rowStart(start, start + BLOCK, topOf);
    if (end <= start) break;
    blocks.push({ start, end });
    start = end;
  }
  return [...blocks, { start, end: paragraph.end }];
}

/** The first position, after `from`, of the row that holds `position`; `from` when that row starts before it. */
function rowStart(from: number, position: number, topOf: (position: number) => number): number {
  const row = topOf(position) - ROW_APART;
  if (topOf(from) > row) return from;
  let low = from + 1;
  let high = position;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (topOf(middle) > row) high = middle;
    else low = middle + 1;
  }
  return low;
}
