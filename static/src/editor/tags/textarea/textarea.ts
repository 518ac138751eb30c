// Texts on the screen: those that were added, each in a field of its own, and below them the field for the next one.
import { effect } from "@preact/signals-core";
import { iconMarkup } from "../../../look/surface-icons";
import type { TagContext, TagInstance, ValidationProblem } from "../../core/types";
import { Question } from "../question";
import { shortcutsOf } from "./shortcuts";
import type { Shortcuts } from "./shortcuts";
import "./textarea.css";
import { texts } from "./texts";
import { Written } from "./written";

export function createTextArea(context: TagContext): TagInstance {
  return new TextAreaInstance(context);
}

class TextAreaInstance implements TagInstance {
  readonly #context: TagContext;
  readonly #written: Written;
  readonly #question: Question;
  readonly #rows: number;
  readonly #list = document.createElement("ul");
  readonly #adding = document.createElement("div");
  readonly #field = document.createElement("textarea");
  readonly #stop: (() => void)[] = [];
  #shortcuts: Shortcuts | undefined;
  #last: HTMLTextAreaElement = this.#field;
  /** what the field held when it was last written into the result */
  #before = "";
  #place = "";

  constructor(context: TagContext) {
    this.#context = context;
    this.#written = new Written(context);
    this.#question = new Question(context, "textarea");
    this.#rows = Math.min(50, Math.max(1, Math.trunc(context.attributes.number("rows"))));
  }

