// Which overlay of the frame is open: one at a time.
import { signal } from "@preact/signals-core";

export type Overlay = "none" | "menu" | "session" | "projects" | "hotkeys";

export const overlay = signal<Overlay>("none");

/** What the hotkey button does on this page; undefined shows the frame's own sheet. */
export const hotkeySheet = signal<(() => void) | undefined>(undefined);

/** Opens the hotkey sheet: the page's own when it has one. */
export function showHotkeys(): void {
  if (hotkeySheet.value) hotkeySheet.value();
  else overlay.value = "hotkeys";
}
