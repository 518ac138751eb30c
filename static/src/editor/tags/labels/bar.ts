// The row of label buttons that every labels control shows.
import { effect } from "@preact/signals-core";
import { untilThere } from "../../core/late";
import { labelUses } from "../../core/labeling";
import type { LabelEntry, Narrowed, TagContext, TagInstance } from "../../core/types";
import { texts } from "../../core/texts";

/** Attributes of labels that few use: see dressing.ts. */
const DRESSED = ["html", "size", "selectedcolor", "showalias"];

/** The `create` of Labels, RectangleLabels and every other control with Label children. */
export function createLabelBar(context: TagContext): TagInstance {
  return new LabelBar(context);
}

class LabelBar implements TagInstance {
  readonly #context: TagContext;
  readonly #element = document.createElement("div");
  readonly #buttons = new Map<string, HTMLButtonElement>();
  readonly #stop: (() => void)[] = [];

  constructor(context: TagContext) {
    this.#context = context;
  }

  mount(element: HTMLElement): void {
    const { attributes, editor, name, node } = this.#context;
    const root = this.#element;
    root.className = attributes.boolean("showInline") ? "lbs" : "lbs stack";
    root.setAttribute("role", "toolbar");
    root.setAttribute("aria-label", texts.labels);
    for (const entry of editor.config.entries.get(name) ?? []) this.#add(entry);
    if (node.children.some((child) => child.descriptor?.kind === "visual")) this.#context.mountChildren(root);
    element.append(root);
    root.addEventListener("click", (event) => this.#click(event));
    root.addEventListener("keydown", (event) => this.#move(event));
    // pressing a label must not take the marking away from the text
    root.addEventListener("pointerdown", (event) => event.preventDefault());
    this.#rove(this.#all()[0]);
    this.#stop.push(effect(() => this.#showPressed(editor.pressedLabels(name))), effect(() => this.#showUses()), effect(() => this.#showReadOnly()));
  }

  destroy(): void {
    for (const stop of this.#stop.splice(0)) stop();
    this.#element.remove();
  }

  narrow(keeps?: (title: string) => boolean): Narrowed {
    for (const button of this.#buttons.values()) button.hidden = keeps?.(button.querySelector(".lb-name")!.textContent!) === false;
    const shown = this.#all();
    this.#rove(shown[0]);
    return { shown: shown.length, all: this.#buttons.size, pressFirst: () => shown[0]?.click() };
  }

  #add(entry: LabelEntry): void {
    if (this.#buttons.has(entry.value)) return;
    const button = labelButton(entry);
    this.#buttons.set(entry.value, button);
    this.#element.append(button);
    if (DRESSED.some((name) => entry.node.attributes[name])) void untilThere(() => import("./dressing")).then(({ dressLabel }) => dressLabel(button, entry));
    if (!entry.hotkey) return;
    const { editor, name } = this.#context;
    const run = (): void => this.#press(entry.value);
    this.#stop.push(editor.hotkeys.bind({ key: entry.hotkey, title: entry.title, group: texts.labelsOf(name), run }));
  }

  #press(value: string): void {
    const { editor, name } = this.#context;
    if (editor.current.peek().editable) editor.pressLabel(name, value);
  }

  #click(event: MouseEvent): void {
    const button = (event.target as Element).closest<HTMLButtonElement>(".lb");
    if (!button) return;
    this.#rove(button);
    this.#press(button.dataset["value"]!);
  }

  /** One tab stop; the arrows move within. */
  #move(event: KeyboardEvent): void {
    const all = this.#all();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const forward = getComputedStyle(this.#element).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const backward = forward === "ArrowRight" ? "ArrowLeft" : "ArrowRight";
    const to = { [forward]: at + 1, [backward]: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || to === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    const next = all[(to + all.length) % all.length]!;
    event.preventDefault();
    this.#rove(next);
    next.focus();
  }

  #all(): readonly HTMLButtonElement[] {
    return [...this.#buttons.values()].filter(({ hidden }) => !hidden);
  }

  #rove(stop: HTMLButtonElement | undefined): void {
    for (const button of this.#buttons.values()) button.tabIndex = button === stop ? 0 : -1;
  }

  #showPressed(pressed: readonly string[]): void {
    for (const [value, button] of this.#buttons) button.setAttribute("aria-pressed", String(pressed.includes(value)));
  }

  #showReadOnly(): void {
    const { editable } = this.#context.editor.current.value;
    for (const button of this.#buttons.values()) button.setAttribute("aria-disabled", String(!editable));
  }

  /** Where a label may be used only so often: how often it was. */
  #showUses(): void {
    const { editor, name, attributes } = this.#context;
    const annotation = editor.current.value;
    void annotation.changed.value;
    const limited = [...this.#buttons].filter(([value]) => attributes.has("maxUsages") || editor.entry(name, value)?.node.attributes["maxusages"]);
    if (limited.length === 0) return;
    const uses = labelUses(annotation, name);
    for (const [value, button] of limited) {
      const limit = editor.entry(name, value)?.node.attributes["maxusages"] ?? attributes.string("maxUsages");
      button.querySelector(".use")!.textContent = texts.used(uses.get(value) ?? 0, limit);
    }
  }
}

function labelButton(entry: LabelEntry): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "lb";
  button.dataset["value"] = entry.value;
  button.style.setProperty("--c", entry.color);
  button.title = entry.hint ?? "";
  button.append(part("span", "lb-name", entry.title), part("span", "use", ""));
  if (entry.hotkey) button.append(part("kbd", "kbd", entry.hotkey.toUpperCase()));
  return button;
}

function part(tag: string, className: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}
