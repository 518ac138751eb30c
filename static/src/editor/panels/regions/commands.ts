// What can be done with the selected regions.
import { withinLimits } from "../../core/labeling";
import { contentField, contentOf, envelopeOf, geometryOf } from "../../core/results";
import type { EditorState, NewRegion, Region } from "../../core/types";
import { texts, titles } from "../../core/texts";

export function deleteSelected(editor: EditorState): void {
  const annotation = editor.current.peek();
  const ids = [...annotation.selection.peek()].filter((id) => !annotation.regions.get(id)?.locked);
  if (ids.length === 0) return editor.notify(texts.locked, "warning");
  removeWithUndo(editor, ids);
}

export function deleteAll(editor: EditorState): void {
  removeWithUndo(editor, editor.current.peek().order.peek());
}

function removeWithUndo(editor: EditorState, ids: readonly string[]): void {
  const annotation = editor.current.peek();
  const before = annotation.regions.size;
  annotation.remove(ids);
  const count = before - annotation.regions.size;
  if (count > 0) editor.notify(texts.deleted(count), "info", { title: titles.undo, run: () => annotation.history.undo() });
}

/** Hides the selected regions; shows them when all of them are hidden. */
export function toggleHidden(editor: EditorState, ids: Iterable<string>): void {
  const annotation = editor.current.peek();
  const list = [...ids];
  annotation.setHidden(list, list.some((id) => !annotation.regions.get(id)?.hidden));
}

export function toggleLocked(editor: EditorState): void {
  const annotation = editor.current.peek();
  const ids = [...annotation.selection.peek()];
  annotation.setLocked(ids, ids.some((id) => !annotation.regions.get(id)?.locked));
}

/** Selects the region after the selected one, in the order they were made, and shows it. */
export function selectNext(editor: EditorState): void {
  const annotation = editor.current.peek();
  const order = annotation.order.peek();
  const [selected] = annotation.selection.peek();
  const next = order[(order.indexOf(selected ?? "") + 1) % order.length];
  const region = next === undefined ? undefined : annotation.regions.get(next);
  if (!region) return;
  annotation.selection.value = new Set([region.id]);
  editor.instances.get(region.object)?.reveal?.(region);
}

export function duplicateSelected(editor: EditorState): void {
  const annotation = editor.current.peek();
  const copies: Region[] = [];
  annotation.history.transact(() => {
    for (const id of annotation.selection.peek()) {
      const region = annotation.regions.get(id);
      if (!region) continue;
      const copy = copyOf(editor, region);
      if (!withinLimits(editor, copy.parts)) break;
      copies.push(annotation.add(copy));
    }
  });
  if (copies.length > 0) annotation.selection.value = new Set(copies.map((copy) => copy.id));
}

function copyOf(editor: EditorState, region: Region): NewRegion {
  const parts = region.items.map((item) => {
    const content = contentOf(item);
    return { control: item.from_name ?? "", type: item.type, ...(content !== undefined && { field: contentField(item.type), content }) };
  });
  return { object: region.object, geometry: { ...geometryOf(region.items), ...editor.instances.get(region.object)?.offset?.(region) }, envelope: envelopeOf(region.items[0]), parts };
}
