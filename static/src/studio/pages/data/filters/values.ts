// What people type as the value of a filter, read into what the API takes, and back.
import { filters as words } from "../../../strings/filters";
import { conditionOf, type Condition, type FilterItem, type Kind } from "./conditions";

/** The fields of a value as they stand on the screen. */
export interface Typed {
  readonly first: string;
  readonly second: string;
  readonly truth: boolean;
}

export type Read = { readonly value: unknown } | { readonly problem: string };

export const NOTHING: Typed = { first: "", second: "", truth: true };
export const LONGEST_TEXT = 1_000;
export const MOST_VALUES = 1_000;

/** "1,204", "0,5", "-3", "2e3" as a number; undefined for what is none. A comma with three digits behind it groups. */
export function readNumber(text: string): number | undefined {
  const bare = text.trim().replace(/(?<=\d)[\s_'](?=\d{3})/g, "").replace("−", "-");
  const plain = /^-?\d{1,3}(,\d{3})+(\.\d*)?$/.test(bare) ? bare.replaceAll(",", "") : bare.replace(",", ".");
  if (!/^-?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

/** A time of this place, "2026-11-21T14:20", as ISO 8601 in UTC; undefined when it is none. */
export function readMoment(text: string): string | undefined {
  const moment = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?)?$/.test(text) ? new Date(text.includes("T") ? text : `${text}T00:00`) : undefined;
  return moment && !Number.isNaN(moment.getTime()) ? moment.toISOString() : undefined;
}

/** The other way: ISO 8601 as a date and time field shows it, in the time of this place. */
export function momentField(value: unknown): string {
  const moment = typeof value === "string" ? new Date(/[Zz]|[+-]\d\d:?\d\d$/.test(value) || !value.includes("T") ? value : `${value}Z`) : undefined;
  if (!moment || Number.isNaN(moment.getTime())) return "";
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, moment.getUTCSeconds() || moment.getUTCMilliseconds() ? 19 : 16);
}

/** Values one a line, or separated by commas when there is one line; each once. */
export function readList(text: string): readonly string[] {
  const parts = text.trim().split(text.trim().includes("\n") ? "\n" : ",");
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ""))];
}

/** Reads the fields for a condition on a column of this kind. */
export function readValue(kind: Kind, asked: Condition, typed: Typed): Read {
  if (asked.shape === "none") return { value: asked.fixed };
  if (asked.shape === "truth") return { value: typed.truth };
  if (asked.shape === "several") return readSeveral(kind, typed.first);
  if (asked.shape === "range") return readRange(kind, typed);
  return readOne(kind, typed.first);
}

function readOne(kind: Kind, text: string): Read {
  if (kind === "Number") return given(readNumber(text), words.notANumber);
  if (kind === "Datetime") return given(readMoment(text), words.notATime);
  if (text === "") return { problem: words.noText };
  return text.length > LONGEST_TEXT ? { problem: words.textTooLong(LONGEST_TEXT) } : { value: text };
}

const given = (value: unknown, problem: string): Read => (value === undefined ? { problem } : { value });

function readRange(kind: Kind, { first, second }: Typed): Read {
  if (first.trim() === "" && second.trim() === "") return { problem: words.noRange };
  const ends = [first, second].map((text) => (text.trim() === "" ? { value: undefined } : readOne(kind, text)));
  for (const end of ends) if ("problem" in end) return end;
  const [min, max] = ends.map((end) => ("value" in end ? (end.value as number | string | undefined) : undefined));
  if (min !== undefined && max !== undefined && min > max) return { problem: words.rangeTurned };
  return { value: { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) } };
}

function readSeveral(kind: Kind, text: string): Read {
  const parts = readList(text);
  if (parts.length === 0) return { problem: words.noValues };
  if (parts.length > MOST_VALUES) return { problem: words.tooManyValues(MOST_VALUES) };
  const read = parts.map((part) => readOne(kind, part));
  const wrong = read.find((one) => "problem" in one);
  return wrong ?? { value: read.map((one) => ("value" in one ? one.value : undefined)) };
}

/** The fields that show an item's value. */
export function typedOf(item: FilterItem): Typed {
  const shape = conditionOf(item)?.shape;
  const text = (value: unknown): string =>
    value === undefined || value === null ? "" : item.type === "Datetime" ? momentField(value) : typeof value === "string" ? value : JSON.stringify(value);
  if (shape === "truth") return { ...NOTHING, truth: item.value === true || item.value === "true" };
  if (shape === "several") return { ...NOTHING, first: Array.isArray(item.value) ? item.value.map(text).join("\n") : text(item.value) };
  if (shape === "range") {
    const { min, max } = (item.value ?? {}) as { readonly min?: unknown; readonly max?: unknown };
    return { ...NOTHING, first: text(min), second: text(max) };
  }
  return { ...NOTHING, first: text(item.value) };
}
