// The keys of the quick look. What the editor, a dialog or a field takes for itself is not ours.
import { useLayoutEffect, useRef } from "preact/hooks";
import type { QuickLookTask } from "./quick-look";

const STEPS: Readonly<Record<string, -1 | 1>> = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 };

/** J and K go to the neighbours, arrows too where nothing inside the editor walks with them; Escape closes. */
export function useQuickLookKeys(panel: { readonly current: HTMLElement | null }, look: QuickLookTask, close: () => void): void {
  const closing = useRef(close);
  closing.current = close;
  // with the paint, not after it: who sees what a key does may press it
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target as Element;
      const here = target === document.body || panel.current?.contains(target);
      if (!here || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
      const typing = target.closest("input:not([type=checkbox],[type=radio]), textarea, select, [contenteditable]");
      const by = STEPS[event.key];
      if (event.key === "Escape") closing.current();
      else if (by === undefined || typing || (event.key.startsWith("Arrow") && !free(target, panel.current))) return;
      else look.step(by);
      event.preventDefault();
    };
    // the editor listens at the document: here it comes first, so that a label's own hotkey wins
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [look]);
}

/** Arrows are free outside the editor's lists, pictures and tracks: in the head of the panel, on the editor's own box, nowhere. */
const free = (target: Element, panel: HTMLElement | null): boolean =>
  target === document.body || target.closest(".quick-head") !== null || target === panel?.querySelector(".editor");
