// The question on the screen: its options or its menu, its keys, and what is chosen now.
import { effect } from "@preact/signals-core";
import type { LabelEntry, Narrowed, TagContext, TagInstance } from "../../core/types";
import { isVisible } from "../../core/visibility";
import { ControlAnswer } from "../answer";
import { Question } from "../question";
import "./choices.css";
import { multipleMenu, singleMenu } from "./menu";
import type { ChoicesView } from "./menu";
import { Options } from "./options";
import { texts } from "./texts";
import { ChoiceTree, isReadOnly } from "./tree";
import type { Chosen } from "./tree";

export function createChoices(context: TagContext): TagInstance {
  return new ChoicesInstance(context);
}

class ChoicesInstance implements TagInstance {
  readonly #context: TagContext;
  readonly #answer: ControlAnswer;
  readonly #tree: ChoiceTree;
  readonly #question: Question;
  readonly #stop: (() => void)[] = [];
  #shown: ChoicesView | undefined;

  constructor(context: TagContext) {
    const { attributes, editor, name } = context;
    this.#context = context;
    this.#answer = new ControlAnswer(context);
    this.#question = new Question(context, "choices");
    this.#tree = new ChoiceTree(editor.config.entries.get(name) ?? [], {
      choice: attributes.string("choice").toLowerCase(), allowNested: attributes.boolean("allowNested"),
    });
  }

  mount(element: HTMLElement): void {
    const view = (this.#shown = this.#view());
    this.#question.element.append(view.element);
    this.#question.mount(element);
    this.#bindKeys(view);
    this.#stop.push(effect(() => view.show(this.#tree.states(chosenIn(this.#answer.content())))));
  }

  destroy(): void {
    for (const stop of this.#stop.splice(0)) stop();
    this.#question.destroy();
  }

  narrow(keeps: ((title: string) => boolean) | undefined): Narrowed {
    return this.#shown!.narrow(keeps);
  }

  #view(): ChoicesView {
    const press = (entry: LabelEntry): void => this.#press(entry);
    const layout = this.#layout();
    if (layout !== "select") return new Options(this.#context, this.#tree, { rowWise: layout === "inline", press });
    if (!this.#tree.multiple) return singleMenu(this.#context, this.#tree, (entry) => this.#answer.set(entry && [this.#tree.valueOf(entry)]));
    const menu = multipleMenu(this.#context, this.#tree, press);
    this.#stop.push(() => menu.destroy());
    return menu;
  }

  #layout(): string {
    const { attributes } = this.#context;
    return attributes.has("layout") ? attributes.string("layout").toLowerCase() : attributes.boolean("showInline") ? "inline" : "vertical";
  }

  #press(entry: LabelEntry): void {
    if (!isReadOnly(entry)) this.#answer.set(this.#tree.press(chosenIn(this.#answer.content()), entry));
  }

  #bindKeys(view: ChoicesView): void {
    const { editor, name, node } = this.#context;
    for (const entry of this.#tree.entries) {
      if (!entry.hotkey || (this.#layout() === "select" && !this.#tree.multiple)) continue;
      const run = (): void => {
        view.reveal?.(entry);
        this.#press(entry);
      };
      const enabled = (): boolean => isVisible(node, editor.current.peek(), editor.config);
      this.#stop.push(editor.hotkeys.bind({ key: entry.hotkey, title: entry.title, group: texts.group(name), run, enabled }));
    }
  }
}

/** Other tools write one choice as a string. */
function chosenIn(content: unknown): readonly Chosen[] {
  return Array.isArray(content) ? (content as readonly Chosen[]) : typeof content === "string" ? [content] : [];
}
