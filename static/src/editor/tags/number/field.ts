// A number on the screen: what is typed is taken as soon as it is a number within the limits, and refused with a sentence.
import { effect } from "@preact/signals-core";
import type { TagContext, TagInstance, ValidationProblem } from "../../core/types";
import { isVisible } from "../../core/visibility";
import { ControlAnswer } from "../answer";
import { Question } from "../question";
import { isAmbiguous, limitsOf, readNumber, refusalOf, stepped } from "./limits";
import type { Limits } from "./limits";
import "./number.css";
import { texts } from "./texts";

export function createNumber(context: TagContext): TagInstance {
  return new NumberInstance(context);
}

class NumberInstance implements TagInstance {
  readonly #context: TagContext;
  readonly #answer: ControlAnswer;
  readonly #question: Question;
  readonly #limits: Limits;
  readonly #field = document.createElement("input");
  readonly #slider: HTMLInputElement | undefined;
  readonly #stop: (() => void)[] = [];
  /** what is typed between two visits of the field is one step of undo */
  #visit = 0;
  #place = "";

  constructor(context: TagContext) {
    this.#context = context;
    this.#answer = new ControlAnswer(context);
    this.#question = new Question(context, "number");
    this.#limits = limitsOf(context.attributes);
    if (context.attributes.boolean("slider")) this.#slider = document.createElement("input");
  }

  mount(element: HTMLElement): void {
    const row = document.createElement("div");
    row.className = "numrow";
    if (this.#slider) row.append(this.#slide(this.#slider));
    this.#prepareField();
    row.append(this.#field);
    this.#question.element.append(row);
    this.#question.mount(element);
    this.#question.label(this.#field);
    if (this.#slider) this.#question.label(this.#slider);
    this.#bindKey();
    this.#stop.push(effect(() => this.#show()));
  }

  destroy(): void {
    for (const stop of this.#stop.splice(0)) stop();
    this.#question.destroy();
  }

  /** What is typed and was not taken is said again. */
  validate(): readonly ValidationProblem[] {
    const { editor, name, node } = this.#context;
    const stored = this.#number() !== undefined && this.#number() === readNumber(this.#field.value);
    const message = !stored && isVisible(node, editor.current.peek(), editor.config) ? this.#refusal() : undefined;
    this.#question.refusal.value = message;
    return message === undefined ? [] : [{ control: name, message }];
  }

  #prepareField(): void {
    const field = this.#field;
    // no type="number": that one eats what it does not understand, and changes when the wheel turns over it
    Object.assign(field, { type: "text", inputMode: "decimal", autocomplete: "off", className: "in num" });
    field.addEventListener("focus", () => this.#visit++);
    field.addEventListener("input", () => this.#typed());
    field.addEventListener("change", () => (this.#question.refusal.value = this.#refusal()));
    field.addEventListener("keydown", (event) => this.#step(event));
  }

  #slide(slider: HTMLInputElement): HTMLElement {
    const { min = 0, max = 100, step } = this.#limits;
    Object.assign(slider, { type: "range", className: "range", min: String(min), max: String(max), step: String(step ?? (max - min > 10 ? 1 : "any")) });
    slider.addEventListener("pointerdown", () => this.#visit++);
    slider.addEventListener("input", () => this.#write(Number(slider.value)));
    // a press where the thumb already stands is an answer too
    slider.addEventListener("pointerup", () => this.#number() === undefined && this.#context.editor.current.peek().editable && this.#write(Number(slider.value)));
    const ticks = document.createElement("div");
    ticks.className = "ticks num";
    ticks.setAttribute("aria-hidden", "true");
    ticks.append(...[min, max].map((limit) => Object.assign(document.createElement("span"), { textContent: String(limit) })));
    const box = document.createElement("div");
    box.append(slider, ticks);
    return box;
  }

  /** Subscribes. */
  #number(): number | undefined {
    const content = this.#answer.content();
    return typeof content === "number" ? content : typeof content === "string" ? readNumber(content) : undefined;
  }

  #write(number: number | undefined): void {
    this.#answer.set(number, `number ${this.#context.name} ${this.#visit}`);
  }

  /** Nothing is scolded while it is being typed. */
  #typed(): void {
    this.#question.refusal.value = undefined;
    this.#write(this.#refusal() === undefined ? readNumber(this.#field.value) : undefined);
  }

  #refusal(): string | undefined {
    const written = this.#field.value.trim();
    if (written === "") return undefined;
    const number = readNumber(written);
    if (number === undefined) return texts.noNumber(written.slice(0, 40));
    if (isAmbiguous(written)) return texts.ambiguous(written.replace(",", ""), written.replace(",", "."));
    return refusalOf(number, this.#limits);
  }

  #step(event: KeyboardEvent): void {
    const steps = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (steps === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    this.#write(stepped(readNumber(this.#field.value), steps, this.#limits));
  }

  #bindKey(): void {
    const { attributes, editor, name, node } = this.#context;
    const run = (): void => {
      if (!isVisible(node, editor.current.peek(), editor.config)) return;
      const { min, max } = this.#limits;
      this.#visit++;
      this.#write(this.#number() !== undefined && this.#number() === max ? (min ?? 0) : stepped(this.#number(), 1, this.#limits));
    };
    if (attributes.has("hotkey")) this.#stop.push(editor.hotkeys.bind({ key: attributes.string("hotkey"), title: texts.oneMore(name), group: texts.group, run }));
  }

  #show(): void {
    const number = this.#number();
    const place = this.#answer.place();
    // what is being typed stays as it is typed: "1," is on its way to "1,5"
    if (number !== this.#taken() || place !== this.#place) {
      this.#place = place;
      this.#field.value = number === undefined ? "" : String(number);
      this.#question.refusal.value = undefined;
    }
    if (!this.#slider) return;
    this.#slider.value = String(number ?? this.#limits.min ?? 0);
    this.#slider.classList.toggle("unset", number === undefined);
  }

  /** The number that the field's words come to. */
  #taken(): number | undefined {
    return this.#refusal() === undefined ? readNumber(this.#field.value) : undefined;
  }
}
