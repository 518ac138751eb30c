// The entries on the screen: all below each other, or one at a time. repeat.ts has made a View for each.
import { signal, effect } from "@preact/signals-core";
import type { TagContext, TagInstance } from "../../core/types";
import { openWhenAsked } from "../unfold";
import "./repeater.css";
import { texts } from "./texts";

export function createRepeater(context: TagContext): TagInstance {
  const root = document.createElement("div");
  const stop: (() => void)[] = [];
  return {
    mount(element) {
      const { attributes, node, mountChildren } = context;
      root.className = "repeater";
      element.append(root);
      if (node.children.length === 0) root.append(Object.assign(document.createElement("p"), { className: "repeater-empty", textContent: texts.empty }));
      mountChildren(root);
      const leftOut = Number(node.attributes["leftout"] ?? 0);
      if (leftOut > 0) root.append(Object.assign(document.createElement("p"), { className: "repeater-empty", textContent: texts.leftOut(leftOut) }));
      if (attributes.string("mode").toLowerCase() === "pagination" && node.children.length > 1) stop.push(pages(context, root));
    },
    destroy() {
      for (const end of stop.splice(0)) end();
      root.remove();
    },
  };
}

/** Shows one of the children of `root` at a time, and the buttons and keys that lead to the others. */
function pages(context: TagContext, root: HTMLElement): () => void {
  const entries = [...root.children] as HTMLElement[];
  const page = signal(0);
  const go = (to: number): void => void (page.value = Math.min(entries.length - 1, Math.max(0, to)));
  const back = button(texts.previous, "back", () => go(page.peek() - 1));
  const on = button(texts.next, "on", () => go(page.peek() + 1));
  const position = document.createElement("span");
  const bar = document.createElement("div");
  position.setAttribute("role", "status");
  bar.className = "repeater-pages";
  bar.append(back, position, on);
  root.prepend(bar);
  const { hotkeys } = context.editor;
  const bind = (key: string, title: string, by: number): (() => void) => hotkeys.bind({ key, title, group: texts.group, inInputs: true, run: () => go(page.peek() + by) });
  const stop = [
    bind("alt+left", texts.previous, -1),
    bind("alt+right", texts.next, 1),
    ...entries.map((entry, at) => openWhenAsked(context, entry, () => go(at), context.node.children[at])),
    effect(() => {
      entries.forEach((entry, at) => void (entry.hidden = at !== page.value));
      position.textContent = texts.position(page.value + 1, entries.length);
      // a disabled button would lose the focus
      back.setAttribute("aria-disabled", String(page.value === 0));
      on.setAttribute("aria-disabled", String(page.value === entries.length - 1));
    }),
  ];
  return () => stop.forEach((end) => end());
}

function button(title: string, direction: string, press: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.className = `btn sm repeater-${direction}`;
  element.textContent = title;
  element.addEventListener("click", press);
  return element;
}
