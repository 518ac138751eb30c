// The choices on the screen: radio buttons, check boxes or a menu, in the order of the config.
import { effect } from "@preact/signals-core";
import { isTrue } from "../../core/attributes";
import { above } from "../../core/tree";
import type { LabelEntry, TagContext, TagInstance } from "../../core/types";
import { isVisible } from "../../core/visibility";
import { Question } from "../question";
import { addStyle } from "../style";
import { Answer } from "./answer";
import "./choices.css";
import { texts } from "./texts";

export function createChoices(context: TagContext): TagInstance {
  return new ChoicesInstance(context);
}

let groups = 0;

class ChoicesInstance implements TagInstance {
  readonly #context: TagContext;
  readonly #answer: Answer;
  readonly #entries: readonly LabelEntry[];
  readonly #question: Question;
  readonly #inputs = new Map<LabelEntry, HTMLInputElement | HTMLOptionElement>();
  readonly #stop: (() => void)[] = [];
  /** the radio button that was on when the pointer went down on it */
  #pressedOn: LabelEntry | undefined;

  constructor(context: TagContext) {
    this.#context = context;
    this.#answer = new Answer(context);
    this.#question = new Question(context, "choices");
    this.#entries = context.editor.config.entries.get(context.name) ?? [];
  }

  mount(element: HTMLElement): void {
    const fieldset = this.#question.element;
    this.#context.mountChildren(fieldset);
    fieldset.append(this.#layout() === "select" ? this.#menu() : this.#options());
    this.#question.mount(element);
    this.#bindKeys();
    this.#stop.push(effect(() => this.#showChosen()));
  }

  destroy(): void {
    for (const stop of this.#stop.splice(0)) stop();
    this.#question.destroy();
  }

  #layout(): string {
    const { attributes } = this.#context;
    return attributes.has("layout") ? attributes.string("layout").toLowerCase() : attributes.boolean("showInline") ? "inline" : "vertical";
  }

  #options(): HTMLElement {
    const list = document.createElement("div");
    list.className = `opts ${this.#layout() === "inline" ? "row-wise" : "column-wise"}`;
    const group = `choices-${++groups}`;
    const parts = this.#entries.map((entry) => this.#option(entry, group));
    list.append(...parts);
    list.addEventListener("change", (event) => this.#changed(event.target));
    list.addEventListener("pointerdown", (event) => this.#notePressed(event));
    list.addEventListener("click", (event) => this.#takeBack(event));
    return list;
  }

  #option(entry: LabelEntry, group: string): HTMLElement {
    const multiple = this.#context.attributes.string("choice").toLowerCase() === "multiple";
    const label = document.createElement("label");
    const input = document.createElement("input");
    const depth = [...above(entry.node)].filter((node) => node.tag === "Choice").length;
    label.className = "opt";
    label.title = entry.hint ?? "";
    if (depth > 0) label.style.setProperty("--depth", String(depth));
    addStyle(label, entry.node.attributes["style"]);
    if (entry.node.attributes["color"]) label.style.color = entry.node.attributes["color"];
    input.type = multiple ? "checkbox" : "radio";
    input.className = "check";
    input.name = group;
    input.disabled = isTrue(entry.node, "readonly");
    label.append(input, entry.title);
    if (entry.hotkey) label.append(keyHint(entry.hotkey));
    this.#inputs.set(entry, input);
    return label;
  }

  #menu(): HTMLElement {
    const select = document.createElement("select");
    const multiple = this.#context.attributes.string("choice").toLowerCase() === "multiple";
    select.className = "in";
    select.multiple = multiple;
    select.setAttribute("aria-label", this.#context.name);
    if (!multiple) select.append(new Option(texts.choose, ""));
    for (const entry of this.#entries) {
      const depth = [...above(entry.node)].filter((node) => node.tag === "Choice").length;
      const option = new Option(" ".repeat(depth * 4) + entry.title, entry.value);
      this.#inputs.set(entry, option);
      select.append(option);
    }
    select.addEventListener("change", () => {
      const chosen = [...this.#inputs].filter(([, option]) => (option as HTMLOptionElement).selected);
      this.#answer.set(chosen.map(([entry]) => this.#answer.valueOf(entry)));
    });
    return select;
  }

  #changed(target: EventTarget | null): void {
    const entry = this.#entryOf(target);
    if (entry) this.#answer.press(entry);
  }

  /** A radio button that is on says nothing when it is pressed again; with choice="single" that takes the answer back. */
  #takeBack(event: MouseEvent): void {
    const entry = this.#entryOf(event.target);
    if (!entry || entry !== this.#pressedOn) return;
    this.#pressedOn = undefined;
    this.#answer.press(entry);
  }

  #notePressed(event: PointerEvent): void {
    const input = (event.target as Element).closest(".opt")?.querySelector("input");
    this.#pressedOn = input?.type === "radio" && input.checked ? this.#entryOf(input) : undefined;
  }

  #entryOf(target: EventTarget | null): LabelEntry | undefined {
    return [...this.#inputs].find(([, input]) => input === target)?.[0];
  }

  #bindKeys(): void {
    const { editor, name } = this.#context;
    if (this.#layout() === "select") return;
    for (const entry of this.#entries) {
      if (!entry.hotkey) continue;
      const run = (): void => {
        if (isVisible(this.#context.node, editor.current.peek(), editor.config)) this.#answer.press(entry);
      };
      this.#stop.push(editor.hotkeys.bind({ key: entry.hotkey, title: entry.title, group: texts.group(name), run }));
    }
  }

  #showChosen(): void {
    const chosen = this.#answer.chosen();
    for (const [entry, input] of this.#inputs) {
      const on = this.#answer.holds(chosen, entry);
      if (input instanceof HTMLOptionElement) input.selected = on;
      else input.checked = on;
    }
  }
}

function keyHint(key: string): HTMLElement {
  const hint = document.createElement("kbd");
  hint.className = "kbd";
  hint.textContent = key.toUpperCase();
  return hint;
}
