// Label Studio's result JSON: which items make up a region, which answer for the whole task, and which pass through.
import { isTrue } from "./attributes";
import { targetsOf } from "./tree";
import type { Config, ConfigNode, Region, RegionPart, ResultItem } from "./types";

/** Where one loaded item went, in the order of the file. */
export type Slot =
  | { readonly kind: "region"; readonly id: string }
  | { readonly kind: "answer"; readonly key: string }
  | { readonly kind: "other"; readonly item: ResultItem };

export interface ReadResult {
  readonly regions: readonly Region[];
  /** answers for the whole task, or for one of its items, by `answerKey`, and relations by `relationKey` */
  readonly answers: ReadonlyMap<string, ResultItem>;
  readonly slots: readonly Slot[];
}

/** keys of an item that say what and where it is; all others stand for the picture or the sound and repeat in each item */
const OWN_KEYS = new Set(["id", "from_name", "to_name", "type", "value", "origin", "meta", "score", "readonly", "hidden", "parentID", "is_positive"]);

/** A result as the host gave it: a list, or that list as JSON text. Anything else reads as empty. */
export function resultItems(raw: unknown): readonly ResultItem[] {
  let list = raw;
  if (typeof raw === "string") {
    try {
      list = JSON.parse(raw);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return [];
    }
  }
  return Array.isArray(list) ? list.filter((item): item is ResultItem => typeof item === "object" && item !== null) : [];
}

/** Where it has not the name of the type. */
const FIELDS: Readonly<Record<string, string>> = { textarea: "text", videorectangle: "labels", pairwise: "selected" };

/** The key of `value` that holds what a control of this type writes. */
export function contentField(type: string): string {
  return FIELDS[type] ?? type;
}

/** Where the answer of a control stands: for the task, or for one item of its object (the second picture is 1). */
export function answerKey(control: string, item?: number): string {
  return item === undefined ? control : `${control}\n${item}`;
}

/** Where the relation between two regions stands among the answers; no control has an empty name. */
export function relationKey(from: string, to: string): string {
  return `\n${from}\n${to}`;
}

/** Sorts items into regions (merged by id), answers (the last of a control wins) and all others, which stay untouched. */
export function readResult(items: readonly ResultItem[], config: Config): ReadResult {
  const marked = new Set(items.map((item) => (controlOf(item, config)?.descriptor?.region ? item.id : undefined)));
  const groups = new Map<string, ResultItem[]>();
  const answers = new Map<string, ResultItem>();
  const slots = items.map((written): Slot => {
    const { type, from_id: from, to_id: to } = written;
    if (type === "relation" && typeof from === "string" && typeof to === "string" && !answers.has(relationKey(from, to))) {
      answers.set(relationKey(from, to), written);
      return { kind: "answer", key: relationKey(from, to) };
    }
    const item = tolerant(written);
    const control = controlOf(item, config);
    if (!control || !config.byName.has(item.to_name ?? "")) return { kind: "other", item: written };
    if (isAnswer(item, control, marked)) {
      const key = answerKey(control.attributes["name"]!, item.item_index);
      answers.set(key, item);
      return { kind: "answer", key };
    }
    if (item.id === undefined) return { kind: "other", item: written };
    const group = groups.get(item.id);
    if (group) group.push(item);
    else groups.set(item.id, [item]);
    return { kind: "region", id: item.id };
  });
  const regions = [...groups].map(([id, group], index) => regionOf(id, group, index));
  return { regions, answers, slots };
}

/** The control that an item belongs to. When `from_name` is gone from the config, one of the same object and a like type. */
export function controlOf(item: ResultItem, config: Config): ConfigNode | undefined {
  const named = config.byName.get(item.from_name ?? "");
  if (named) return named.descriptor?.kind === "control" ? named : undefined;
  if (!config.byName.has(item.to_name ?? "")) return undefined;
  const types = [item.type.replace(/labels$/, ""), item.type, "labels"];
  const candidates = [...config.byName.values()].filter(
    (node) => node.descriptor?.kind === "control" && targetsOf(node).includes(item.to_name!),
  );
  for (const type of types) {
    const match = candidates.find((node) => node.descriptor!.resultType === type);
    if (match) return match;
  }
  return undefined;
}

