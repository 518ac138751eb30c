// Relations as the panel and the arrows see them: which there are, what they may be called, and how they change.
import { signal } from "@preact/signals-core";
import type { Signal } from "@preact/signals-core";
import { lookColor, ownColor } from "../../core/colors";
import { walk } from "../../core/tree";
import type { AnnotationState, ConfigNode, EditorState, ResultItem } from "../../core/types";
import { titles } from "../../core/texts";
import { texts } from "./texts";

export type Direction = "right" | "left" | "bi";

export interface Relation {
  /** the same for the same two regions in the same order */
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly direction: Direction;
  readonly labels: readonly string[];
  readonly item: ResultItem;
}

export interface RelationLabel {
  readonly value: string;
  readonly color: string;
}

/** What is looked at: shared by the list and the arrows of one editor. */
export interface RelationView {
  readonly hovered: Signal<string | undefined>;
  readonly active: Signal<string | undefined>;
  /** every arrow is drawn, not only those of the selected regions */
  readonly all: Signal<boolean>;
}

const views = new WeakMap<EditorState, RelationView>();

export function relationView(editor: EditorState): RelationView {
  let view = views.get(editor);
  if (!view) views.set(editor, (view = { hovered: signal(undefined), active: signal(undefined), all: signal(false) }));
  return view;
}

export function relationsOf(annotation: AnnotationState): readonly Relation[] {
  return annotation.relations.map((item): Relation => {
    const from = item["from_id"] as string;
    const to = item["to_id"] as string;
    const direction = item["direction"] === "left" || item["direction"] === "bi" ? item["direction"] : "right";
    return { key: `${from}\n${to}`, from, to, direction, labels: Array.isArray(item["labels"]) ? item["labels"].map(String) : [], item };
  });
}

/** The labels that the config offers; undefined without a Relations tag. */
export function relationLabels(editor: EditorState): { readonly labels: readonly RelationLabel[]; readonly multiple: boolean } | undefined {
  const group = relationsTag(editor);
  if (!group) return undefined;
  const nodes = [...walk(group)].filter((node) => node.tag === "Relation");
  const labels = nodes.map((node, at): RelationLabel => {
    const { background } = node.attributes;
    return { value: node.attributes["value"] ?? node.text, color: (background ? ownColor(background) : lookColor(at + 6)).color };
  });
  return { labels, multiple: group.attributes["choice"]?.trim().toLowerCase() !== "single" };
}

function relationsTag(editor: EditorState): ConfigNode | undefined {
  return [...walk(editor.config.root)].find((node) => node.tag === "Relations");
}

/** Draws a relation; false when there is one between these two in this order. */
export function relate(editor: EditorState, from: string, to: string): boolean {
  const annotation = editor.current.peek();
  if (relationsOf(annotation).some((relation) => relation.from === from && relation.to === to)) {
    editor.notify(texts.again, "warning");
    return false;
  }
  const labels = relationsTag(editor) ? { labels: [] } : {};
  annotation.setRelation(from, to, { from_id: from, to_id: to, type: "relation", direction: "right", ...labels });
  relationView(editor).active.value = `${from}\n${to}`;
  return true;
}

const NEXT: Readonly<Record<Direction, Direction>> = { right: "left", left: "bi", bi: "right" };

export function turn(annotation: AnnotationState, { from, to, direction, item }: Relation): void {
  annotation.setRelation(from, to, { ...item, direction: NEXT[direction] });
}

/** Puts a label on the relation, or takes it off. */
export function toggleLabel(editor: EditorState, annotation: AnnotationState, { from, to, labels, item }: Relation, label: string): void {
  const held = labels.includes(label);
  const others = labels.filter((other) => other !== label);
  const next = held ? others : relationLabels(editor)?.multiple ? [...labels, label] : [label];
  annotation.setRelation(from, to, { ...item, labels: next });
}

export function removeRelation(editor: EditorState, annotation: AnnotationState, { from, to }: Relation): void {
  annotation.setRelation(from, to, undefined);
  editor.notify(texts.removed, "info", { title: titles.undo, run: () => annotation.history.undo() });
}
