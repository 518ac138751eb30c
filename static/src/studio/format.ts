// Numbers, sizes and dates as people read them, in the language that is spoken.
import { locale } from "../language/language";
import { formats } from "./strings/format";

/** 8204 -> "8,204" */
export const count = (value: number): string => value.toLocaleString(locale);

/** plural(1, "task", "tasks") -> "1 task". For English texts; other languages have more forms (language/plural.ts). */
export const plural = (value: number, one: string, many: string): string => `${count(value)} ${value === 1 ? one : many}`;

/** 3_250_000 -> "3.1 MB" (steps of 1024, as file managers show it) */
export function bytes(value: number): string {
  let size = value;
  let unit = 0;
  while (size >= 1024 && unit < formats.units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || size >= 10 ? 0 : 1;
  return `${size.toFixed(digits).replace(/\.0$/, "")} ${formats.units[unit]}`;
}

/** "14:20" */
export const timeOfDay = (value: Date): string => value.toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** "5 December, 14:20", with the year when it is another one */
export function dateTime(value: Date, now = new Date()): string {
  const options: Intl.DateTimeFormatOptions = { day: "numeric", month: "long" };
  if (value.getFullYear() !== now.getFullYear()) options.year = "numeric";
  return formats.dateTime(value.toLocaleDateString(locale, options), timeOfDay(value));
}

/** Whole days from now until a moment, rounded up; 0 when it is past. */
export const daysUntil = (value: Date, now = new Date()): number =>
  Math.max(0, Math.ceil((value.getTime() - now.getTime()) / 86_400_000));

/** 0.9371 -> "0.94", 12 -> "12"; what two places would make nothing keeps two figures */
export function decimal(value: number): string {
  const places = Number.isInteger(value) ? 0 : 2;
  const tiny = value !== 0 && Math.abs(value) < 0.01;
  return value.toLocaleString(locale, tiny ? { maximumSignificantDigits: 2 } : { minimumFractionDigits: places, maximumFractionDigits: places });
}

/** "just now", "3 min ago", "5 h ago", else the date and time of day */
export function ago(value: Date, now = new Date()): string {
  const seconds = Math.max(0, Math.round((now.getTime() - value.getTime()) / 1000));
  if (seconds < 60) return formats.justNow;
  if (seconds < 3600) return formats.minutesAgo(Math.floor(seconds / 60));
  if (seconds < 86_400) return formats.hoursAgo(Math.floor(seconds / 3600));
  return dateTime(value, now);
}
