// Moments as text: what strftime's letters say, in both directions. No time zone: what is written is what the person saw.

/** The parts of a moment that are known. Months from 1. */
export interface Moment {
  readonly year?: number | undefined;
  readonly month?: number | undefined;
  readonly day?: number | undefined;
  readonly hour?: number | undefined;
  readonly minute?: number | undefined;
  readonly second?: number | undefined;
}

/** Names stand in the data, and the data speaks no other language. */
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const TOKEN = /%([-_0]?)([A-Za-z%])/g;
const LONGER: Readonly<Record<string, string>> = { F: "%Y-%m-%d", T: "%H:%M:%S", R: "%H:%M", D: "%m/%d/%y", X: "%H:%M:%S", x: "%m/%d/%Y", c: "%m/%d/%Y, %H:%M:%S" };

/** Writes a moment; what is not known of it is written as its first (month 1, hour 0). */
export function writeMoment(moment: Moment, format: string): string {
  return expanded(format).replace(TOKEN, (written, padding: string, letter: string) => {
    const number = NUMBERS[letter]?.(moment);
    if (number !== undefined) return padded(number, WIDTHS[letter] ?? 2, padding || (letter === "e" ? "_" : "0"));
    return WORDS[letter]?.(moment) ?? written;
  });
}

/** Reads what `writeMoment` wrote in this format; undefined when it is something else. */
export function readMoment(text: string, format: string): Moment | undefined {
  const letters: string[] = [];
  let pattern = "";
  let at = 0;
  for (const token of expanded(format).matchAll(TOKEN)) {
    pattern += escaped(expanded(format).slice(at, token.index));
    at = token.index + token[0].length;
    const letter = token[2]!;
    const readable = READABLE[letter];
    if (letter === "%") pattern += "%";
    else if (readable === undefined) return undefined;
    else if (letters.push(letter)) pattern += `(${readable})`;
  }
  const match = new RegExp(`^${pattern}${escaped(expanded(format).slice(at))}$`, "iu").exec(text.trim());
  return match ? momentOf(letters, match.slice(1)) : undefined;
}

/** Reads a date, a time or both as browsers and ISO 8601 write them: "2023-01-31T14:05", "2023-01", "14:05". */
export function readIso(text: string): Moment | undefined {
  const match = /^(?:(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?)?(?:^|[T ]|$)(?:(\d\d?):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/.exec(text.trim());
  if (!match || text.trim() === "") return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  return { year, month, day, hour, minute, second };
}

function expanded(format: string): string {
  return format.replace(/%([FTRDXxc])/g, (_, letter: string) => LONGER[letter]!);
}

const dayOfWeek = ({ year = 1970, month = 1, day = 1 }: Moment): number => new Date(Date.UTC(year, month - 1, day)).getUTCDay();
const dayOfYear = ({ year = 1970, month = 1, day = 1 }: Moment): number => Math.round((Date.UTC(year, month - 1, day) - Date.UTC(year, 0, 1)) / 864e5) + 1;

const WIDTHS: Readonly<Record<string, number>> = { Y: 4, j: 3, f: 6, L: 3, u: 1, w: 1 };
const NUMBERS: Readonly<Record<string, (moment: Moment) => number>> = {
  Y: ({ year = 1970 }) => year, y: ({ year = 1970 }) => year % 100, m: ({ month = 1 }) => month,
  d: ({ day = 1 }) => day, e: ({ day = 1 }) => day, j: dayOfYear,
  H: ({ hour = 0 }) => hour, I: ({ hour = 0 }) => hour % 12 || 12, M: ({ minute = 0 }) => minute, S: ({ second = 0 }) => second,
  f: () => 0, L: () => 0, u: (moment) => dayOfWeek(moment) || 7, w: dayOfWeek,
};
const WORDS: Readonly<Record<string, (moment: Moment) => string>> = {
  B: ({ month = 1 }) => MONTHS[month - 1] ?? "", b: ({ month = 1 }) => (MONTHS[month - 1] ?? "").slice(0, 3),
  A: (moment) => DAYS[dayOfWeek(moment)]!, a: (moment) => DAYS[dayOfWeek(moment)]!.slice(0, 3),
  p: ({ hour = 0 }) => (hour < 12 ? "AM" : "PM"), "%": () => "%",
};
const READABLE: Readonly<Record<string, string>> = {
  Y: "\\d{4}", y: "\\d\\d", m: "\\d\\d?", d: "\\d\\d?", e: " ?\\d\\d?", H: "\\d\\d?", I: "\\d\\d?", M: "\\d\\d?", S: "\\d\\d?", f: "\\d+", L: "\\d+",
  j: "\\d{1,3}", B: MONTHS.join("|"), b: MONTHS.map((name) => name.slice(0, 3)).join("|"), A: DAYS.join("|"), a: DAYS.map((name) => name.slice(0, 3)).join("|"), p: "AM|PM", u: "\\d", w: "\\d",
};

function momentOf(letters: readonly string[], parts: readonly string[]): Moment {
  const part = (letter: string): string | undefined => parts[letters.indexOf(letter)];
  const number = (...names: readonly string[]): number | undefined => {
    const found = names.map(part).find((each) => each !== undefined);
    return found === undefined ? undefined : Number(found);
  };
  const named = part("B") ?? part("b");
  const short = number("y");
  const half = number("I");
  const hour = number("H") ?? (half === undefined ? undefined : (half % 12) + (part("p")?.toUpperCase() === "PM" ? 12 : 0));
  const year = number("Y") ?? (short === undefined ? undefined : short + (short < 69 ? 2000 : 1900));
  const month = number("m") ?? (named === undefined ? undefined : MONTHS.findIndex((name) => name.toLowerCase().startsWith(named.toLowerCase())) + 1);
  return { year, month, day: number("d", "e"), hour, minute: number("M"), second: number("S") };
}

function padded(number: number, width: number, padding: string): string {
  return padding === "-" ? String(number) : String(number).padStart(width, padding === "_" ? " " : "0");
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
