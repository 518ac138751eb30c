// A mask as the stretches of its rows: what an edge costs, not what an area costs, so thirty masks of a large picture take
// less room than one copy of the picture. Masks never change; what changes one makes another.
import type { Point, Size } from "./points";

export interface Mask {
  /** of the picture, in its own pixels */
  readonly size: Size;
  /** the first row that may hold something */
  readonly top: number;
  /** for each row from `top` where its stretches begin in `runs`; one more entry says where the last row ends */
  readonly rows: Uint32Array;
  /** first column and the one after the last, stretch by stretch: in order, apart from each other */
  readonly runs: Uint32Array;
}

export interface Bounds {
  readonly left: number;
  readonly top: number;
  /** the column after the last */
  readonly right: number;
  readonly bottom: number;
}

export type Change = "add" | "take";

export function emptyMask(size: Size): Mask {
  return { size, top: 0, rows: new Uint32Array(1), runs: new Uint32Array(0) };
}

export function bottomOf(mask: Mask): number {
  return mask.top + mask.rows.length - 1;
}

/** The stretches of one row; none outside of the mask. */
export function rowOf({ top, rows, runs }: Mask, y: number): Uint32Array {
  const at = y - top;
  return at < 0 || at >= rows.length - 1 ? runs.subarray(0, 0) : runs.subarray(rows[at]!, rows[at + 1]!);
}

export function isEmpty(mask: Mask): boolean {
  return mask.runs.length === 0;
}

const areas = new WeakMap<Mask, number>();
const bounds = new WeakMap<Mask, Bounds>();

/** In pixels of the picture. */
export function areaOf(mask: Mask): number {
  let area = areas.get(mask);
  if (area !== undefined) return area;
  area = 0;
  for (let at = 0; at < mask.runs.length; at += 2) area += mask.runs[at + 1]! - mask.runs[at]!;
  areas.set(mask, area);
  return area;
}

/** The smallest rectangle around it; undefined when it is empty. */
export function boundsOf(mask: Mask): Bounds | undefined {
  const known = bounds.get(mask);
  if (known !== undefined) return known;
  const { rows, runs, top } = mask;
  let [left, right, first, last] = [Infinity, 0, -1, -1];
  for (let row = 0; row + 1 < rows.length; row++) {
    const [from, to] = [rows[row]!, rows[row + 1]!];
    if (from === to) continue;
    if (first < 0) first = row;
    last = row;
    left = Math.min(left, runs[from]!);
    right = Math.max(right, runs[to - 1]!);
  }
  if (first < 0) return undefined;
  const found = { left, right, top: top + first, bottom: top + last + 1 };
  bounds.set(mask, found);
  return found;
}

/** Whether something of it lies within `tolerance` pixels, sideways and up and down, of a point. */
export function reaches(mask: Mask, { x, y }: Point, tolerance: number): boolean {
  const [from, to] = [Math.floor(x - tolerance), Math.floor(x + tolerance) + 1];
  for (let row = Math.floor(y - tolerance); row <= Math.floor(y + tolerance); row++) {
    const runs = rowOf(mask, row);
    let [low, high] = [0, runs.length / 2];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (runs[middle * 2 + 1]! <= from) low = middle + 1;
      else high = middle;
    }
    if (low * 2 < runs.length && runs[low * 2]! < to) return true;
  }
  return false;
}

export function sameMask(one: Mask, other: Mask): boolean {
  if (one === other) return true;
  if (one.runs.length !== other.runs.length) return false;
  const top = Math.min(one.top, other.top);
  const bottom = Math.max(bottomOf(one), bottomOf(other));
  for (let y = top; y < bottom; y++) {
    const [a, b] = [rowOf(one, y), rowOf(other, y)];
    if (a.length !== b.length || a.some((column, at) => column !== b[at])) return false;
  }
  return true;
}

/** Puts a mask together row by row, downwards, each row from the left. */
export class MaskBuilder {
  readonly #size: Size;
  readonly #top: number;
  #rows: number[] = [];
  #runs = new Uint32Array(256);
  #length = 0;

  constructor(size: Size, top = 0) {
    this.#size = size;
    this.#top = top;
  }

  /** A stretch of the row that was begun last. */
  add(from: number, to: number): void {
    if (to <= from) return;
    if (this.#length > this.#rows.at(-1)! && this.#runs[this.#length - 1]! >= from) {
      this.#runs[this.#length - 1] = Math.max(to, this.#runs[this.#length - 1]!);
      return;
    }
    this.#room(2);
    this.#runs[this.#length++] = from;
    this.#runs[this.#length++] = to;
  }

  nextRow(): void {
    this.#rows.push(this.#length);
  }

  /** Rows of another mask as they are. */
  copy(mask: Mask, from: number, to: number): void {
    for (let y = from; y < to; y++) {
      const runs = rowOf(mask, y);
      this.nextRow();
      this.#room(runs.length);
      this.#runs.set(runs, this.#length);
      this.#length += runs.length;
    }
  }

  mask(): Mask {
    const runs = this.#runs.slice(0, this.#length);
    return { size: this.#size, top: this.#top, rows: Uint32Array.from([...this.#rows, this.#length]), runs };
  }

  #room(more: number): void {
    if (this.#length + more <= this.#runs.length) return;
    const larger = new Uint32Array(Math.max(this.#runs.length * 2, this.#length + more));
    larger.set(this.#runs.subarray(0, this.#length));
    this.#runs = larger;
  }
}

/** A mask with another one added to it, or taken from it. */
export function changed(mask: Mask, by: Mask, change: Change): Mask {
  if (isEmpty(by)) return mask;
  const adds = change === "add";
  if (isEmpty(mask)) return adds ? by : mask;
  const top = adds ? Math.min(mask.top, by.top) : mask.top;
  const bottom = adds ? Math.max(bottomOf(mask), bottomOf(by)) : bottomOf(mask);
  const builder = new MaskBuilder(mask.size, top);
  const touched = { from: Math.max(top, Math.min(bottom, by.top)), to: Math.max(top, Math.min(bottom, bottomOf(by))) };
  builder.copy(mask, top, touched.from);
  for (let y = touched.from; y < touched.to; y++) {
    builder.nextRow();
    if (adds) addRows(builder, rowOf(mask, y), rowOf(by, y));
    else takeRows(builder, rowOf(mask, y), rowOf(by, y));
  }
  builder.copy(mask, touched.to, bottom);
  return builder.mask();
}

function addRows(builder: MaskBuilder, one: Uint32Array, other: Uint32Array): void {
  let [a, b] = [0, 0];
  while (a < one.length || b < other.length) {
    const first = b >= other.length || (a < one.length && one[a]! <= other[b]!);
    if (first) builder.add(one[a]!, one[a + 1]!);
    else builder.add(other[b]!, other[b + 1]!);
    if (first) a += 2;
    else b += 2;
  }
}

function takeRows(builder: MaskBuilder, from: Uint32Array, what: Uint32Array): void {
  let next = 0;
  for (let at = 0; at < from.length; at += 2) {
    let start = from[at]!;
    const end = from[at + 1]!;
    while (next < what.length && what[next + 1]! <= start) next += 2;
    for (let hole = next; hole < what.length && what[hole]! < end; hole += 2) {
      builder.add(start, what[hole]!);
      start = Math.max(start, what[hole + 1]!);
    }
    builder.add(start, end);
  }
}
