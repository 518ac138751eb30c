// The numbers of each chart as rows: for the table on the screen, for its file, and for the file of all figures.
import type { Cell } from "../../components/charts/csv";
import type { Column } from "../../components/charts/TableOf";
import { count } from "../../format";
import { dashboard as words } from "../../strings/dashboard";
import type { ControlFigures, Figures, Outcome, PredictionFigures, Progress, TimeFigures } from "./figures-api";
import { duration, long, percent } from "./wording";

export interface FigureColumn extends Column {
  /** how a cell is written on the screen, when not as it is */
  readonly write?: (cell: Cell) => string;
}

export interface FigureTable {
  readonly title: string;
  readonly columns: readonly FigureColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

const number = (title: string): FigureColumn => ({ title, numeric: true, write: (cell) => (typeof cell === "number" ? count(cell) : words.none) });
const share = (title: string): FigureColumn => ({ title, numeric: true, write: (cell) => (typeof cell === "number" ? percent(cell) : words.none) });
const part = (some: number, all: number): number | null => (all > 0 ? Math.round((some / all) * 10_000) / 10_000 : null);
const stepColumn = ({ step }: Progress): FigureColumn => ({ title: words.steps[step], write: (cell) => long(new Date(String(cell)), step) });

export const progressTable = (progress: Progress): FigureTable => ({
  title: words.progress.title,
  columns: [stepColumn(progress), number(words.progress.series), number(words.progress.inAll)],
  rows: progress.points.map(({ at, labeled, labeled_in_all }) => [at, labeled, labeled_in_all]),
});

export const activityTable = (progress: Progress): FigureTable => ({
  title: words.activity.titles[progress.step],
  columns: [stepColumn(progress), number(words.activity.new), number(words.activity.changed), number(words.activity.skipped)],
  rows: progress.points.map((point) => [point.at, point.new, point.changed, point.skipped]),
});

export const timeTable = ({ tasks, bins }: TimeFigures): FigureTable => ({
  title: words.time.title,
  columns: [
    { title: words.from, write: (cell) => duration(Number(cell)) },
    { title: words.to, write: (cell) => (cell === null ? words.none : duration(Number(cell))) },
    number(words.time.tasks),
    share(words.time.share),
  ],
  rows: bins.map((bin) => [bin.seconds, bin.until, bin.tasks, part(bin.tasks, tasks)]),
});

export const predictionsTable = ({ labels, other_labels, others, all }: PredictionFigures): FigureTable => ({
  title: words.predictions.title,
  columns: [
    { title: words.labels.control },
    { title: words.predictions.label },
    ...[words.predictions.kept, words.predictions.changed, words.predictions.added, words.predictions.rejected].map(number),
    share(words.predictions.share),
  ],
  rows: [
    ...labels.map((outcome) => outcomeRow(outcome, outcome.label)),
    ...(other_labels > 0 ? [outcomeRow(others, words.labels.others(other_labels))] : []),
    outcomeRow(all, words.predictions.inAll),
  ],
});

const outcomeRow = (outcome: Outcome, label: string): readonly Cell[] => [
  outcome.from_name, label, outcome.kept, outcome.changed, outcome.added, outcome.rejected,
  outcome.kept_share === null ? null : Math.round(outcome.kept_share * 10_000) / 10_000,
];

export const labelsTable = (controls: readonly ControlFigures[]): FigureTable => ({
  title: words.labels.title,
  columns: [{ title: words.labels.control }, { title: words.labels.label }, number(words.labels.uses), share(words.labels.share)],
  rows: controls.flatMap((control) => [
    ...control.labels.map((use): readonly Cell[] => [control.from_name, use.label, use.count, part(use.count, control.total)]),
    ...(control.other_count > 0 ? [[control.from_name, words.labels.others(control.other_labels), control.other_count, part(control.other_count, control.total)]] : []),
  ]),
});

/** The first row of a table's file, and all others. */
export const fileRows = ({ columns, rows }: FigureTable): readonly (readonly Cell[])[] => [columns.map(({ title }) => title), ...rows];

/** Every chart's rows one after the other, each number in a line of its own: figure, of what, which number, and the number. */
export function allRows(figures: Figures): readonly (readonly Cell[])[] {
  const { tasks, annotations, changed, skips, progress, time, predictions, controls } = figures;
  const summary = { ...tasks, annotations, changed, skips, today: progress.today, end: progress.end };
  const quartiles = time ? { lower_quartile: time.lower_quartile, median: time.median, upper_quartile: time.upper_quartile } : {};
  const tables: readonly (readonly [table: FigureTable, names: number])[] = [
    [progressTable(progress), 1],
    [activityTable(progress), 1],
    ...(time ? [[timeTable(time), 2] as const] : []),
    [labelsTable(controls), 2],
    ...(predictions ? [[predictionsTable(predictions), 2] as const] : []),
  ];
  return [
    words.fileColumns,
    ...Object.entries(summary).map(([name, value]): readonly Cell[] => [words.heading, "", name, value]),
    ...Object.entries(quartiles).map(([name, value]): readonly Cell[] => [words.time.title, "", name, value]),
    ...tables.flatMap(([{ title, columns, rows }, names]) =>
      rows.flatMap((row) => columns.slice(names).map((column, at): readonly Cell[] => [title, named(row.slice(0, names)), column.title, row[names + at] ?? null])),
    ),
  ];
}

const named = (cells: readonly Cell[]): string => cells.filter((cell) => cell !== null && cell !== "").join(" · ");
