// The buttons of the shortcuts inside a TextArea.
import { walk } from "../../core/tree";
import type { ConfigNode, TagContext } from "../../core/types";
import { ownColor } from "../../core/colors";
import { texts } from "./texts";

export interface Shortcuts {
  readonly element: HTMLElement;
  stop(): void;
}

/** Buttons and keys for the Shortcuts of a TextArea; undefined when it has none. `inside` says whether the cursor is in its fields. */
export function shortcutsOf(context: TagContext, insert: (text: string) => void, inside: () => boolean): Shortcuts | undefined {
  const nodes = [...walk(context.node)].filter((node) => node.tag === "Shortcut");
  if (nodes.length === 0) return undefined;
  const element = document.createElement("div");
  element.className = "lbs";
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", texts.shortcuts);
  // the cursor stays where it is
  element.addEventListener("pointerdown", (event) => event.preventDefault());
  const unbind = nodes.map((node) => {
    const text = node.attributes["value"] ?? node.text;
    const title = node.attributes["alias"] || text;
    const button = shortcutButton(node, title);
    button.addEventListener("click", () => insert(text));
    element.append(button);
    const key = node.attributes["hotkey"] ?? "";
    return context.editor.hotkeys.bind({ key, title, group: texts.group(context.name), inInputs: true, enabled: inside, run: () => insert(text) });
  });
  return { element, stop: () => unbind.forEach((stop) => stop()) };
}

function shortcutButton(node: ConfigNode, title: string): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "shortcut";
  button.append(title);
  const { background, hotkey } = node.attributes;
  if (background) button.style.setProperty("--c", ownColor(background).color);
  if (hotkey) {
    const hint = document.createElement("kbd");
    hint.className = "kbd";
    hint.textContent = hotkey.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
    button.append(hint);
  }
  return button;
}
