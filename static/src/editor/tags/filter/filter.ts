// The field, and what it does to the labels or choices that it stands for.
import { targetsOf } from "../../core/tree";
import type { Narrowed, TagContext, TagInstance } from "../../core/types";
import { addStyle } from "../style";
import "./filter.css";
import { texts } from "./texts";

export function createFilter(context: TagContext): TagInstance {
  return new FilterInstance(context);
}

class FilterInstance implements TagInstance {
  readonly #context: TagContext;
  readonly #element = document.createElement("div");
  readonly #field = document.createElement("input");
  readonly #count = document.createElement("span");
  #unbind: (() => void) | undefined;

  constructor(context: TagContext) {
    this.#context = context;
  }

  mount(element: HTMLElement): void {
    const { attributes } = this.#context;
    const title = attributes.string("placeholder") || texts.find;
    const field = this.#field;
    this.#element.className = "filter";
    Object.assign(field, { type: "search", className: "in", placeholder: title, autocomplete: "off", spellcheck: false });
    field.setAttribute("aria-label", title);
    addStyle(field, attributes.string("style"));
    field.addEventListener("input", () => void this.#narrow());
    field.addEventListener("keydown", (event) => this.#keyDown(event));
    this.#count.className = "filter-count";
    this.#count.setAttribute("role", "status");
    this.#element.append(field, this.#count);
    element.append(this.#element);
    this.#bindKey(title);
  }

  destroy(): void {
    this.#unbind?.();
    this.#element.remove();
  }

  #bindKey(title: string): void {
    const key = this.#context.attributes.string("hotkey");
    if (!key) return;
    this.#field.title = key;
    this.#unbind = this.#context.editor.hotkeys.bind({ key, title, group: texts.group, run: () => this.#enter() });
  }

  #enter(): void {
    this.#field.focus();
    this.#field.select();
  }

  #keyDown(event: KeyboardEvent): void {
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && !event.isComposing) {
      event.preventDefault();
      if (this.#searched() !== "") this.#pickFirst();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (this.#field.value === "") this.#field.blur();
      this.#empty();
    }
  }

  /** Keys are for labels again afterwards, so the field is left. */
  #pickFirst(): void {
    const found = this.#narrow().find(({ shown }) => shown > 0);
    if (!found) return;
    found.pressFirst();
    if (this.#context.attributes.boolean("cleanup")) this.#empty();
    this.#field.blur();
  }

  #empty(): void {
    this.#field.value = "";
    this.#narrow();
  }

  /** What is looked for; nothing while too little is typed. */
  #searched(): string {
    const typed = this.#field.value.trim();
    return typed.length < this.#context.attributes.number("minlength") ? "" : this.#folded(typed);
  }

  #folded(text: string): string {
    return this.#context.attributes.boolean("caseSensetive") ? text : text.toLocaleLowerCase();
  }

  #narrow(): readonly Narrowed[] {
    const { editor, node } = this.#context;
    const searched = this.#searched();
    const keeps = searched === "" ? undefined : (title: string): boolean => this.#folded(title).includes(searched);
    const narrowed = targetsOf(node).flatMap((name) => editor.instances.get(name)?.narrow?.(keeps) ?? []);
    const sum = (each: (one: Narrowed) => number): number => narrowed.reduce((total, one) => total + each(one), 0);
    this.#count.textContent = keeps ? texts.found(sum(({ shown }) => shown), sum(({ all }) => all)) : "";
    return narrowed;
  }
}
