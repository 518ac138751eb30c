// Regions through the clipboard, as the JSON of their result items: from one task to another, between windows, into a mail.
// The browser's own copy and paste events carry them, which need no permission.
import { isTyping } from "../../core/hotkeys";
import { newId } from "../../core/ids";
import { withinLimits } from "../../core/labeling";
import { contentOf, geometryOf, readResult, resultItems } from "../../core/results";
import type { EditorState, Region, ResultItem, TagInstance } from "../../core/types";
import { texts } from "../part-texts";

/** The items of the selected regions, as they stand in the result. */
export function copiedItems(editor: EditorState): readonly ResultItem[] {
  const { regions, selection } = editor.current.peek();
  return [...selection.peek()].flatMap((id) => regions.get(id)?.items ?? []);
}

/** Puts copied regions into the current annotation, with ids of their own, and selects them. How many. */
export function pasteItems(editor: EditorState, items: readonly ResultItem[]): number {
  const annotation = editor.current.peek();
  const fitting = readResult(items, editor.config).regions.filter((region) => editor.instances.get(region.object)?.fits?.(region) !== false);
  const pasted: string[] = [];
  const taken = new Set([...annotation.regions.values()].map(placeOf));
  annotation.history.transact(() => {
    for (const region of fitting) {
      if (!withinLimits(editor, region.items.map((item) => ({ control: item.from_name ?? "", type: item.type, content: contentOf(item) })))) break;
      const id = newId((candidate) => annotation.regions.has(candidate));
      const copy = onShownItem(renamed(region, id, editor.instances.get(region.object)), editor);
      annotation.insert(copy);
      putAside(editor, copy.id, taken);
      pasted.push(copy.id);
    }
  });
  if (pasted.length > 0) annotation.selection.value = new Set(pasted);
  return pasted.length;
}

/** Copy, cut and paste while nothing is typed and no words are marked; the returned function ends it. */
export function listenToClipboard(editor: EditorState, root: HTMLElement): () => void {
  const aborter = new AbortController();
  const copy = (event: ClipboardEvent): void => {
    const items = isOurs(event, root) && getSelection()?.isCollapsed !== false ? copiedItems(editor) : [];
    if (items.length === 0 || !event.clipboardData) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", JSON.stringify(items, null, 2));
    const annotation = editor.current.peek();
    const ids = [...annotation.selection.peek()];
    if (event.type === "cut" && annotation.editable) annotation.remove(ids);
    editor.notify(texts.copied(ids.length));
  };
  const paste = (event: ClipboardEvent): void => {
    const text = isOurs(event, root) && editor.current.peek().editable ? (event.clipboardData?.getData("text/plain").trim() ?? "") : "";
    const items = text.startsWith("[") ? resultItems(text) : [];
    if (items.length === 0) return;
    event.preventDefault();
    if (pasteItems(editor, items) === 0) editor.notify(texts.nothingFits, "warning");
  };
  document.addEventListener("copy", copy, aborter);
  document.addEventListener("cut", copy, aborter);
  document.addEventListener("paste", paste, aborter);
  return () => aborter.abort();
}

function isOurs({ target }: Event, root: HTMLElement): boolean {
  const inside = target === document.body || (target instanceof Node && root.contains(target));
  return inside && !isTyping(target) && !document.querySelector("dialog[open]");
}

/** Moves a copy until it lies on no other region, where its object can. */
function putAside(editor: EditorState, id: string, taken: Set<string>): void {
  const annotation = editor.current.peek();
  for (;;) {
    const region = annotation.regions.get(id)!;
    const place = placeOf(region);
    const offset = taken.has(place) ? editor.instances.get(region.object)?.offset?.(region) : undefined;
    if (offset !== undefined && Object.keys(offset).length > 0) annotation.setGeometry(id, offset);
    const now = placeOf(annotation.regions.get(id)!);
    if (now !== place) continue;
    taken.add(now);
    return;
  }
}

function placeOf(region: Region): string {
  return `${region.object} ${JSON.stringify(geometryOf(region.items))}`;
}

/** A copy made by hand on what is shown here: who made the original, and what it lies in, is not copied. */
function renamed(region: Region, id: string, place: TagInstance | undefined): Region {
  const items = region.items.map(({ parentID: _, score: __, readonly: ___, ...item }): ResultItem => ({ ...item, ...place?.envelope?.(), type: item.type, id, origin: "manual" }));
  return { ...region, id, items, hidden: false, locked: false };
}

/** What came from one picture of a list is put onto the one that is shown. */
function onShownItem(region: Region, editor: EditorState): Region {
  const at = editor.items.peek().get(region.object) ?? 0;
  return { ...region, items: region.items.map((item) => (item.item_index === undefined ? item : { ...item, item_index: at })) };
}
