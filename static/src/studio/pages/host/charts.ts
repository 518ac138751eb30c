// Which charts there are, how their values are written, and the sentence that each is called by.
import { bytes, count } from "../../format";
import { hostLoad as words } from "../../strings/host-load";
import { extremes, type Grouping, type Line } from "../../components/charts/geometry";
import type { SeriesName } from "./host-api";
import { duration, moment, span } from "./times";

export interface Chart {
  readonly series: SeriesName;
  /** what a step's value is when several steps are drawn as one */
  readonly how: Grouping;
  readonly base: 1000 | 1024;
  readonly write: (value: number) => string;
}

const number = (value: number): string => count(Math.round(value * 100) / 100);

export const CHARTS: readonly Chart[] = [
  { series: "sessions", how: "max", base: 1000, write: number },
  { series: "active", how: "max", base: 1000, write: number },
  { series: "requests", how: "sum", base: 1000, write: number },
  { series: "p99_ms", how: "max", base: 1000, write: duration },
  { series: "refusals", how: "sum", base: 1000, write: number },
  { series: "disk_free", how: "min", base: 1024, write: bytes },
];

/** Values that are drawn at most: more cannot be told apart on a screen. */
export const DRAWN = 300;
/** Rows of the table at most. */
export const LISTED = 48;

/** What a value of the line stands for: "in each 5 min", "the most in each hour". */
export function stepOf(chart: Chart, line: Line): string {
  const length = words.step[line.step] ?? span(line.step * 1000);
  if (chart.series === "p99_ms") return words.ofHundred(length);
  return { sum: words.each, max: words.most, min: words.least }[chart.how](length);
}

/** The chart in a sentence, for who does not see it. */
export function sentence(chart: Chart, line: Line, now: Date): string {
  const name = words.names[chart.series];
  const found = extremes(line);
  if (!found) return `${name}: ${words.nothing}.`;
  const at = (time: number): string => moment(time, now);
  const { lowest, highest, newest, gaps } = found;
  const told =
    lowest[0] === highest[0]
      ? words.flat(name, chart.write(lowest[0]))
      : words.sentence(name, chart.write(lowest[0]), at(lowest[1]), chart.write(highest[0]), at(highest[1]), chart.write(newest[0]));
  return gaps > 0 ? `${told} ${words.gap(span(gaps * line.step * 1000))}` : told;
}
