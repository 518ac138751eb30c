// Which overlay of the frame is open: one at a time.
import { signal } from "@preact/signals-core";

export type Overlay = "none" | "menu" | "session" | "projects" | "hotkeys" | "palette";

export const overlay = signal<Overlay>("none");

/** Opens the sheet of hotkeys. */
export const showHotkeys = (): void => void (overlay.value = "hotkeys");
