// A filter typed in one line: "score < 0.5", "folder = harbour, hills", "text: rain".
import { conditionsOf, filterItem, type ConditionId, type FilterColumn, type FilterItem } from "./conditions";
import { NOTHING, readList, readNumber, readValue, type Typed } from "./values";

const LINE = /^\s*(.+?)\s*(<=|>=|≤|≥|!=|≠|!:|<|>|=|:)\s*(.+?)\s*$/s;
const SIGNS: Readonly<Record<string, ConditionId>> = {
  "<": "less", "<=": "less_or_equal", "≤": "less_or_equal", ">": "greater", ">=": "greater_or_equal", "≥": "greater_or_equal",
  "=": "equal", "!=": "not_equal", "≠": "not_equal", ":": "contains", "!:": "not_contains",
};
const TRUTHS: Readonly<Record<string, boolean>> = { yes: true, true: true, no: false, false: false };

/** The column that a person means: its title or name, or the only one that begins so. */
export function findColumn(text: string, columns: readonly FilterColumn[]): FilterColumn | undefined {
  const meant = text.trim().toLowerCase();
  const names = (column: FilterColumn): readonly string[] => [column.title, column.id, column.id.replace(/^data\./, "")].map((name) => name.toLowerCase());
  const exact = columns.find((column) => names(column).includes(meant));
  if (exact || meant === "") return exact;
  const titled = columns.filter((column) => column.title.toLowerCase().startsWith(meant));
  const begun = titled.length > 0 ? titled : columns.filter((column) => names(column).some((name) => name.startsWith(meant)));
  return begun.length === 1 ? begun[0] : undefined;
}

/** Reads the line; undefined when it is no filter on one of these columns. */
export function readLine(line: string, columns: readonly FilterColumn[]): FilterItem | undefined {
  const [, name, sign, rest] = LINE.exec(line) ?? [];
  const column = name === undefined ? undefined : findColumn(name, columns);
  if (!column || sign === undefined || rest === undefined) return undefined;
  const { id, typed } = meant(column, SIGNS[sign] ?? "equal", rest);
  const condition = conditionsOf(column).find((one) => one.id === id);
  const read = condition && readValue(column.type, condition, typed);
  return condition && read && "value" in read ? filterItem(column, condition, read.value) : undefined;
}

function meant(column: FilterColumn, sign: ConditionId, rest: string): { readonly id: ConditionId; readonly typed: Typed } {
  const not = sign === "not_equal" || sign === "not_contains";
  if (column.type === "Boolean") return { id: not ? "is_not" : "is", typed: { ...NOTHING, truth: TRUTHS[rest.toLowerCase()] ?? true } };
  if (column.type === "List") return { id: not ? "not_contains" : "contains", typed: { ...NOTHING, first: rest } };
  const says = sign === "equal" || sign === "not_equal" || (column.type === "Number" && (sign === "contains" || sign === "not_contains"));
  const range = column.type === "Number" && says ? /^(.*?)\s*(?:\.\.|–)\s*(.*)$/s.exec(rest) : null;
  if (range) return { id: not ? "not_in" : "in", typed: { ...NOTHING, first: range[1] ?? "", second: range[2] ?? "" } };
  const several = says && readList(rest).length > 1 && (column.type === "String" || readNumber(rest) === undefined);
  if (several) return { id: not ? "not_in_list" : "in_list", typed: { ...NOTHING, first: rest } };
  return { id: says ? (not ? "not_equal" : "equal") : sign, typed: { ...NOTHING, first: rest } };
}
