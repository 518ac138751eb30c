// A filter in words: what its chip shows, and the sentence that is read out.
import { count, dateTime } from "../../../format";
import { filters as words } from "../../../strings/filters";
import { columnName, conditionOf, type ConditionId, type FilterColumn, type FilterItem } from "./conditions";

export interface Wording {
  /** the column */
  readonly name: string;
  /** "contains", "<"; empty where the value says it: "harbour, hills +2" */
  readonly relation: string;
  readonly value: string;
  /** all of it, with every value of a list */
  readonly sentence: string;
}

const SHOWN_VALUES = 3;
const LONGEST = 40;
/** conditions that a chip does not write out: "Folder harbour", "Score 0.2 to 0.4" */
const SAID_BY_VALUE: ReadonlySet<ConditionId> = new Set<ConditionId>(["equal", "in", "in_list", "is"]);

/** Words a filter; a column that is gone keeps its name. */
export function wordingOf(item: FilterItem, columns: readonly FilterColumn[]): Wording {
  const column = columns.find((one) => one.id === columnName(item));
  const name = column?.title ?? columnName(item).replace(/^data\./, "");
  const condition = conditionOf(item);
  if (!condition) return { name, relation: item.operator, value: valueText(item.value, item.type), sentence: `${name} ${item.operator} ${valueText(item.value, item.type)}` };
  const id = condition.id;
  const spoken = item.type === "Datetime" ? words.timeConditions[id] : words.conditions[id];
  const relation = SAID_BY_VALUE.has(id) && !(item.type === "Number" && id === "equal") ? "" : (item.type === "Number" ? words.signs[id] : undefined) ?? spoken;
  const { value, whole } = valueOf(item);
  return { name, relation: item.type === "Datetime" ? spoken : relation, value, sentence: [name, spoken, whole].filter(Boolean).join(" ") };
}

function valueOf(item: FilterItem): { readonly value: string; readonly whole: string } {
  const shape = conditionOf(item)?.shape;
  if (shape === "none") return { value: "", whole: "" };
  if (shape === "truth") return same(item.value === true || item.value === "true" ? words.yes : words.no);
  if (shape === "range") return same(rangeText(item));
  if (shape === "several" && Array.isArray(item.value)) {
    const all = item.value.map((one) => valueText(one, item.type));
    const more = all.length - SHOWN_VALUES;
    const shown = more > 0 ? words.andMore(all.slice(0, SHOWN_VALUES).join(", "), more) : all.join(", ");
    return { value: cut(shown), whole: all.join(", ") };
  }
  const text = valueText(item.value, item.type);
  return { value: cut(text), whole: text };
}

const same = (text: string): { readonly value: string; readonly whole: string } => ({ value: text, whole: text });
const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1).trimEnd()}…` : text);

function rangeText(item: FilterItem): string {
  const { min, max } = (item.value ?? {}) as { readonly min?: unknown; readonly max?: unknown };
  const least = min === undefined || min === null ? undefined : valueText(min, item.type);
  const greatest = max === undefined || max === null ? undefined : valueText(max, item.type);
  if (least === undefined) return words.upTo(greatest ?? "");
  return greatest === undefined ? words.fromOn(least) : words.fromTo(least, greatest);
}

function valueText(value: unknown, type: string): string {
  if (type === "Datetime" && typeof value === "string") {
    const moment = new Date(value);
    return Number.isNaN(moment.getTime()) ? value : dateTime(moment);
  }
  // rounding would word another filter than the one that is asked
  if (typeof value === "number") return Math.round(value * 1000) / 1000 === value ? count(value) : String(value);
  return typeof value === "string" ? value : JSON.stringify(value ?? "");
}
