// Numbers, sizes and dates as people read them.
const numbers = new Intl.NumberFormat("en");

/** 8204 -> "8,204" */
export const count = (value: number): string => numbers.format(value);

/** plural(1, "task", "tasks") -> "1 task" */
export const plural = (value: number, one: string, many: string): string =>
  `${numbers.format(value)} ${value === 1 ? one : many}`;

const UNITS = ["bytes", "kB", "MB", "GB", "TB"] as const;

/** 3_250_000 -> "3.1 MB" (steps of 1024, as file managers show it) */
export function bytes(value: number): string {
  let size = value;
  let unit = 0;
  while (size >= 1024 && unit < UNITS.length - 1) {
    size /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || size >= 10 ? 0 : 1;
  return `${size.toFixed(digits).replace(/\.0$/, "")} ${UNITS[unit]}`;
}

/** "5 December, 14:20", with the year when it is another one */
export function dateTime(value: Date, now = new Date()): string {
  const options: Intl.DateTimeFormatOptions = { day: "numeric", month: "long" };
  if (value.getFullYear() !== now.getFullYear()) options.year = "numeric";
  const day = new Intl.DateTimeFormat("en-GB", options).format(value);
  const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(value);
  return `${day}, ${time}`;
}

/** Whole days from now until a moment, rounded up; 0 when it is past. */
export const daysUntil = (value: Date, now = new Date()): number =>
  Math.max(0, Math.ceil((value.getTime() - now.getTime()) / 86_400_000));

/** "4 s ago", "3 min ago", else the time of day */
export function ago(value: Date, now = new Date()): string {
  const seconds = Math.max(0, Math.round((now.getTime() - value.getTime()) / 1000));
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  return dateTime(value, now);
}
