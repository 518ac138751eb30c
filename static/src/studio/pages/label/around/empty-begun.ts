// "+" begins an empty annotation; somebody who wanted a second version of the one before gets it with a press.
import { effect, untracked } from "@preact/signals-core";
import type { Annotation } from "../../../../editor/core/annotation";
import type { Editor } from "../../../../editor/core/editor";
import { around } from "../../../strings/label-around";
import { toast } from "../../../toasts";
import { compare } from "./differences";
import { isTakeable, takeOver } from "./sides";

/** Offers to fill an empty annotation that was begun beside another one with what that holds. */
export function offerCopy(editor: Editor): () => void {
  let before: Annotation | undefined;
  const known = new Set<Annotation>(editor.annotations.peek());
  return effect(() => {
    const current = editor.current.value;
    const source = before;
    before = current;
    if (known.has(current) || current.source.kind === "prediction") return;
    known.add(current);
    untracked(() => {
      if (source && source !== current && isEmpty(current) && !isEmpty(source)) offer(editor, source, current);
    });
  });
}

const isEmpty = (annotation: Annotation): boolean => annotation.serialize().length === 0;

function offer(editor: Editor, source: Annotation, empty: Annotation): void {
  const copy = (): void => {
    if (!editor.annotations.peek().includes(empty)) return; // another task is shown, or it was deleted
    editor.select(empty);
    const { differences } = compare(editor.config, empty.serialize(), source.serialize());
    takeOver(empty, differences.filter(isTakeable), source.source.kind === "prediction");
  };
  toast(around.emptyBegun, { action: { title: around.copyInto, run: copy } });
}
