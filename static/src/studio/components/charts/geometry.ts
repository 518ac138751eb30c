// The geometry of a chart in a box of 100 by 100 that stretches. No elements here.

/** Numbers in equal steps; null where nothing was noted. */
export type Values = readonly (number | null)[];

/** How the values of several steps become one: the least, the largest, or all together. */
export type Grouping = "min" | "max" | "sum";

export interface Line {
  readonly values: Values;
  /** seconds from one value to the next */
  readonly step: number;
  /** milliseconds since the epoch: the moment of the first value */
  readonly start: number;
}

const STEPS = [1, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440].map((minutes) => minutes * 60);

/** The same line with at most `most` values, each of them a round number of minutes or hours where that can be. */
export function grouped(line: Line, most: number, how: Grouping): Line {
  const { values, step, start } = line;
  if (values.length <= most) return line;
  const least = Math.ceil(values.length / most);
  const round = STEPS.find((seconds) => seconds % step === 0 && seconds / step >= least);
  const size = round === undefined ? least : round / step;
  // groups end with the newest value, so that the last one is whole
  const first = values.length % size;
  const starts = [...(first > 0 ? [0] : []), ...Array.from({ length: Math.floor(values.length / size) }, (_, index) => first + index * size)];
  return {
    values: starts.map((from, index) => together(values.slice(from, starts[index + 1]), how)),
    step: step * size,
    start: start - (first > 0 ? (size - first) * step * 1000 : 0),
  };
}

function together(values: Values, how: Grouping): number | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  if (how === "sum") return known.reduce((sum, value) => sum + value, 0);
  return how === "min" ? Math.min(...known) : Math.max(...known);
}

/** A round number at or above the largest value, for the top of the axis. `base` 1024 for bytes. */
export function ceiling(values: Values, base: 1000 | 1024 = 1000): number {
  const largest = Math.max(0, ...values.filter((value) => value !== null));
  if (largest <= 0) return base === 1024 ? 1024 : 1;
  let unit = 1;
  while (largest >= unit * base) unit *= base;
  const scaled = largest / unit;
  const power = 10 ** Math.floor(Math.log10(scaled));
  const round = [1, 2, 4, 5, 8, 10].map((times) => times * power).find((top) => top >= scaled - 1e-9) ?? 10 * power;
  return Math.max(unit === 1 ? 1 : 0, round * unit);
}

const precise = (value: number): string => String(Math.round(value * 100) / 100);

/** Where a value lies: x and y in percent, from the left and from the top. */
export function point(values: Values, index: number, top: number): readonly [x: number, y: number] {
  const x = values.length < 2 ? 100 : (index / (values.length - 1)) * 100;
  return [x, 100 - (Math.min(top, values[index] ?? 0) / top) * 100];
}

/** The stretches between the gaps, as index ranges: [first, last]. */
export function stretches(values: Values): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  values.forEach((value, index) => {
    const open = found.at(-1);
    if (value === null) return;
    if (open && open[1] === index - 1) open[1] = index;
    else found.push([index, index]);
  });
  return found;
}

/** The line as an SVG path: one piece for each stretch; a value that stands alone becomes a dash that can be seen. */
export function path(values: Values, top: number): string {
  const half = Math.min(0.6, 50 / Math.max(1, values.length));
  return stretches(values)
    .map(([first, last]) => {
      if (first === last) {
        const [x, y] = point(values, first, top);
        return `M${precise(Math.max(0, x - half))} ${precise(y)}H${precise(Math.min(100, x + half))}`;
      }
      return `M${corners(values, first, last, top)}`;
    })
    .join("");
}

/** What lies under the line, as an SVG path. */
export function area(values: Values, top: number): string {
  return stretches(values)
    .filter(([first, last]) => last > first)
    .map(([first, last]) => {
      const [left] = point(values, first, top);
      const [right] = point(values, last, top);
      return `M${precise(left)} 100L${corners(values, first, last, top)}L${precise(right)} 100Z`;
    })
    .join("");
}

function corners(values: Values, first: number, last: number, top: number): string {
  const places = [];
  for (let index = first; index <= last; index += 1) places.push(point(values, index, top).map(precise).join(" "));
  return places.join("L");
}

export interface Extremes {
  readonly lowest: readonly [value: number, at: number];
  readonly highest: readonly [value: number, at: number];
  readonly newest: readonly [value: number, at: number];
  /** how many steps have no value */
  readonly gaps: number;
}

/** The figures that a sentence about the line needs, each with its moment; undefined when nothing was noted. */
export function extremes({ values, step, start }: Line): Extremes | undefined {
  const known = values.flatMap((value, index) => (value === null ? [] : [[value, start + index * step * 1000] as const]));
  const [first] = known;
  if (!first) return undefined;
  return {
    lowest: known.reduce((least, one) => (one[0] < least[0] ? one : least), first),
    highest: known.reduce((most, one) => (one[0] > most[0] ? one : most), first),
    newest: known.at(-1) ?? first,
    gaps: values.length - known.length,
  };
}

/** The moments of `number` marks under the line, first and last included. */
export function marks({ values, step, start }: Line, number: number): readonly Date[] {
  const length = Math.max(0, values.length - 1) * step * 1000;
  return Array.from({ length: number }, (_, index) => new Date(start + (length * index) / (number - 1)));
}
