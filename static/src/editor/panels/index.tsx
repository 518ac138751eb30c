// The shell: task bar, regions, foot. It shows what embed/ gives it (contract.ts) and knows no tag.
import { signal } from "@preact/signals-core";
import { render } from "preact";
import type { EditorState } from "../core/types";
import type { Shell, ShellProps } from "./contract";
import { loadPartsAtFirstUse } from "./later";
import { ShellView } from "./ShellView";
import "./editor.css";

export type { Shell, ShellProps } from "./contract";

/** Draws the shell into an element, which keeps it until `destroy`. */
export function mountShell(element: HTMLElement, props: ShellProps): Shell {
  const hotkeysOpen = signal(false);
  const guidelineOpen = signal(false);
  let shown: EditorState | undefined;
  let generation = 0;
  const update = (next: ShellProps) => {
    if (next.editor !== shown) generation += 1;
    // the same task under another config, or brought up to date: whoever reads the guideline goes on reading
    if (next.editor.task.id !== shown?.task.id) guidelineOpen.value = false;
    shown = next.editor;
    render(<ShellView key={generation} shell={next} hotkeysOpen={hotkeysOpen} guidelineOpen={guidelineOpen} />, element);
  };
  const aborter = new AbortController();
  loadPartsAtFirstUse(element, aborter.signal);
  element.classList.add("editor");
  update(props);
  return {
    update,
    showHotkeys: () => void (hotkeysOpen.value = true),
    destroy: () => {
      aborter.abort();
      render(null, element);
      element.classList.remove("editor");
    },
  };
}
