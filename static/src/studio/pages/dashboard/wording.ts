// Times, days and shares as the charts write them.
import { locale } from "../../../language/language";
import { count } from "../../format";
import { dashboard, durations } from "../../strings/dashboard";
import type { Step } from "./figures-api";

/** 4.25 -> "4.3 s", 38 -> "38 s", 125 -> "2 min 5 s", 5400 -> "1 h 30 min" */
export function duration(seconds: number): string {
  if (seconds < 10) return durations.seconds(rounded(seconds));
  const whole = Math.round(seconds);
  if (whole < 60) return durations.seconds(count(whole));
  const [size, larger, smaller] = whole < 3600 ? [60, durations.minutes, durations.seconds] : [3600, durations.hours, durations.minutes];
  const rest = Math.round((whole % size) / (size / 60));
  const carried = rest === 60;
  const first = larger(count(Math.floor(whole / size) + (carried ? 1 : 0)));
  return rest === 0 || carried ? first : durations.two(first, smaller(count(rest)));
}

/** A number with at most one digit behind the point. */
export const rounded = (number: number): string => number.toLocaleString(locale, { maximumFractionDigits: 1 });

/** 0.861 -> "86 %"; a share that is not all or nothing is never written as such. */
export function percent(share: number): string {
  const whole = Math.round(share * 100);
  return dashboard.percent(count(share > 0 && share < 1 ? Math.min(99, Math.max(1, whole)) : whole));
}

/** "3 December", with the year when it is another one */
export function day(value: Date, now = new Date()): string {
  const year = value.getFullYear() === now.getFullYear() ? {} : { year: "numeric" as const };
  return value.toLocaleDateString(locale, { day: "numeric", month: "long", ...year });
}

const SHORT: Readonly<Record<Step, Intl.DateTimeFormatOptions>> = {
  hour: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  day: { day: "numeric", month: "short" },
  week: { day: "numeric", month: "short" },
  month: { month: "short", year: "numeric" },
  year: { year: "numeric" },
};
const LONG: Readonly<Record<Step, Intl.DateTimeFormatOptions>> = {
  hour: { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  day: { day: "numeric", month: "short", year: "numeric" },
  week: { day: "numeric", month: "short", year: "numeric" },
  month: { month: "long", year: "numeric" },
  year: { year: "numeric" },
};

/** A step of time below an axis: "14:00", "8 Nov", "Nov 2026", "2026". */
export const short = (value: Date, step: Step): string => value.toLocaleString(locale, SHORT[step]);

/** A step of time in a table or a sentence. */
export const long = (value: Date, step: Step): string => value.toLocaleString(locale, LONG[step]);
