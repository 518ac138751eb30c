// Stars on the screen: one radio button each; the one that is given is pressed again to take it back.
import { effect } from "@preact/signals-core";
import type { TagContext, TagInstance } from "../../core/types";
import { isVisible } from "../../core/visibility";
import { ControlAnswer } from "../answer";
import { Question } from "../question";
import { ICONS } from "./icons";
import "./rating.css";
import { texts } from "./texts";

/** No more stars are drawn than this, whatever a config asks for. */
const MOST = 50;

export function createRating(context: TagContext): TagInstance {
  return new RatingInstance(context);
}

class RatingInstance implements TagInstance {
  readonly #context: TagContext;
  readonly #answer: ControlAnswer;
  readonly #question: Question;
  readonly #stars: readonly HTMLButtonElement[];
  readonly #given = document.createElement("span");
  readonly #stop: (() => void)[] = [];

  constructor(context: TagContext) {
    this.#context = context;
    this.#answer = new ControlAnswer(context);
    this.#question = new Question(context, "rating");
    const most = Math.min(MOST, Math.max(1, Math.trunc(context.attributes.number("maxRating"))));
    const icon = ICONS[context.attributes.string("icon").toLowerCase()] ?? ICONS["star"]!;
    this.#stars = Array.from({ length: most }, (_, at) => star(at + 1, most, icon));
  }

  mount(element: HTMLElement): void {
    const fieldset = this.#question.element;
    const row = document.createElement("div");
    row.className = `stars ${this.#context.attributes.string("size").toLowerCase()}`;
    this.#given.className = "given num";
    this.#given.setAttribute("aria-hidden", "true");
    row.append(...this.#stars, this.#given);
    fieldset.setAttribute("role", "radiogroup");
    fieldset.append(row);
    row.addEventListener("click", (event) => this.#press(event));
    row.addEventListener("keydown", (event) => this.#move(event));
    this.#question.mount(element);
    this.#bindKey();
    this.#stop.push(effect(() => this.#show(this.#rating())));
  }

  destroy(): void {
    for (const stop of this.#stop.splice(0)) stop();
    this.#question.destroy();
  }

  /** Subscribes. */
  #rating(): number {
    const content = Number(this.#answer.content() ?? 0);
    return Number.isFinite(content) ? content : 0;
  }

  #give(rating: number): void {
    this.#answer.set(rating > 0 ? rating : undefined);
  }

  #press(event: MouseEvent): void {
    const pressed = this.#stars.findIndex((button) => button.contains(event.target as Node)) + 1;
    if (pressed > 0) this.#give(pressed === this.#rating() ? 0 : pressed);
  }

  /** The arrows give more or less, Delete takes all back. */
  #move(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const most = this.#stars.length;
    const now = this.#rating();
    const forward = getComputedStyle(this.#question.element).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const more = event.key === forward || event.key === "ArrowUp";
    const less = !more && event.key.startsWith("Arrow");
    const to = more ? now + 1 : less ? now - 1 : { Home: 1, End: most, Delete: 0, Backspace: 0 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.#give(Math.min(most, Math.max(0, to)));
    this.#stars[Math.max(0, Math.min(most, to) - 1)]!.focus();
  }

  #bindKey(): void {
    const { attributes, editor, name, node } = this.#context;
    const run = (): void => {
      if (isVisible(node, editor.current.peek(), editor.config)) this.#give((Math.trunc(this.#rating()) + 1) % (this.#stars.length + 1));
    };
    if (attributes.has("hotkey")) this.#stop.push(editor.hotkeys.bind({ key: attributes.string("hotkey"), title: texts.oneMore(name), group: texts.group, run }));
  }

  #show(rating: number): void {
    this.#stars.forEach((button, at) => {
      button.classList.toggle("on", at < rating);
      button.setAttribute("aria-checked", String(at + 1 === rating));
      button.tabIndex = at + 1 === rating || (at === 0 && !(rating >= 1 && rating <= this.#stars.length)) ? 0 : -1;
    });
    this.#given.textContent = rating > 0 ? texts.of(rating, this.#stars.length) : "";
  }
}

function star(number: number, most: number, icon: string): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "star";
  button.setAttribute("role", "radio");
  button.setAttribute("aria-label", texts.of(number, most));
  button.innerHTML = `<svg class="i" viewBox="0 0 16 16" aria-hidden="true">${icon}</svg>`;
  return button;
}
