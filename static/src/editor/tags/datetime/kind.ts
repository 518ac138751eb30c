// What a DateTime control asks for, and how it is written.
import { commaList } from "../../core/attributes";
import type { Attributes } from "../../core/types";
import { readIso, readMoment, writeMoment } from "./format";
import type { Moment } from "./format";

export interface MomentKind {
  /** the browser's own field for it; undefined where month and year are picked from menus */
  readonly field: "date" | "time" | "datetime-local" | undefined;
  readonly month: boolean;
  readonly year: boolean;
  readonly seconds: boolean;
  /** as strftime writes it */
  readonly format: string;
}

export function momentKind(attributes: Attributes): MomentKind {
  const only = commaList(attributes.string("only").toLowerCase());
  const has = (part: string): boolean => only.includes(part);
  const none = !["date", "time", "month", "year"].some(has);
  const menus = !has("date") && (has("month") || has("year"));
  const field = menus ? undefined : none || (has("date") && has("time")) ? "datetime-local" : has("time") ? "time" : "date";
  const month = menus && has("month");
  const year = menus && has("year");
  const usual = { "datetime-local": "%Y-%m-%dT%H:%M", date: "%Y-%m-%d", time: "%H:%M" };
  const format = attributes.string("format") || (field ? usual[field] : month && year ? "%Y-%m" : month ? "%m" : "%Y");
  return { field, month, year, seconds: /%[-_0]?[STXc]/.test(format), format };
}

/** The moment that a result's text means; in the control's format, else as ISO 8601. */
export function momentOf(text: string, kind: MomentKind): Moment | undefined {
  return readMoment(text, kind.format) ?? readIso(text);
}

/** A default or a limit of the config, which is written as ISO 8601 or in the control's own format. */
export function writtenMoment(text: string, kind: MomentKind): Moment | undefined {
  return text.trim() === "" ? undefined : (readIso(text) ?? readMoment(text, kind.format));
}

/** As the browser's field, or two menus, hold it: "2023-01-31T14:05", "2023-01". "" when a part that is asked for is missing. */
export function valueOf(moment: Moment | undefined, kind: MomentKind): string {
  if (!moment) return "";
  const date = kind.field === "date" || kind.field === "datetime-local";
  const time = kind.field === "time" || kind.field === "datetime-local";
  const needed = [
    date || kind.year ? moment.year : 0, date || kind.month ? moment.month : 0, date ? moment.day : 0, time ? moment.hour : 0,
  ];
  if (needed.includes(undefined)) return "";
  return writeMoment(moment, nativeFormat(kind));
}

export function nativeFormat(kind: MomentKind): string {
  const time = kind.seconds ? "%H:%M:%S" : "%H:%M";
  if (!kind.field) return kind.year && kind.month ? "%Y-%m" : kind.year ? "%Y" : "%m";
  return { date: "%Y-%m-%d", time, "datetime-local": `%Y-%m-%dT${time}` }[kind.field];
}

/** What goes into the result for a value of the field; undefined for none. */
export function contentOfValue(value: string, kind: MomentKind): string | undefined {
  if (value === "") return undefined;
  const moment = !kind.field && !kind.year ? { month: Number(value) } : readIso(value);
  return moment && writeMoment(moment, kind.format);
}
