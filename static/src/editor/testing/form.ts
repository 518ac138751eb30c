// What tests of asking controls share: an editor on the screen, and hands that type and press.
import { editorOn } from "./editor";
import type { EditorOn } from "./editor";
import "./layout";
import { mountTags } from "../tags/mount";
import type { Editor } from "../core/editor";
import type { ResultItem } from "../core/types";

export interface Form {
  readonly editor: Editor;
  readonly main: HTMLElement;
  readonly details: HTMLElement;
  /** what would be saved, without the ids that are made up */
  written(): readonly ResultItem[];
  find<E extends HTMLElement>(selector: string): E;
}

/** A config on the screen; call `clearForms` after each test. */
export function formOn(xml: string, options: EditorOn = {}): Form {
  const editor = editorOn(xml, options);
  const slot = (): HTMLElement => document.body.appendChild(document.createElement("div"));
  const [bar, main, details] = [slot(), slot(), slot()];
  main.className = "config";
  details.className = "details";
  unmounts.push(mountTags(editor, { bar, main, details }));
  return {
    editor, main, details,
    written: () => editor.current.peek().serialize().map(({ id: _, ...item }) => item as ResultItem),
    find: <E extends HTMLElement>(selector: string): E => document.body.querySelector<E>(selector)!,
  };
}

const unmounts: (() => void)[] = [];

export function clearForms(): void {
  unmounts.splice(0).forEach((unmount) => unmount());
  document.body.replaceChildren();
}

/** Types into a field, as a hand does: it is entered, then changes letter by letter. */
export function type(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  field.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
  field.dispatchEvent(new FocusEvent("focus"));
  for (let length = 1; length <= text.length; length++) {
    field.value = text.slice(0, length);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/** Leaves a field. */
export function leave(field: HTMLElement): void {
  field.dispatchEvent(new Event("change", { bubbles: true }));
  field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
}

export function press(target: HTMLElement, key: string, modifiers: KeyboardEventInit = {}): void {
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...modifiers }));
}

/** Runs what is bound to a key. */
export function hotkey(editor: Editor, key: string): void {
  editor.hotkeys.list.value.find((binding) => binding.key === key)!.run(new KeyboardEvent("keydown"));
}
