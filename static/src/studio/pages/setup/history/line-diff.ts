// What differs between two texts, line by line.

export interface DiffLine {
  readonly kind: "same" | "added" | "removed" | "gap";
  readonly text: string;
}

/** Cells of the table that compares two middles; larger ones are told as one whole exchange. */
const MOST_CELLS = 4_000_000;
/** Lines that are the same, kept on each side of what differs. */
const AROUND = 2;

/** The lines that differ between `before` and `after` with a few around them; long stretches of the same become a gap. */
export function lineDiff(before: string, after: string): readonly DiffLine[] {
  const old = linesOf(before);
  const fresh = linesOf(after);
  const most = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < most && old[head] === fresh[head]) head += 1;
  let tail = 0;
  while (tail < most - head && old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]) tail += 1;
  const lines: DiffLine[] = [
    ...old.slice(0, head).map(same),
    ...middle(old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail)),
    ...old.slice(old.length - tail).map(same),
  ];
  return withGaps(lines);
}

const linesOf = (text: string): readonly string[] => text.replace(/\r?\n$/, "").split(/\r?\n/);
const same = (text: string): DiffLine => ({ kind: "same", text });

/** By the longest common subsequence. */
function middle(old: readonly string[], fresh: readonly string[]): readonly DiffLine[] {
  const removed = (text: string): DiffLine => ({ kind: "removed", text });
  const added = (text: string): DiffLine => ({ kind: "added", text });
  if (old.length * fresh.length > MOST_CELLS) return [...old.map(removed), ...fresh.map(added)];
  const width = fresh.length + 1;
  const common = new Uint32Array((old.length + 1) * width); // of the rests of both from here on
  const at = (row: number, column: number): number => common[row * width + column] ?? 0;
  for (let row = old.length - 1; row >= 0; row -= 1) {
    for (let column = fresh.length - 1; column >= 0; column -= 1) {
      common[row * width + column] = old[row] === fresh[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const lines: DiffLine[] = [];
  let row = 0;
  let column = 0;
  while (row < old.length || column < fresh.length) {
    if (row < old.length && column < fresh.length && old[row] === fresh[column]) {
      lines.push(same(old[row] ?? ""));
      row += 1;
      column += 1;
    } else if (column >= fresh.length || (row < old.length && at(row + 1, column) >= at(row, column + 1))) lines.push(removed(old[row++] ?? ""));
    else lines.push(added(fresh[column++] ?? ""));
  }
  return lines;
}

function withGaps(lines: readonly DiffLine[]): readonly DiffLine[] {
  const near = (index: number): boolean => lines.slice(Math.max(0, index - AROUND), index + AROUND + 1).some(({ kind }) => kind !== "same");
  const shown: DiffLine[] = [];
  lines.forEach((line, index) => {
    if (near(index)) shown.push(line);
    else if (shown.length > 0 && shown[shown.length - 1]?.kind !== "gap") shown.push({ kind: "gap", text: "" });
  });
  if (shown[shown.length - 1]?.kind === "gap") shown.pop();
  return shown;
}
