// Spans of time and moments, as the console writes them: short, since they stand in columns.
import { dateTime } from "../../format";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** 95_000 -> "1 min", 3.17 days -> "3 d 4 h": the two largest units, or "under 1 min" */
export function span(milliseconds: number): string {
  const total = Math.max(0, milliseconds);
  if (total < MINUTE) return "under 1 min";
  if (total < HOUR) return `${Math.floor(total / MINUTE)} min`;
  if (total < DAY) return joined(Math.floor(total / HOUR), "h", Math.floor((total % HOUR) / MINUTE), "min");
  if (total < 14 * DAY) return joined(Math.floor(total / DAY), "d", Math.floor((total % DAY) / HOUR), "h");
  return `${Math.floor(total / DAY)} d`;
}

const joined = (large: number, unit: string, small: number, smallUnit: string): string =>
  small > 0 ? `${large} ${unit} ${small} ${smallUnit}` : `${large} ${unit}`;

/** 95_000 -> "1 min", 3.17 days -> "3 d": the largest unit of which there are two, for columns */
export function brief(milliseconds: number): string {
  if (milliseconds < 2 * HOUR) return span(milliseconds).replace(/^1 h (\d+) min$/, (_, minutes: string) => `${60 + Number(minutes)} min`);
  return milliseconds < 2 * DAY ? `${Math.floor(milliseconds / HOUR)} h` : `${Math.floor(milliseconds / DAY)} d`;
}

/** How long ago: "now", "4 min", "26 h", "6 d" */
export const since = (moment: string, now: Date): string => {
  const passed = now.getTime() - Date.parse(moment);
  return passed < MINUTE ? "now" : brief(passed);
};

/** How long until a moment: "22 h"; "now" when it is past */
export const until = (moment: string, now: Date): string => {
  const left = Date.parse(moment) - now.getTime();
  return left <= 0 ? "now" : brief(left);
};

/** The whole moment, for reading on its own: "21 November, 14:20" */
export const moment = (value: string | number, now: Date): string => dateTime(new Date(value), now);

/** The time of day with seconds: "14:20:07" */
export const clock = (value: Date): string =>
  new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(value);

/** Less than a second in milliseconds, longer in seconds: "42 ms", "1.8 s" */
export function duration(milliseconds: number): string {
  if (milliseconds < 1) return "under 1 ms";
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 1 : 0)} s`;
}
