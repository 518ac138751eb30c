// A config on the screen, for tests of tags that do what a hand does.
import { afterEach } from "vitest";
import type { Editor } from "../core/editor";
import type { EditorOn } from "./editor";
import { clearForms, formOn } from "./form";
import "./layout";

afterEach(clearForms);

export interface Mounted {
  readonly editor: Editor;
  readonly main: HTMLElement;
}

/** Tags in a View beside a Text named "t"; they go when the test is over. */
export function mounted(tags: string, options: EditorOn = {}): Mounted {
  return formOn(`<View><Text name="t" value="$text"/>${tags}</View>`, options);
}

/** The result as it would be saved, without the ids, which nobody can know before. */
export function written(editor: Editor): readonly unknown[] {
  return editor.current.value.serialize().map(({ id: _, ...item }) => item);
}
