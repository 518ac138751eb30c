// Where the line of progress runs: labeled tasks at the end of each step, and on from there at the present pace.
import type { Progress } from "./figures-api";

export interface Place {
  /** in percent, from the left and from the top */
  readonly x: number;
  readonly y: number;
}

export interface ProgressLine {
  readonly line: readonly Place[];
  /** from now to the end, or to the edge of the chart where the end is far away; none when no end is known */
  readonly ahead: readonly [Place, Place] | undefined;
  readonly start: Date;
  readonly last: Date;
  readonly end: Date;
}

/** The way ahead takes at most so many times the room of the way behind. */
const AHEAD = 1.5;

/** The line in a box of 100 by 100 whose top is `top` tasks. There is at least one point. */
export function progressLine({ points, labeled_before, end }: Progress, left: number, top: number, now: Date): ProgressLine {
  const starts = points.map(({ at }) => Date.parse(at));
  const first = starts[0] ?? now.getTime();
  const latest = starts.at(-1) ?? first;
  const step = starts.length > 1 ? latest - starts.at(-2)! : 3_600_000;
  const last = Math.max(latest + 1, Math.min(latest + step, now.getTime()));
  const target = end === null ? undefined : Date.parse(end);
  const shown = target === undefined || target <= last ? last : Math.min(target, last + (last - first) * AHEAD);
  const x = (time: number): number => ((time - first) / (shown - first)) * 100;
  const y = (tasks: number): number => 100 - (Math.min(tasks, top) / top) * 100;
  const ends = [...starts.slice(1), last];
  const line = [{ x: 0, y: y(labeled_before) }, ...points.map((point, place) => ({ x: x(ends[place] ?? last), y: y(point.labeled_in_all) }))];
  const labeled = points.at(-1)?.labeled_in_all ?? labeled_before;
  const there = target === undefined ? 0 : (shown - last) / (target - last);
  const ahead = shown > last ? ([line.at(-1)!, { x: 100, y: y(labeled + left * there) }] as const) : undefined;
  return { line, ahead, start: new Date(first), last: new Date(last), end: new Date(shown) };
}
