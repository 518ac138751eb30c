// Choices as radio buttons or check boxes, where they stand in the config; choices in choices open and close.
import type { ConfigNode, LabelEntry, Narrowed, TagContext } from "../../core/types";
import { showHtml } from "../html-label";
import { addStyle } from "../style";
import { texts } from "./texts";
import { isReadOnly } from "./tree";
import type { ChoiceState, ChoiceTree } from "./tree";

let groups = 0;

export class Options {
  readonly element = document.createElement("div");
  readonly #context: TagContext;
  readonly #tree: ChoiceTree;
  readonly #rowWise: boolean;
  readonly #group = `choices-${++groups}`;
  readonly #byNode: ReadonlyMap<ConfigNode, LabelEntry>;
  readonly #inputs = new Map<LabelEntry, HTMLInputElement>();
  readonly #branches = new Map<LabelEntry, { readonly button: HTMLButtonElement; readonly inside: HTMLElement }>();
  /** the radio button that was on when the pointer went down on it */
  #pressedOn: LabelEntry | undefined;

  /** `press` is called with the entry that a hand pressed. */
  constructor(context: TagContext, tree: ChoiceTree, { rowWise, press }: { readonly rowWise: boolean; press(entry: LabelEntry): void }) {
    this.#context = context;
    this.#tree = tree;
    this.#rowWise = rowWise;
    this.#byNode = new Map(tree.entries.map((entry) => [entry.node, entry]));
    const { element } = this;
    element.className = "choices-body";
    context.mountChildren(element, (node, place) => this.#draw(node, place));
    for (const { node } of tree.entries) if (node.descriptor === undefined && node.parent === context.node) this.#draw(node, element);
    element.addEventListener("change", ({ target }) => this.#withEntry(target, press));
    element.addEventListener("pointerdown", (event) => this.#notePressed(event));
    element.addEventListener("click", ({ target }) => this.#withEntry(target, (entry) => this.#takeBack(entry, press)));
  }

  show(states: ReadonlyMap<LabelEntry, ChoiceState>): void {
    for (const [entry, input] of this.#inputs) {
      const state = states.get(entry);
      input.checked = state === "on";
      if (this.#tree.multiple) input.indeterminate = state === "part";
      input.closest(".opt")!.classList.toggle("part", state === "part");
      if (state !== "off") this.reveal(entry);
    }
  }

  /** Opens what the entry is nested in. */
  reveal(entry: LabelEntry): void {
    for (let parent = this.#tree.parentOf(entry); parent; parent = this.#tree.parentOf(parent)) this.#open(parent, true);
  }

  /** An entry that is kept keeps what it is nested in, and opens it. */
  narrow(keeps: ((title: string) => boolean) | undefined): Narrowed {
    const { entries } = this.#tree;
    const found = keeps ? entries.filter(({ title }) => keeps(title)) : entries;
    const kept = new Set(found);
    for (const entry of found) for (let parent = this.#tree.parentOf(entry); parent; parent = this.#tree.parentOf(parent)) kept.add(parent);
    for (const [entry, input] of this.#inputs) {
      const box = this.#branches.get(entry)?.inside.parentElement ?? input.closest<HTMLElement>(".opt")!;
      box.hidden = !kept.has(entry);
    }
    if (keeps) for (const entry of found) this.reveal(entry);
    return { shown: found.length, all: entries.length, pressFirst: () => this.#inputs.get(found[0]!)?.click() };
  }

  #draw(node: ConfigNode, place: HTMLElement): void {
    const entry = this.#byNode.get(node);
    if (!entry) return;
    const row = this.#rowWise ? "opts row-wise" : "opts column-wise";
    const last = place.lastElementChild;
    const list = last?.className === row ? last : place.appendChild(Object.assign(document.createElement("div"), { className: row }));
    const children = this.#tree.childrenOf(entry);
    list.append(children.length > 0 ? this.#branch(entry, children) : this.#option(entry));
  }

  #branch(entry: LabelEntry, children: readonly LabelEntry[]): HTMLElement {
    const branch = document.createElement("div");
    const line = document.createElement("div");
    const button = document.createElement("button");
    const count = document.createElement("span");
    const inside = document.createElement("div");
    branch.className = "opt-branch";
    line.className = "opt-line";
    count.className = "n";
    count.textContent = String(children.length);
    inside.className = "opt-inside";
    inside.id = `${this.#group}-${this.#branches.size}`;
    button.type = "button";
    button.className = "tw";
    button.setAttribute("aria-controls", inside.id);
    button.addEventListener("click", () => this.#open(entry, inside.hidden));
    this.#branches.set(entry, { button, inside });
    this.#open(entry, this.#tree.entries.length <= 12);
    if (entry.node.descriptor) this.#context.mountChildren(inside, (node, place) => this.#draw(node, place), entry.node);
    else for (const child of children) this.#draw(child.node, inside);
    line.append(button, this.#option(entry), count);
    branch.append(line, inside);
    return branch;
  }

  #open(entry: LabelEntry, open: boolean): void {
    const { button, inside } = this.#branches.get(entry)!;
    inside.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    button.setAttribute("aria-label", texts.inside(entry.title));
  }

  #option(entry: LabelEntry): HTMLElement {
    const label = document.createElement("label");
    const input = document.createElement("input");
    const words = document.createElement("span");
    const { style, color, html } = entry.node.attributes;
    label.className = "opt";
    label.title = entry.hint ?? "";
    addStyle(label, style);
    if (color) label.style.color = entry.color;
    input.type = this.#tree.multiple ? "checkbox" : "radio";
    input.className = "check";
    input.name = this.#group;
    input.disabled = isReadOnly(entry);
    showHtml(words, html, entry.title);
    label.append(input, words);
    if (entry.hotkey) label.append(keyHint(entry.hotkey));
    this.#inputs.set(entry, input);
    return label;
  }

  /** A radio button that is on says nothing when it is pressed again; with choice="single" that takes the answer back. */
  #takeBack(entry: LabelEntry, press: (entry: LabelEntry) => void): void {
    if (entry !== this.#pressedOn) return;
    this.#pressedOn = undefined;
    press(entry);
  }

  #notePressed(event: PointerEvent): void {
    const input = (event.target as Element).closest(".opt")?.querySelector("input");
    this.#pressedOn = undefined;
    if (input?.type === "radio" && input.checked) this.#withEntry(input, (entry) => void (this.#pressedOn = entry));
  }

  #withEntry(target: EventTarget | null, run: (entry: LabelEntry) => void): void {
    for (const [entry, input] of this.#inputs) if (input === target) run(entry);
  }
}

function keyHint(key: string): HTMLElement {
  const hint = document.createElement("kbd");
  hint.className = "kbd";
  hint.textContent = key.toUpperCase();
  return hint;
}
