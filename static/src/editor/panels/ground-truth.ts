// Which annotations a host has marked as ground truth. It is the host's to say and to change; the tabs show it.
import { signal, type Signal } from "@preact/signals-core";
import type { EditorState } from "../core/types";

const marked = new WeakMap<EditorState, Signal<ReadonlySet<number>>>();

/** The server's ids of an editor's annotations that are ground truth; the host sets it. */
export function groundTruth(editor: EditorState): Signal<ReadonlySet<number>> {
  let ids = marked.get(editor);
  if (!ids) marked.set(editor, (ids = signal(new Set<number>())));
  return ids;
}
