// From pressed labels to regions: what the next region gets, and how labels of selected regions change.
import { contentOf } from "./results";
import { targetsOf } from "./tree";
import type { AnnotationState, ConfigNode, EditorState, Region, RegionPart } from "./types";

/** A control whose children are labels (Labels, RectangleLabels, …), not a bare shape. */
export function offersLabels(control: ConfigNode): boolean {
  return control.descriptor?.children?.includes("Label") ?? false;
}

/** The shape that a control draws: "rectangle" of RectangleLabels and Rectangle, "" of Labels, which takes any. */
export function shapeOf(control: ConfigNode): string {
  return (control.descriptor?.resultType ?? "").replace(/labels$/, "");
}

/** The parts of a new region on this object, or undefined when nothing says that one should be made. */
export function partsForNewRegion(editor: EditorState, object: string, shape = ""): readonly RegionPart[] | undefined {
  const parts: RegionPart[] = [];
  const controls = [...editor.config.byName.values()].filter((node) => node.descriptor?.region && targetsOf(node).includes(object));
  for (const control of controls) {
    const own = shapeOf(control);
    if (own !== "" && own !== shape) continue;
    const name = control.attributes["name"]!;
    const type = control.descriptor!.resultType!;
    if (!offersLabels(control)) parts.push({ control: name, type });
    const labels = editor.activeLabels.peek().get(name) ?? [];
    if (offersLabels(control) && labels.length > 0) parts.push({ control: name, type, field: type, content: labels });
  }
  return parts.length > 0 && withinLimits(editor, parts) ? parts : undefined;
}

/** See EditorState.pressLabel. */
export function pressLabel(editor: EditorState, control: string, value: string): void {
  const node = editor.config.byName.get(control);
  if (!node) return;
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
  const carriedByAll = regions.every((region) => labelsOn(region, name).includes(value));
  const changes = regions.map((region) => ({ region, content: toggled(control, labelsOn(region, name), value, carriedByAll) }));
  const added = { control: name, type, field: type, content: [value] };
  const gaining = regions.filter((region) => !labelsOn(region, name).includes(value)).length;
  if (gaining > 0 && !withinLimits(editor, [added], gaining)) return;
  annotation.history.transact(() => {
    for (const { region, content } of changes) annotation.setPart(region.id, { control: name, type, field: type, content });
  });
}

/** Single choice: one label takes the other's place, and the last one stays. Multiple: it comes and goes. */
function toggled(control: ConfigNode, labels: readonly string[], value: string, remove: boolean): readonly string[] {
  if (!isMultiple(control)) return [value];
  const others = labels.filter((label) => label !== value);
  return remove ? (others.length > 0 ? others : labels) : [...others, value];
}

function activate(editor: EditorState, control: ConfigNode, value: string): void {
  const name = control.attributes["name"]!;
  const before = editor.activeLabels.peek();
  const active = before.get(name) ?? [];
  const after = active.includes(value) ? active.filter((label) => label !== value) : isMultiple(control) ? [...active, value] : [value];
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
  return Array.isArray(content) ? content.map(String) : [];
}

/** maxUsages of a label, or of its group for each of its labels. `regions`: how many get them now. */
function withinLimits(editor: EditorState, parts: readonly RegionPart[], regions = 1): boolean {
  for (const { control, content } of parts) {
    const uses = labelUses(editor.current.peek(), control);
    for (const label of Array.isArray(content) ? content.map(String) : []) {
      const own = editor.entry(control, label)?.node.attributes["maxusages"];
      const limit = Number.parseInt(own ?? editor.config.byName.get(control)?.attributes["maxusages"] ?? "", 10);
      if (Number.isFinite(limit) && (uses.get(label) ?? 0) + regions > limit) {
        editor.notify(`"${label}" is used ${limit} times, and no more are allowed.`, "warning");
        return false;
      }
    }
  }
  return true;
}
