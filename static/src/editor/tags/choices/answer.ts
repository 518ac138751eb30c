// What a Choices control holds and how a press changes it; no screen in here.
import { isTrue } from "../../core/attributes";
import { above } from "../../core/tree";
import type { LabelEntry, TagContext } from "../../core/types";
import { ControlAnswer } from "../answer";

/** A chosen value: itself, or with allowNested the path to it. */
export type Chosen = string | readonly string[];

export class Answer {
  readonly #context: TagContext;
  readonly #answer: ControlAnswer;
  readonly #nested: boolean;

  constructor(context: TagContext) {
    this.#context = context;
    this.#answer = new ControlAnswer(context);
    this.#nested = isTrue(context.node, "allownested");
  }

  /** What is chosen now, for the whole task or for the selected regions. Subscribes. */
  chosen(): readonly Chosen[] {
    const content = this.#answer.content();
    return Array.isArray(content) ? (content as readonly Chosen[]) : typeof content === "string" ? [content] : [];
  }

  holds(chosen: readonly Chosen[], entry: LabelEntry): boolean {
    const key = keyOf(this.valueOf(entry));
    return chosen.some((value) => keyOf(value) === key || keyOf(value) === keyOf(entry.value));
  }

  /** What is written for an entry. */
  valueOf(entry: LabelEntry): Chosen {
    if (!this.#nested) return entry.value;
    const parents = [...above(entry.node)].filter((node) => node.tag === "Choice");
    const values = parents.map((node) => node.attributes["alias"] || node.attributes["value"] || node.text);
    return [...values.reverse(), entry.value];
  }

  /** A press on an entry: chooses it, or takes it back where that is allowed. */
  press(entry: LabelEntry): void {
    const chosen = this.chosen();
    const held = this.holds(chosen, entry);
    const choice = this.#context.attributes.string("choice").toLowerCase();
    if (choice === "multiple") this.set(held ? chosen.filter((value) => !this.holds([value], entry)) : [...chosen, this.valueOf(entry)]);
    else if (!held) this.set([this.valueOf(entry)]);
    else if (choice === "single") this.set([]);
  }

  set(content: readonly Chosen[]): void {
    this.#answer.set(content);
  }
}

function keyOf(value: Chosen): string {
  return typeof value === "string" ? value : value.length === 1 ? value[0]! : JSON.stringify(value);
}