/** The labels, choices or text that an item carries. */
export function contentOf(item: ResultItem): unknown {
  return item.value?.[contentField(item.type)];
}

export function isEmptyContent(content: unknown): boolean {
  return content === undefined || content === null || content === "" || (Array.isArray(content) && content.length === 0);
}

/** The position of a region, without what its controls wrote. */
export function geometryOf(items: readonly ResultItem[]): Readonly<Record<string, unknown>> {
  const item = items.find((candidate) => candidate.type !== "textarea") ?? items[0];
  const geometry: Record<string, unknown> = { ...item?.value };
  for (const { type } of items) if (type !== "textarea" || item?.type === "textarea") delete geometry[contentField(type)];
  return geometry;
}

/** The keys beside `value` that each item of a region repeats, for instance original_width. */
export function envelopeOf(item: ResultItem | undefined): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(item ?? {}).filter(([key]) => !OWN_KEYS.has(key)));
}

export interface NewItem {
  readonly id: string;
  readonly object: string;
  readonly part: RegionPart;
  readonly geometry: Readonly<Record<string, unknown>>;
  readonly envelope?: Readonly<Record<string, unknown>> | undefined;
}

/** A fresh item, made by hand. */
export function newItem({ id, object, part, geometry, envelope }: NewItem): ResultItem {
  const value = part.field === undefined ? { ...geometry } : { ...geometry, [part.field]: part.content };
  return { ...envelope, value, id, from_name: part.control, to_name: object, type: part.type, origin: "manual" };
}

/** The items in the order of the file; what is new follows at the end, what was added to a region stands by it. */
export function writeResult(
  slots: readonly Slot[], regions: Iterable<Region>, answers: ReadonlyMap<string, ResultItem>,
): ResultItem[] {
  const byId = new Map([...regions].map((region) => [region.id, region]));
  const lastOf = new Map(slots.map((slot, at) => [slotKey(slot), at]));
  const written = new Map<string, number>();
  const items: ResultItem[] = [];
  const take = (region: Region, all: boolean): void => {
    const from = written.get(region.id) ?? 0;
    const to = all ? region.items.length : Math.min(from + 1, region.items.length);
    items.push(...region.items.slice(from, to));
    written.set(region.id, to);
  };
  slots.forEach((slot, at) => {
    if (slot.kind === "other") return void items.push(slot.item);
    const isLast = lastOf.get(slotKey(slot)) === at;
    if (slot.kind === "region" && byId.has(slot.id)) take(byId.get(slot.id)!, isLast);
    if (slot.kind === "answer" && isLast && answers.has(slot.key)) items.push(answers.get(slot.key)!);
  });
  for (const region of byId.values()) if (!lastOf.has(`region ${region.id}`)) take(region, true);
  for (const [key, item] of answers) if (!lastOf.has(`answer ${key}`)) items.push(item);
  return items;
}

function slotKey(slot: Slot): string {
  return slot.kind === "region" ? `region ${slot.id}` : slot.kind === "answer" ? `answer ${slot.key}` : "";
}

function regionOf(id: string, items: readonly ResultItem[], index: number): Region {
  return {
    id, items, index, object: items[0]!.to_name!,
    hidden: items.some((item) => item.hidden === true),
    locked: items.some((item) => item.readonly === true),
  };
}

/** An answer for the task, or for one of its items, has no place of its own: nothing in its value but the answer, and no region (of `marked`) with its id. */
function isAnswer(item: ResultItem, control: ConfigNode, marked: ReadonlySet<string | undefined>): boolean {
  if (control.descriptor!.region) return false;
  if (isTrue(control, "perregion") && (item.id === undefined || marked.has(item.id))) return false;
  const field = contentField(item.type);
  // older pairwise items also name the class of the side
  return Object.keys(item.value ?? {}).every((key) => key === field || key === item.type);
}

/** Older spellings that other tools still write. */
function tolerant(item: ResultItem): ResultItem {
  if (item.type === "htmllabels") {
    const { htmllabels, ...value } = item.value ?? {};
    return tolerant({ ...item, type: "hypertextlabels", value: { ...value, hypertextlabels: htmllabels } });
  }
  if (typeof item["normalization"] !== "string") return item;
  const { normalization, ...rest } = item;
  return { ...rest, type: item.type, meta: { ...item.meta, text: [normalization] } };
}
