// Keys and what they do.
import type { ReadonlySignal } from "@preact/signals-core";

export interface HotkeyBinding {
  /** also a row of the menu "More", with this icon of the editor's */
  readonly menu?: string | undefined;
  /** "ctrl+enter", "1", "alt+h": as in the keymap */
  readonly key: string;
  readonly title: string;
  /** the group in the hotkey sheet */
  readonly group: string;
  /** also works while typing in a field */
  readonly inInputs?: boolean;
  /** the browser's own key (copy): listed, and left to the browser */
  readonly native?: boolean;
  /** what it turns on and off, and whether that is on: said in the menu */
  readonly checked?: (() => boolean) | undefined;
  /** false: the key is left to whatever else is bound to it */
  enabled?(): boolean;
  run(event: KeyboardEvent): void;
}

export interface Hotkeys {
  /** returns the function that removes it */
  bind(binding: HotkeyBinding): () => void;
  /** what is active now, for the sheet */
  readonly list: ReadonlySignal<readonly HotkeyBinding[]>;
}
