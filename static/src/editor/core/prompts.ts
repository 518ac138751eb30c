// What is drawn to ask a model, and what the model answers: neither is part of an annotation.
import { newId } from "./ids";
import { texts } from "./prompt-texts";
import { newItem, readResult } from "./results";
import type { AnnotationState, EditorState, NewRegion, Region, ResultItem } from "./types";

/** A shape that asks a model, as hosts read it. */
export interface Prompt extends Region {
  readonly cleanId: string;
  serialize(): readonly ResultItem[];
}

/** Asks the host about one shape more; it is told of this one and of all that belong to the same question. */
export function addPrompt(editor: EditorState, { object, geometry, parts, envelope }: NewRegion): void {
  const before = editor.prompts.peek();
  const id = newId((candidate) => editor.current.peek().regions.has(candidate));
  const items = parts.map((part) => newItem({ id, object, part, geometry, envelope }));
  const prompt: Prompt = { id, object, items, index: before.length, hidden: false, locked: false, cleanId: id, serialize: () => items };
  const group = (editor.prompts.value = [...before, prompt]);
  editor.ask?.(group).catch(() => editor.notify(texts.noAnswer, "warning"));
}

/** Suggests what a model answered for an annotation. An answer that comes when another one is shown is dropped. */
export function answerPrompts(editor: EditorState, annotation: AnnotationState, items: readonly ResultItem[]): void {
  if (annotation !== editor.current.peek() || !annotation.editable) return;
  const used = new Set([...annotation.regions.keys(), ...editor.suggestions.peek().keys()]);
  const named = items.map((item) => ({ ...item, type: item.type, id: item.id ?? newId((candidate) => used.has(candidate)) }));
  editor.answered.value = readResult(named, editor.config).regions;
}
