// A <dialog> that is modal as long as its component is there, and then gives the focus back.
import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** The reference for the element. The one in it that is marked `data-safe` gets the focus. */
export function useModal(): RefObject<HTMLDialogElement | null> {
  const element = useRef<HTMLDialogElement>(null);
  // before the next key arrives, not after the next frame: whoever goes on typing types into this dialog
  useLayoutEffect(() => {
    const dialog = element.current;
    if (!dialog) return undefined;
    const before = document.activeElement;
    dialog.showModal();
    dialog.querySelector<HTMLElement>("[data-safe]")?.focus();
    return () => {
      dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return element;
}
