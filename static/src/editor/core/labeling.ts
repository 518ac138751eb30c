// From pressed labels to regions: what the next region gets, and how labels of selected regions change.
import { isTrue } from "./attributes";
import { contentOf } from "./results";
import { targetsOf } from "./tree";
import { texts } from "./texts";
import type { AnnotationState, ConfigNode, EditorState, Region, RegionPart } from "./types";

/** the value of the label "Empty" of a control with allowEmpty */
const EMPTY = "";

/** A control whose children are labels (Labels, RectangleLabels, …), not a bare shape. */
export function offersLabels(control: ConfigNode): boolean {
  return control.descriptor?.children?.includes("Label") ?? false;
}

/** The shape that a control draws: "rectangle" of RectangleLabels and Rectangle, "" of Labels, which takes any. */
export function shapeOf(control: ConfigNode): string {
  return (control.descriptor?.resultType ?? "").replace(/labels$/, "");
}

/** A control that is only there for a model draws nothing while none is asked. */
export function drawsNow(editor: EditorState, control: ConfigNode): boolean {
  return editor.autoAnnotation.value || !isTrue(control, "smartonly");
}

/** The parts of a new region on this object, or undefined when nothing says that one should be made. */
export function partsForNewRegion(editor: EditorState, object: string, shape = ""): readonly RegionPart[] | undefined {
  const parts: RegionPart[] = [];
  const controls = [...editor.config.byName.values()].filter((node) => node.descriptor?.region && targetsOf(node).includes(object) && drawsNow(editor, node));
  for (const control of controls) {
    const own = shapeOf(control);
    if (own !== "" && own !== shape) continue;
    const name = control.attributes["name"]!;
    const type = control.descriptor!.resultType!;
    if (!offersLabels(control)) parts.push({ control: name, type });
    const labels = editor.activeLabels.peek().get(name) ?? [];
    if (offersLabels(control) && labels.length > 0) parts.push(labelsPart(name, type, labels));
  }
  return parts.length > 0 && withinLimits(editor, parts) ? parts : undefined;
}

/** See EditorState.pressLabel. */
export function pressLabel(editor: EditorState, control: string, value: string): void {
  const node = editor.config.byName.get(control);
  if (!node) return;
  if (editor.labelsNext.peek()) editor.current.peek().selection.value = new Set();
  const selected = selectedRegions(editor, node);
  if (selected.length > 0) relabel(editor, node, selected, value);
  else activate(editor, node, value);
}

/** See EditorState.pressedLabels. */
export function pressedLabels(editor: EditorState, control: string): readonly string[] {
  const annotation = editor.current.value;
  void annotation.changed.value;
  const node = editor.config.byName.get(control);
  const selected = annotation.selection.value.size > 0 && node ? selectedRegions(editor, node) : [];
  if (selected.length === 0) return editor.activeLabels.value.get(control) ?? [];
  return [...new Set(selected.flatMap((region) => labelsOn(region, control)))];
}

/** What writes these labels; the label "Empty", whose value is "", as an empty list. */
function labelsPart(control: string, type: string, labels: readonly string[]): RegionPart {
  const content = labels.filter((label) => label !== EMPTY);
  return { control, type, field: type, content, empty: content.length < labels.length };
}

/** How often each label of a control is used in an annotation. */
export function labelUses(annotation: AnnotationState, control: string): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const region of annotation.regions.values()) {
    for (const label of labelsOn(region, control)) uses.set(label, (uses.get(label) ?? 0) + 1);
  }
  return uses;
}

function selectedRegions(editor: EditorState, control: ConfigNode): readonly Region[] {
  const annotation = editor.current.peek();
  const targets = targetsOf(control);
  return [...annotation.selection.peek()].flatMap((id) => {
    const region = annotation.regions.get(id);
    return region && targets.includes(region.object) && canCarry(editor, region, control) ? [region] : [];
  });
}

/** A shape's labels stand only on regions of that shape. */
function canCarry(editor: EditorState, region: Region, control: ConfigNode): boolean {
  const shape = shapeOf(control);
  const shapes = region.items.flatMap((item) => {
    const node = editor.config.byName.get(item.from_name ?? "");
    return node?.descriptor?.region && shapeOf(node) !== "" ? [shapeOf(node)] : [];
  });
  return shape === "" || shapes.length === 0 || shapes.includes(shape);
}

function relabel(editor: EditorState, control: ConfigNode, regions: readonly Region[], value: string): void {
  const annotation = editor.current.peek();
  const name = control.attributes["name"]!;
  const type = control.descriptor!.resultType!;
  const without = regions.filter((region) => !labelsOn(region, name).includes(value));
  if (without.length > 0 && !withinLimits(editor, [labelsPart(name, type, [value])], without.length)) return;
  annotation.history.transact(() => {
    for (const region of regions) annotation.setPart(region.id, labelsPart(name, type, toggled(control, labelsOn(region, name), value, without.length === 0)));
  });
}

/** Single choice: one label takes the other's place, and the last one stays. Multiple: it comes and goes. */
function toggled(control: ConfigNode, labels: readonly string[], value: string, remove: boolean): readonly string[] {
  if (!isMultiple(control) || value === EMPTY) return [value];
  const others = labels.filter((label) => label !== value && label !== EMPTY);
  return remove ? (others.length > 0 ? others : labels) : [...others, value];
}

function activate(editor: EditorState, control: ConfigNode, value: string): void {
  const name = control.attributes["name"]!;
  const before = editor.activeLabels.peek();
  const active = before.get(name) ?? [];
  const after = active.includes(value) ? active.filter((label) => label !== value) : toggled(control, active, value, false);
  const next = new Map(before);
  next.set(name, after);
  for (const other of otherShapes(editor, control)) next.delete(other);
  editor.activeLabels.value = next;
}

/** Labels of another shape on the same object: only one shape is drawn at a time. */
function otherShapes(editor: EditorState, control: ConfigNode): readonly string[] {
  const shape = shapeOf(control);
  if (shape === "") return [];
  return targetsOf(control).flatMap((object) => editor.labelControls(object))
    .filter((other) => shapeOf(other) !== "" && shapeOf(other) !== shape)
    .map((other) => other.attributes["name"]!);
}

function isMultiple(control: ConfigNode): boolean {
  return control.attributes["choice"]?.toLowerCase() === "multiple";
}

function labelsOn(region: Region, control: string): readonly string[] {
  const item = region.items.find((candidate) => candidate.from_name === control);
  const content = item && contentOf(item);
  if (!Array.isArray(content)) return [];
  return content.length > 0 ? content.map(String) : [EMPTY];
}

/** maxUsages of a label, or of its group for each of its labels; `more`: how many regions are to get them. */
export function withinLimits(editor: EditorState, parts: readonly RegionPart[], more = 1): boolean {
  for (const { control, content } of parts) {
    const uses = labelUses(editor.current.peek(), control);
    for (const label of Array.isArray(content) ? content.map(String) : []) {
      const own = editor.entry(control, label)?.node.attributes["maxusages"];
      const limit = Number.parseInt(own ?? editor.config.byName.get(control)?.attributes["maxusages"] ?? "", 10);
      if ((uses.get(label) ?? 0) + more > limit) {
        editor.notify(texts.usedUp(label, limit), "warning");
        return false;
      }
    }
  }
  return true;
}
