// A config on the screen, for tests of tags that do what a hand does.
import { afterEach } from "vitest";
import type { Editor } from "../core/editor";
import { mountTags } from "../tags/mount";
import { editorOn } from "./editor";
import type { EditorOn } from "./editor";
import "./layout";

const unmounts: (() => void)[] = [];
afterEach(() => {
  unmounts.splice(0).forEach((unmount) => unmount());
  document.body.replaceChildren();
});

export interface Mounted {
  readonly editor: Editor;
  readonly main: HTMLElement;
}

/** Tags in a View beside a Text named "t"; they go when the test is over. */
export function mounted(tags: string, options: EditorOn = {}): Mounted {
  const editor = editorOn(`<View><Text name="t" value="$text"/>${tags}</View>`, options);
  const main = document.body.appendChild(document.createElement("div"));
  unmounts.push(mountTags(editor, { bar: main, main }));
  return { editor, main };
}

/** The result as it would be saved, without the ids, which nobody can know before. */
export function written(editor: Editor): readonly unknown[] {
  return editor.current.value.serialize().map(({ id: _, ...item }) => item);
}
