// A key of the Data page that works wherever nothing else takes it.
import { useLayoutEffect, useRef } from "preact/hooks";

const TAKEN = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog, .quick-look, .fly";

/** Runs when this key is pressed alone, but not by somebody who types, in a panel or in the quick look. */
export function useKey(key: string, run: () => void): void {
  const latest = useRef(run);
  latest.current = run;
  // with the paint, not after it: who sees what a key does may press it
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const taken = (event.target as Element | null)?.closest?.(TAKEN) || document.querySelector("dialog[open]");
      if (event.key !== key || taken || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [key]);
}
