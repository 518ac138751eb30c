// The Ranker: its board, and the order in the result. The List that it points to shows nothing itself.
import { effect } from "@preact/signals-core";
import type { AnnotationState, TagContext, TagInstance } from "../../core/types";
import { ControlAnswer } from "../answer";
import { Question } from "../question";
import { Board, itemElement } from "./board";
import { orderOf, writtenOrder } from "./order";
import type { Order } from "./order";
import "./ranker.css";
import { isRanked, listItems, rankSettings } from "./settings";
import type { RankSettings } from "./settings";
import { texts } from "./texts";

export function createRanker(context: TagContext): TagInstance {
  return new RankerInstance(context);
}

class RankerInstance implements TagInstance {
  readonly #context: TagContext;
  readonly #settings: RankSettings;
  readonly #answer: ControlAnswer;
  readonly #question: Question;
  readonly #board: Board;
  #stop: (() => void) | undefined;

  constructor(context: TagContext) {
    this.#context = context;
    this.#settings = rankSettings(context.node, context.task.data);
    this.#answer = new ControlAnswer(context);
    this.#question = new Question(context, "ranker");
    this.#board = new Board(this.#settings, {
      editable: () => context.editor.current.peek().editable,
      changed: (order) => this.#answer.set(writtenOrder(order)),
    });
  }

  mount(element: HTMLElement): void {
    this.#question.element.append(this.#board.element);
    if (this.#settings.items.length === 0) this.#question.element.append(note(texts.empty));
    this.#question.mount(element);
    this.#stop = effect(() => this.#board.show(this.#orderIn(this.#answer.content())));
  }

  destroy(): void {
    this.#stop?.();
    this.#board.destroy();
    this.#question.destroy();
  }

  /** Nothing can be missing: an order that nobody touched is written as it stands. */
  validate(annotation: AnnotationState): readonly [] {
    const { name } = this.#context;
    if (annotation.content(name) === undefined && this.#settings.items.length > 0) this.#answer.set(writtenOrder(this.#orderIn(undefined)));
    return [];
  }

  #orderIn(content: unknown): Order {
    const { items, columns, fallback } = this.#settings;
    return orderOf(content, items.map(({ id }) => id), columns, fallback);
  }
}

/** Items without a Ranker are just shown. */
export function createList({ node, task, attributes }: TagContext): TagInstance {
  const root = document.createElement("section");
  return {
    mount(element) {
      if (isRanked(node)) return;
      root.className = "bk rank-list";
      const title = document.createElement("b");
      title.textContent = attributes.string("title");
      const list = document.createElement("ol");
      list.append(...listItems(node, task.data).map((item) => itemElement(item)));
      root.append(title, list);
      element.append(root);
    },
    destroy: () => root.remove(),
  };
}

function note(words: string): HTMLElement {
  return Object.assign(document.createElement("p"), { className: "rank-empty", textContent: words });
}
