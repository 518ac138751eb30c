// Keys to actions, in two scopes: the page, and inside text fields. The last one bound to a key wins.
import { signal } from "@preact/signals-core";
import type { HotkeyBinding, Hotkeys } from "./types";

const MODIFIERS = ["ctrl", "alt", "shift", "meta"] as const;
const NAMES: Readonly<Record<string, string>> = {
  " ": "space", esc: "escape", del: "delete", return: "enter", command: "meta", cmd: "meta", option: "alt", control: "ctrl",
  arrowleft: "left", arrowright: "right", arrowup: "up", arrowdown: "down", plus: "=",
};
const CODES: Readonly<Record<string, string>> = {
  Space: "space", Minus: "-", Equal: "=", Slash: "/", Period: ".", Comma: ",", Semicolon: ";", Quote: "'",
  BracketLeft: "[", BracketRight: "]", Backslash: "\\", Backquote: "`", NumpadAdd: "=", NumpadSubtract: "-",
};

/** The parts of a key press that count; a browser's KeyboardEvent is one. */
export type KeyPress = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "altKey" | "shiftKey" | "metaKey">;

export class HotkeyTable implements Hotkeys {
  readonly list = signal<readonly HotkeyBinding[]>([]);
  readonly #bindings = new Map<string, HotkeyBinding[]>();

  bind(binding: HotkeyBinding): () => void {
    const keys = binding.key.split(/,(?!$)/).map(canonicalKey).filter((key) => key !== "");
    for (const key of keys) this.#bindings.set(key, [...(this.#bindings.get(key) ?? []), binding]);
    if (keys.length > 0) this.list.value = [...this.list.peek(), binding];
    return () => {
      for (const key of keys) {
        const left = (this.#bindings.get(key) ?? []).filter((other) => other !== binding);
        if (left.length > 0) this.#bindings.set(key, left);
        else this.#bindings.delete(key);
      }
      this.list.value = this.list.peek().filter((other) => other !== binding);
    };
  }

  /** Runs what is bound to the press; false when nothing is. */
  handle(event: KeyboardEvent): boolean {
    if (event.defaultPrevented || event.isComposing) return false;
    const typing = isTyping(event.target);
    for (const key of keysOf(event)) {
      const binding = this.#bindings.get(key)?.findLast(
        (candidate) => (!typing || candidate.inInputs === true) && !candidate.native && candidate.enabled?.() !== false,
      );
      if (!binding || (actsOnFocus(key) && hasOwnKeys(event.target))) continue;
      event.preventDefault();
      binding.run(event);
      return true;
    }
    return false;
  }
}

/** "Shift+Ctrl+Enter" as "ctrl+shift+enter": one spelling for each combination. */
export function canonicalKey(written: string): string {
  const parts = written.trim().toLowerCase().split(/\+(?!$)/).map((part) => NAMES[part.trim()] ?? part.trim());
  const key = parts.filter((part) => !(MODIFIERS as readonly string[]).includes(part)).at(-1) ?? "";
  return combination(key, (modifier) => parts.includes(modifier));
}

/** The spellings under which a press may be bound: what it types, then, where that is no Latin letter or digit, its place. */
export function keysOf(event: KeyPress): readonly string[] {
  const typed = NAMES[event.key.toLowerCase()] ?? event.key.toLowerCase();
  const place = placeOf(event.code);
  const pressed = { ctrl: event.ctrlKey, alt: event.altKey, shift: event.shiftKey, meta: event.metaKey };
  const candidates = /^[a-z0-9]$/.test(typed) || place === undefined || place === typed ? [typed] : [typed, place];
  return candidates.map((key) => combination(key, (modifier) => pressed[modifier]));
}

function combination(key: string, has: (modifier: (typeof MODIFIERS)[number]) => boolean): string {
  return key === "" ? "" : [...MODIFIERS.filter(has), key].join("+");
}

function placeOf(code: string): string | undefined {
  const place = /^(?:Key([A-Z])|(?:Digit|Numpad)([0-9]))$/.exec(code);
  return place ? (place[1]?.toLowerCase() ?? place[2]) : CODES[code];
}

type Focusable = { readonly tagName?: string; readonly type?: string; readonly isContentEditable?: boolean; readonly role?: string | null };

/** True inside a field for text. */
export function isTyping(target: EventTarget | null): boolean {
  const element = (target ?? {}) as Focusable;
  if (element.isContentEditable) return true;
  const tag = element.tagName?.toLowerCase();
  if (tag === "textarea" || tag === "select") return true;
  return tag === "input" && !["checkbox", "radio", "button", "range", "submit", "reset", "file", "color"].includes(element.type ?? "");
}

/** Keys that press the focused button or tick the focused box; they must not start something else. */
function actsOnFocus(key: string): boolean {
  return key === "enter" || key === "space";
}

function hasOwnKeys(target: EventTarget | null): boolean {
  const tag = ((target ?? {}) as Focusable).tagName?.toLowerCase();
  return tag === "button" || tag === "a" || tag === "input" || tag === "summary";
}
