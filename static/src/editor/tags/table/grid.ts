// From what a task holds to a table: its headings and its rows, as text.
import { asText } from "../../core/variables";
import { parseCsv } from "./csv";

export interface Grid {
  /** the headings; none when the rows have no names for their columns */
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** true when the first cell of each row names it: the keys of an object */
  readonly keyed: boolean;
}

export interface TableFormat {
  readonly kind: "json" | "csv";
  readonly address: boolean;
  readonly separator: string;
  readonly headless: boolean;
}

/** Reads a valueType like "csv,separator=;,headless,url". A separator may also be written as "tab" or be a comma itself. */
export function readFormat(written: string): TableFormat {
  const separator = /separator=(tab|.)/i.exec(written)?.[1] ?? ",";
  const words = written.replace(/separator=(?:tab|.)/i, "").split(",").map((word) => word.trim().toLowerCase());
  return {
    kind: words.includes("csv") ? "csv" : "json",
    address: words.includes("url"),
    separator: separator.toLowerCase() === "tab" ? "\t" : separator,
    headless: words.includes("headless"),
  };
}

/** The table in a value; undefined when there is none in it. */
export function gridOf(value: unknown, { kind, separator, headless }: TableFormat): Grid | undefined {
  if (kind === "csv") {
    const rows = parseCsv(asText(value).replace(/^\uFEFF/, ""), separator);
    if (rows.length === 0) return undefined;
    return headless ? { head: [], rows, keyed: false } : { head: rows[0]!, rows: rows.slice(1), keyed: false };
  }
  const parsed = typeof value === "string" ? parsedJson(value) : value;
  if (Array.isArray(parsed)) return parsed.length > 0 ? fromList(parsed) : undefined;
  if (typeof parsed !== "object" || parsed === null) return undefined;
  return { head: [], rows: Object.entries(parsed).map(([key, one]) => [key, asText(one)]), keyed: true };
}

function fromList(list: readonly unknown[]): Grid {
  const keys = [...new Set(list.flatMap((item) => (isRecord(item) ? Object.keys(item) : [])))];
  const rows = list.map((item) =>
    isRecord(item) ? keys.map((key) => asText(item[key])) : Array.isArray(item) ? item.map(asText) : [asText(item)]);
  return { head: keys, rows, keyed: false };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}
