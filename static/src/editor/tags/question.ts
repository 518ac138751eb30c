// The frame of a control that asks something: its name for screen readers, whether it must be answered, and what is missing.
import { effect, signal } from "@preact/signals-core";
import { isTrue } from "../core/attributes";
import type { TagContext } from "../core/types";
import { questionOf } from "../core/validation";
import "./question.css";
import { texts } from "./question-texts";

let questions = 0;

export class Question {
  /** where the control puts its fields; disabled in an annotation that cannot be changed */
  readonly element = document.createElement("fieldset");
  /** why what stands in the fields is not taken */
  readonly refusal = signal<string | undefined>(undefined);
  readonly #context: TagContext;
  readonly #error = document.createElement("p");
  readonly #stop: (() => void)[] = [];

  constructor(context: TagContext, className: string) {
    this.#context = context;
    this.element.className = `question ${className}`;
    this.#error.className = "err";
    this.#error.id = `question-error-${++questions}`;
  }

  /** Puts the frame, filled by the control, into its place in the config. */
  mount(host: HTMLElement): void {
    const { editor } = this.#context;
    this.#title(host.previousElementSibling?.querySelector<HTMLElement>(":scope > .config-header"));
    this.element.append(this.#error);
    host.append(this.element);
    this.#stop.push(
      effect(() => void (this.element.disabled = !editor.current.value.editable)),
      effect(() => this.#showProblem()),
    );
  }

  /** Gives a field the name of the question; to be called once that is mounted. */
  label(field: HTMLElement): void {
    for (const name of ["aria-labelledby", "aria-label"]) {
      const value = this.element.getAttribute(name);
      if (value !== null) field.setAttribute(name, value);
    }
  }

  destroy(): void {
    for (const stop of this.#stop.splice(0)) stop();
    this.element.remove();
  }

  /** The heading right above is the question; what must be answered says so there, or in a legend of its own. */
  #title(heading: HTMLElement | null | undefined): void {
    if (heading) {
      heading.id ||= `question-${++questions}`;
      this.element.setAttribute("aria-labelledby", heading.id);
    } else this.element.setAttribute("aria-label", this.#name());
    const place = heading ?? document.createElement("legend");
    // a region's question stands away from its heading
    if (!heading && isTrue(this.#context.node, "perregion")) place.append(this.#name());
    if (isTrue(this.#context.node, "required")) place.append(" ", this.#required());
    if (!heading && place.hasChildNodes()) this.element.prepend(place);
  }

  #required(): HTMLElement {
    const required = document.createElement("span");
    required.className = "req";
    required.textContent = texts.required;
    this.#stop.push(() => required.remove());
    return required;
  }

  #name(): string {
    return questionOf(this.#context.name, this.#context.node);
  }

  #showProblem(): void {
    const problem = this.#context.editor.problems.value.find(({ control }) => control === this.#context.name);
    const message = this.refusal.value ?? problem?.message;
    this.element.classList.toggle("miss", message !== undefined);
    this.#error.textContent = message ?? "";
    if (message) this.element.setAttribute("aria-describedby", this.#error.id);
    else this.element.removeAttribute("aria-describedby");
  }
}
