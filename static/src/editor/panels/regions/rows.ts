// What the regions panel lists: a flat array of rows, made from plain data, so that only the visible ones need a DOM.
import type { AnnotationState, EditorState, Region, RegionLook } from "../../core/types";
import { nameOf, type RegionName } from "./name";
import { texts } from "../../core/texts";

export type GroupBy = "label" | "time";

export interface GroupRow {
  readonly kind: "group";
  readonly label: string;
  readonly color: string;
  readonly count: number;
}

export interface RegionRow {
  readonly kind: "region";
  readonly id: string;
}

export type Row = GroupRow | RegionRow;

function matches(needle: string, look: RegionLook, name: RegionName, region: Region): boolean {
  if (needle === "") return true;
  const note = noteOf(region);
  return [...look.labels, name.title, name.detail, note].some((text) => text.toLowerCase().includes(needle));
}

/** Label titles in the order of the config: the order of the groups. */
function labelOrder(editor: EditorState): Map<string, number> {
  const order = new Map<string, number>();
  for (const entries of editor.config.entries.values()) {
    for (const entry of entries) if (!order.has(entry.title)) order.set(entry.title, order.size);
  }
  return order;
}

/**
 * The rows of the list. `search` is matched, without regard to case, against labels, names and notes.
 * A region with several labels stands in the group of the first.
 */
export function buildRows(editor: EditorState, annotation: AnnotationState, groupBy: GroupBy, search: string): Row[] {
  const needle = search.trim().toLowerCase();
  const groups = new Map<string, { color: string; rows: RegionRow[] }>();
  const rows: Row[] = [];
  for (const id of annotation.order.peek()) {
    const region = annotation.regions.get(id);
    if (region === undefined) continue;
    const look = editor.look(region);
    if (needle !== "" && !matches(needle, look, nameOf(editor, region), region)) continue;
    const row: RegionRow = { kind: "region", id };
    if (groupBy === "time") {
      rows.push(row);
      continue;
    }
    const label = look.labels[0] ?? texts.noLabel;
    const group = groups.get(label);
    if (group === undefined) groups.set(label, { color: look.color, rows: [row] });
    else group.rows.push(row);
  }
  if (groupBy === "time") return rows;
  const order = labelOrder(editor);
  const position = (label: string) => order.get(label) ?? Number.MAX_SAFE_INTEGER;
  const sorted = [...groups].sort(([a], [b]) => position(a) - position(b));
  for (const [label, group] of sorted) {
    rows.push({ kind: "group", label, color: group.color, count: group.rows.length }, ...group.rows);
  }
  return rows;
}

/** The ids of the regions from one row to another, in the order of the rows; the second alone when the first is not there. */
export function idsBetween(rows: readonly Row[], from: string | undefined, to: string): readonly string[] {
  const ids = rows.flatMap((row) => (row.kind === "region" ? [row.id] : []));
  const [a, b] = [from === undefined ? -1 : ids.indexOf(from), ids.indexOf(to)];
  return a < 0 ? [to] : ids.slice(Math.min(a, b), Math.max(a, b) + 1);
}

/** The next region row from `index` in a direction, or the same index when there is none. */
export function stepRow(rows: readonly Row[], index: number, step: 1 | -1): number {
  for (let next = index + step; next >= 0 && next < rows.length; next += step) {
    if (rows[next]?.kind === "region") return next;
  }
  return index;
}

/** The note of a region: meta.text, which is a list of strings in the result. */
export function noteOf(region: Region): string {
  for (const item of region.items) {
    const text = item.meta?.["text"];
    if (Array.isArray(text)) return text.filter((line) => typeof line === "string").join("\n");
    if (typeof text === "string") return text;
  }
  return "";
}