  mount(element: HTMLElement): void {
    const fieldset = this.#question.element;
    const { attributes } = this.#context;
    if (attributes.has("label")) fieldset.append(Object.assign(document.createElement("span"), { className: "ta-label", textContent: attributes.string("label") }));
    this.#prepareList();
    this.#prepareField();
    this.#shortcuts = shortcutsOf(this.#context, (text) => this.#insert(text), () => fieldset.contains(document.activeElement));
    fieldset.append(this.#list, this.#adding, ...(this.#shortcuts ? [this.#shortcuts.element] : []));
    this.#question.mount(element);
    this.#question.label(this.#field);
    if (attributes.has("label")) this.#field.setAttribute("aria-label", attributes.string("label"));
    this.#stop.push(effect(() => this.#show()));
  }

  destroy(): void {
    for (const stop of this.#stop.splice(0)) stop();
    this.#shortcuts?.stop();
    this.#question.destroy();
  }

  validate(): readonly ValidationProblem[] {
    this.#written.settle();
    return [];
  }

  /** Whether the field is all there is: nothing is added, the text is what it holds. */
  get #single(): boolean {
    return !this.#context.attributes.boolean("allowSubmit");
  }

  #prepareField(): void {
    const { attributes } = this.#context;
    const field = this.#field;
    field.className = "in";
    field.rows = this.#rows;
    field.style.setProperty("--rows", String(this.#rows));
    field.placeholder = attributes.string("placeholder") || (this.#rows === 1 && !this.#single ? texts.placeholder : "");
    field.addEventListener("focus", () => this.#enter(field));
    field.addEventListener("input", () => this.#typed());
    field.addEventListener("keydown", (event) => this.#addsBy(event) && this.#add(event));
    this.#adding.className = "adding";
    this.#adding.append(field);
    if (this.#single || !(attributes.boolean("showSubmitButton") || this.#rows > 1)) return;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn", textContent: texts.add });
    button.addEventListener("click", (event) => this.#add(event));
    this.#adding.append(button);
  }

  #prepareList(): void {
    const list = this.#list;
    list.className = "entries";
    list.setAttribute("role", "list");
    list.addEventListener("focusin", (event) => event.target instanceof HTMLTextAreaElement && this.#enter(event.target));
    list.addEventListener("input", (event) => this.#written.change(this.#indexOf(event.target), (event.target as HTMLTextAreaElement).value));
    list.addEventListener("focusout", () => this.#written.settle());
    list.addEventListener("click", (event) => (event.target as Element).closest("button") && this.#takeOut(this.#indexOf(event.target)));
    list.addEventListener("keydown", (event) => {
      if (!(event.target instanceof HTMLTextAreaElement) || !this.#addsBy(event)) return;
      event.preventDefault();
      this.#field.focus();
    });
  }

  #enter(field: HTMLTextAreaElement): void {
    this.#last = field;
    this.#written.visit();
  }

  /** In a field of one line Enter adds and Shift makes a new line; in a larger one it is the other way round. */
  #addsBy(event: KeyboardEvent): boolean {
    return event.key === "Enter" && !event.isComposing && !event.ctrlKey && !event.metaKey && !event.altKey && event.shiftKey === this.#rows > 1;
  }

  #typed(): void {
    this.#question.refusal.value = undefined;
    const added = this.#single ? [] : this.#written.added(this.#before);
    this.#before = this.#field.value;
    this.#written.type(this.#field.value, added);
  }

  #add(event: Event): void {
    if (this.#single) return;
    event.preventDefault();
    const text = this.#field.value;
    if (text.trim() === "") return;
    if (this.#written.isDuplicate(text, this.#written.added(this.#before))) {
      this.#question.refusal.value = texts.duplicate;
      return this.#field.select();
    }
    this.#written.finish();
    this.#empty();
    this.#show();
    (this.#adding.hidden ? this.#list.querySelector("textarea") : this.#field)?.focus();
  }

  #takeOut(at: number): void {
    this.#written.takeOut(at);
    const next = this.#list.querySelectorAll("button")[Math.min(at, this.#list.childElementCount - 1)];
    (next ?? this.#field).focus();
  }

  #empty(): void {
    this.#field.value = "";
    this.#before = "";
  }

  #insert(text: string): void {
    const area = this.#last.isConnected && !this.#last.readOnly && !this.#last.closest("[hidden]") ? this.#last : this.#field;
    if (area.matches(":disabled") || area.closest("[hidden]")) return;
    area.focus();
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #show(): void {
    const place = this.#written.place();
    if (place !== this.#place) {
      this.#place = place;
      this.#written.finish();
      this.#question.refusal.value = undefined;
      this.#empty();
    }
    if (this.#single) return this.#showSingle();
    const wasTyping = this.#written.typing;
    const added = this.#written.added(this.#before);
    if (wasTyping && !this.#written.typing) this.#empty();
    this.#showAdded(added);
    this.#adding.hidden = !this.#written.hasRoom(added);
  }

  #showSingle(): void {
    const [first = "", ...others] = this.#written.all();
    if (this.#field.value.trim() !== first) this.#field.value = first;
    this.#list.hidden = true;
    this.#field.title = others.join("\n");
  }

  #showAdded(added: readonly string[]): void {
    while (this.#list.childElementCount > added.length) this.#list.lastElementChild!.remove();
    while (this.#list.childElementCount < added.length) this.#list.append(this.#entry(this.#list.childElementCount + 1));
    added.forEach((text, at) => {
      const item = this.#list.children[at]!;
      const area = item.querySelector("textarea")!;
      if (area.value !== text) area.value = text;
      item.querySelector("button")!.setAttribute("aria-label", texts.takeOut(text.slice(0, 60)));
    });
  }

  #entry(number: number): HTMLElement {
    const item = document.createElement("li");
    const area = document.createElement("textarea");
    const button = document.createElement("button");
    area.className = "in";
    area.rows = 1;
    area.readOnly = !this.#context.attributes.boolean("editable");
    area.setAttribute("aria-label", texts.entry(number));
    button.type = "button";
    button.className = "ib sm";
    button.innerHTML = iconMarkup("close", "s14");
    item.append(area, button);
    return item;
  }

  #indexOf(target: EventTarget | null): number {
    return [...this.#list.children].findIndex((item) => item.contains(target as Node));
  }
}
