// A label's hotkey, told by pressing it.
import { keysOf } from "../../../../editor/core/hotkeys";
import { setupBuilder as words } from "../../../strings/setup-builder";
import type { Item } from "./model";

export interface HotkeyFieldProps {
  readonly item: Item;
  /** another item that has the same key */
  readonly sameAs: Item | undefined;
  /** undefined: the next free one */
  readonly onPut: (key: string | undefined) => void;
}

const GOES_ON = new Set(["Tab", "Enter", "Escape", "Shift", "Control", "Alt", "Meta", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Dead", "Process"]);

export function HotkeyField({ item, sameAs, onPut }: HotkeyFieldProps) {
  const said = sameAs ? words.hotkeyTaken(item.hotkey ?? "", sameAs.value) : words.hotkeyHint;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (GOES_ON.has(event.key) || event.ctrlKey || event.metaKey || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Backspace" || event.key === "Delete") return onPut(undefined);
    const [key] = keysOf(event);
    if (key !== undefined) onPut(key);
  };
  return (
    <input
      class="in hotkey"
      aria-label={words.hotkey(item.value)}
      aria-invalid={sameAs !== undefined}
      title={said}
      value={item.ownHotkey ?? ""}
      placeholder={item.hotkey ?? words.noHotkey}
      size={3}
      readOnly
      onKeyDown={onKeyDown}
    />
  );
}
