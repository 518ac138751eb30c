// The keys of what comes after the first paint.
import type { EditorState } from "../../core/types";
import { texts as editorTexts } from "../../core/texts";
import { texts } from "../part-texts";
import type { Suggestions } from "./suggestions";

/** Binds them; the returned functions take them away. */
export function bindKeys(editor: EditorState, suggestions: Suggestions): readonly (() => void)[] {
  const { hotkeys } = editor;
  const group = editorTexts.regions;
  const command = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "meta" : "ctrl";
  const selected = (): string | undefined => [...editor.current.peek().selection.peek()].find((id) => editor.suggestions.peek().has(id));
  const onSelected = (run: (id: string) => void) => ({ group: texts.suggested, enabled: () => selected() !== undefined, run: () => run(selected()!) });
  const onAny = (run: () => void) => ({ group: texts.suggested, enabled: () => editor.suggestions.peek().size > 0, run });
  const listed = (key: string, title: string) => hotkeys.bind({ key: `${command}+${key}`, title, group, native: true, run: () => undefined });
  return [
    listed("c", texts.copy), listed("x", texts.cut), listed("v", texts.paste), listed("a", texts.selectAll),
    hotkeys.bind({ key: "enter", title: texts.accept, ...onSelected((id) => suggestions.accept([id])) }),
    hotkeys.bind({ key: "backspace,delete", title: texts.refuse, ...onSelected((id) => suggestions.refuse([id])) }),
    hotkeys.bind({ key: "shift+enter", title: texts.acceptAll, ...onAny(() => suggestions.accept()) }),
    hotkeys.bind({ key: "shift+backspace,shift+delete", title: texts.refuseAll, ...onAny(() => suggestions.refuse()) }),
    hotkeys.bind({ key: "alt+.", title: texts.nextSuggestion, ...onSelected((id) => suggestions.next(id)) }),
  ];
}
