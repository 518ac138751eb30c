// Which of two, on the screen: a radio button for each side, the objects themselves, and the arrow keys.
import { effect } from "@preact/signals-core";
import { targetsOf } from "../../core/tree";
import type { TagContext, TagInstance } from "../../core/types";
import { isVisible } from "../../core/visibility";
import { ControlAnswer } from "../answer";
import { Question } from "../question";
import { addStyle } from "../style";
import "./pairwise.css";
import { texts } from "./texts";

const SIDES = ["left", "right"] as const;
type Side = (typeof SIDES)[number];

export function createPairwise(context: TagContext): TagInstance {
  return new PairwiseInstance(context);
}

let groups = 0;

class PairwiseInstance implements TagInstance {
  readonly #context: TagContext;
  readonly #answer: ControlAnswer;
  readonly #question: Question;
  readonly #inputs: Readonly<Record<Side, HTMLInputElement>>;
  readonly #aborter = new AbortController();
  readonly #stop: (() => void)[] = [];

  constructor(context: TagContext) {
    this.#context = context;
    this.#answer = new ControlAnswer(context, context.name);
    this.#question = new Question(context, "pairwise");
    const group = `pairwise-${++groups}`;
    const input = (): HTMLInputElement => Object.assign(document.createElement("input"), { type: "radio", className: "check", name: group });
    this.#inputs = { left: input(), right: input() };
  }

  mount(element: HTMLElement): void {
    const sides = document.createElement("div");
    sides.className = "sides";
    sides.append(...SIDES.map((side) => this.#option(side)));
    this.#question.element.append(sides);
    this.#question.mount(element);
    this.#bindKeys();
    // the objects may stand after this tag: their places are there once everything is mounted
    queueMicrotask(() => this.#aborter.signal.aborted || this.#join(element.closest(".config") ?? document.body));
  }

  destroy(): void {
    this.#aborter.abort();
    for (const stop of this.#stop.splice(0)) stop();
    this.#question.destroy();
  }

  #option(side: Side): HTMLElement {
    const label = document.createElement("label");
    const hint = document.createElement("kbd");
    label.className = "side-opt";
    hint.className = "kbd";
    hint.textContent = side === "left" ? "←" : "→";
    hint.setAttribute("aria-hidden", "true");
    label.append(this.#inputs[side], texts[side], hint);
    this.#inputs[side].addEventListener("change", () => this.#answer.set(side));
    // a radio button that is on says nothing when it is pressed again; here that takes the answer back
    label.addEventListener("click", (event) => {
      if (event.target !== this.#inputs[side] && this.#chosen() === side) {
        event.preventDefault();
        this.#answer.set(undefined);
      }
    });
    return label;
  }

  /** Subscribes. */
  #chosen(): Side | undefined {
    const content = this.#answer.content();
    return SIDES.find((side) => side === content);
  }

  #press(side: Side): void {
    this.#answer.set(this.#chosen() === side ? undefined : side);
  }

  /** The objects are pressed like the buttons, unless something in them was, or a stretch of their text is marked. */
  #join(root: Element): void {
    const names = targetsOf(this.#context.node);
    const hosts = [...root.querySelectorAll<HTMLElement>("[data-name]")];
    const places = SIDES.map((side, at) => ({ side, place: hosts.find(({ dataset }) => dataset["name"] === names[at]) }));
    for (const { side, place } of places) {
      if (!place) continue;
      place.classList.add("pair-side");
      this.#stop.push(() => place.classList.remove("pair-side", "chosen"));
      place.addEventListener("click", (event) => this.#pressObject(side, event), { signal: this.#aborter.signal });
    }
    const style = this.#context.attributes.string("selectionStyle");
    this.#stop.push(effect(() => {
      const chosen = this.#chosen();
      for (const side of SIDES) this.#inputs[side].checked = side === chosen;
      for (const { side, place } of places) {
        place?.classList.toggle("chosen", side === chosen);
        if (!place || style === "") continue;
        place.style.cssText = "";
        if (side === chosen) addStyle(place, style);
      }
    }));
  }

  #pressObject(side: Side, event: MouseEvent): void {
    const target = event.target as Element;
    if (event.defaultPrevented || target.closest("a, button, input, select, textarea, audio, video, mark, summary")) return;
    if (getSelection()?.isCollapsed === false) return;
    this.#press(side);
  }

  #bindKeys(): void {
    const { editor, name, node } = this.#context;
    for (const side of SIDES) {
      const enabled = (): boolean => isVisible(node, editor.current.peek(), editor.config) && this.#mayTakeKeys();
      const run = (): void => this.#answer.set(side);
      this.#stop.push(editor.hotkeys.bind({ key: side, title: texts[side], group: texts.group(name), enabled, run }));
    }
  }

  /** The arrows belong to what has the focus: other radio buttons, a slider, a picture. */
  #mayTakeKeys(): boolean {
    const focused = document.activeElement;
    if (!focused || focused === document.body || this.#question.element.contains(focused)) return true;
    return !focused.matches("input, select, textarea, audio, video, [role], [tabindex]") || focused.matches(".main, [role=tab], [role=region]");
  }
}
