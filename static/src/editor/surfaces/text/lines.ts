// The lines of a text. A line break belongs to no line but counts in the offsets: \n, \r and both characters of \r\n.
import type { Stretch } from "./granularity";
import { firstIndex } from "./spans";

export function splitLines(text: string): readonly Stretch[] {
  const lines: Stretch[] = [];
  let start = 0;
  for (const { index, 0: lineBreak } of text.matchAll(/\r\n|\n|\r/g)) {
    lines.push({ start, end: index });
    start = index + lineBreak.length;
  }
  return [...lines, { start, end: text.length }];
}

/** The indexes [from, to) of the lines that a stretch touches. */
export function linesOf(lines: readonly Stretch[], { start, end }: Stretch): readonly [number, number] {
  const from = firstIndex(lines.length, (index) => lines[index]!.end > start);
  const to = firstIndex(lines.length, (index) => lines[index]!.start >= end);
  return [from, Math.max(from, to)];
}

/** The line that holds a position; a position inside a line break belongs to the line before it. */
export function lineAt(lines: readonly Stretch[], position: number): number {
  return Math.max(0, firstIndex(lines.length, (index) => lines[index]!.start > position) - 1);
}
