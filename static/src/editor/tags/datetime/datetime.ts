// A moment on the screen: the browser's own picker for dates and times, menus for month and year.
import { effect } from "@preact/signals-core";
import type { TagContext, TagInstance, ValidationProblem } from "../../core/types";
import { isVisible } from "../../core/visibility";
import { locale } from "../../../language/language";
import { ControlAnswer } from "../answer";
import { Question } from "../question";
import "./datetime.css";
import { writeMoment } from "./format";
import type { Moment } from "./format";
import { contentOfValue, momentKind, momentOf, valueOf, writtenMoment } from "./kind";
import type { MomentKind } from "./kind";
import { texts } from "./texts";

/** How far back years are offered where the config names none. */
const FIRST_YEAR = 1900;
const MOST_YEARS = 1000;

export function createDateTime(context: TagContext): TagInstance {
  return new DateTimeInstance(context);
}

class DateTimeInstance implements TagInstance {
  readonly #context: TagContext;
  readonly #answer: ControlAnswer;
  readonly #question: Question;
  readonly #kind: MomentKind;
  readonly #min: Moment | undefined;
  readonly #max: Moment | undefined;
  readonly #field = document.createElement("input");
  readonly #month = document.createElement("select");
  readonly #year = document.createElement("select");
  readonly #unread = document.createElement("span");
  readonly #stop: (() => void)[] = [];
  /** what is set between two visits of the fields is one step of undo */
  #visit = 0;
  #place = "";

  constructor(context: TagContext) {
    this.#context = context;
    this.#answer = new ControlAnswer(context);
    this.#question = new Question(context, "datetime");
    this.#kind = momentKind(context.attributes);
    this.#min = writtenMoment(context.attributes.string("min"), this.#kind);
    this.#max = writtenMoment(context.attributes.string("max"), this.#kind);
  }

  mount(element: HTMLElement): void {
    const row = document.createElement("div");
    row.className = "moment";
    if (this.#kind.field) row.append(this.#picker());
    if (this.#kind.month) row.append(this.#menu(this.#month, texts.month, months()));
    if (this.#kind.year) row.append(this.#menu(this.#year, texts.year, this.#years()));
    this.#unread.className = "saved-as";
    row.append(this.#unread);
    row.addEventListener("focusin", () => this.#visit++);
    row.addEventListener("input", () => this.#take());
    row.addEventListener("change", () => (this.#question.refusal.value = this.#refusal()));
    this.#question.element.append(row);
    this.#question.mount(element);
    if (this.#kind.field) this.#question.label(this.#field);
    this.#stop.push(effect(() => this.#show()));
  }

  destroy(): void {
    for (const stop of this.#stop.splice(0)) stop();
    this.#question.destroy();
  }

  validate(): readonly ValidationProblem[] {
    const { editor, name, node } = this.#context;
    const stored = valueOf(this.#moment(), this.#kind) === this.#value();
    const message = !stored && isVisible(node, editor.current.peek(), editor.config) ? this.#refusal() : undefined;
    this.#question.refusal.value = message;
    return message === undefined ? [] : [{ control: name, message }];
  }

  #picker(): HTMLInputElement {
    const field = this.#field;
    field.type = this.#kind.field!;
    field.className = "in num";
    if (this.#kind.seconds) field.step = "1";
    const [min, max] = [this.#min, this.#max].map((limit) => valueOf(limit, this.#kind));
    if (min) field.min = min;
    // a year of six digits is a slip of the hand
    if (max || field.type !== "time") field.max = max || (field.type === "date" ? "9999-12-31" : "9999-12-31T23:59");
    return field;
  }

  #menu(menu: HTMLSelectElement, name: string, options: readonly HTMLOptionElement[]): HTMLSelectElement {
    menu.className = "in";
    menu.setAttribute("aria-label", name);
    menu.append(new Option(name, ""), ...options);
    return menu;
  }

  /** Newest first. */
  #years(): readonly HTMLOptionElement[] {
    const last = this.#max?.year ?? new Date().getFullYear();
    const first = Math.max(this.#min?.year ?? FIRST_YEAR, last - MOST_YEARS);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, back) => new Option(String(last - back)));
  }

  /** What the fields hold, as the browser writes it; "" until all is chosen. */
  #value(): string {
    if (this.#kind.field) return this.#field.value;
    const parts = [this.#kind.year ? this.#year.value : undefined, this.#kind.month ? this.#month.value : undefined].filter((part) => part !== undefined);
    return parts.includes("") ? "" : parts.join("-");
  }

  #take(): void {
    this.#question.refusal.value = undefined;
    const content = this.#refusal() === undefined ? contentOfValue(this.#value(), this.#kind) : undefined;
    this.#answer.set(content, `datetime ${this.#context.name} ${this.#visit}`);
  }

  /** Values of one kind of field compare as text does. */
  #refusal(): string | undefined {
    const value = this.#value();
    const [min, max] = [this.#min, this.#max].map((limit) => valueOf(limit, this.#kind));
    if (value === "" || !((min && value < min) || (max && value > max))) return undefined;
    const [from, to] = [this.#min, this.#max].map((limit) => limit && writeMoment(limit, this.#kind.format));
    return from && to ? texts.between(from, to) : from ? texts.atLeast(from) : texts.atMost(to!);
  }

  /** Subscribes. */
  #moment(): Moment | undefined {
    const content = this.#answer.content();
    return typeof content === "string" ? momentOf(content, this.#kind) : undefined;
  }

  #show(): void {
    const content = this.#answer.content();
    const value = valueOf(this.#moment(), this.#kind);
    const place = this.#answer.place();
    this.#unread.textContent = content !== undefined && value === "" ? texts.unread(String(content)) : "";
    // a half-chosen moment is no answer yet, and stays half chosen
    if (place === this.#place && value === (this.#refusal() === undefined ? this.#value() : "")) return;
    this.#place = place;
    this.#question.refusal.value = undefined;
    if (this.#kind.field) this.#field.value = value;
    else this.#choose(value);
  }

  #choose(value: string): void {
    const parts = value === "" ? [] : value.split("-");
    const year = this.#kind.year ? (parts[0] ?? "") : "";
    if (year !== "" && ![...this.#year.options].some((option) => option.value === year)) this.#year.append(new Option(year));
    this.#year.value = year;
    this.#month.value = this.#kind.month ? (parts.at(-1) ?? "") : "";
  }
}

function months(): readonly HTMLOptionElement[] {
  const names = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" });
  return Array.from({ length: 12 }, (_, at) => new Option(names.format(Date.UTC(2024, at, 1)), String(at + 1).padStart(2, "0")));
}
