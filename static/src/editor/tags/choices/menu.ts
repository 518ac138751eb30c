// Choices in a menu: the browser's own for one answer, a list of check boxes that opens for several.
import type { LabelEntry, Narrowed, TagContext } from "../../core/types";
import { Options } from "./options";
import { texts } from "./texts";
import { isReadOnly } from "./tree";
import type { ChoiceState, ChoiceTree } from "./tree";

/** What both kinds of menu, and the options themselves, have for the control. */
export interface ChoicesView {
  readonly element: HTMLElement;
  show(states: ReadonlyMap<LabelEntry, ChoiceState>): void;
  reveal?(entry: LabelEntry): void;
  narrow(keeps: ((title: string) => boolean) | undefined): Narrowed;
}

/** `choose` is called with the entry that was chosen, or with undefined when none is any more. */
export function singleMenu(context: TagContext, tree: ChoiceTree, choose: (entry: LabelEntry | undefined) => void): ChoicesView {
  const element = document.createElement("div");
  const select = document.createElement("select");
  const options = new Map<HTMLOptionElement, LabelEntry>();
  context.mountChildren(element);
  element.append(select);
  select.className = "in";
  select.setAttribute("aria-label", context.name);
  select.append(new Option(texts.choose, ""));
  for (const entry of tree.entries) {
    const option = new Option("\u2003".repeat(entry.path.length - 1) + entry.title, entry.value);
    option.disabled = isReadOnly(entry);
    option.title = entry.hint ?? "";
    options.set(option, entry);
    select.append(option);
  }
  select.addEventListener("change", () => choose(options.get(select.selectedOptions[0]!)));
  const narrow = (keeps: ((title: string) => boolean) | undefined): Narrowed => {
    for (const [option, entry] of options) option.hidden = keeps?.(entry.title) === false;
    const shown = [...options].filter(([option]) => !option.hidden);
    return { shown: shown.length, all: options.size, pressFirst: () => shown[0] && !shown[0][0].disabled && choose(shown[0][1]) };
  };
  return {
    element, narrow,
    show: (states) => {
      const on = [...options].find(([, entry]) => states.get(entry) === "on");
      select.selectedIndex = on ? on[0].index : 0;
    },
  };
}

export function multipleMenu(context: TagContext, tree: ChoiceTree, press: (entry: LabelEntry) => void): ChoicesView & { destroy(): void } {
  const options = new Options(context, tree, { rowWise: false, press });
  const element = document.createElement("details");
  const summary = document.createElement("summary");
  const aborter = new AbortController();
  element.className = "choices-menu";
  summary.className = "in";
  summary.setAttribute("aria-label", context.name);
  options.element.classList.add("choices-list");
  element.append(summary, options.element);
  const away = (event: Event): void => {
    if (element.open && !element.contains(event.target as Node)) element.open = false;
  };
  document.addEventListener("pointerdown", away, { signal: aborter.signal });
  document.addEventListener("focusin", away, { signal: aborter.signal });
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !element.open) return;
    event.stopPropagation();
    element.open = false;
    summary.focus();
  });
  return {
    element,
    reveal: (entry) => options.reveal(entry),
    narrow: (keeps) => options.narrow(keeps),
    show: (states) => {
      const on = tree.entries.filter((entry) => states.get(entry) === "on").map(({ title }) => title);
      summary.textContent = on.join(", ") || texts.choose;
      summary.setAttribute("aria-label", [context.name, ...on].join(", "));
      options.show(states);
    },
    destroy: () => aborter.abort(),
  };
}
