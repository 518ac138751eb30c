// The taxonomy on the screen: the chosen paths as chips, and a tree to find and choose in that opens below them.
import { effect, signal } from "@preact/signals-core";
import { resolve } from "../../core/variables";
import type { TagContext, TagInstance } from "../../core/types";
import { ControlAnswer } from "../answer";
import { Question } from "../question";
import { chipsOf } from "./chips";
import { eachNode, isLeaf, keyOf, rowsOf, taxonomyOf } from "./model";
import type { TaxonomyNode } from "./model";
import { remoteChildren } from "./remote";
import "./taxonomy.css";
import { texts } from "./texts";
import { TreeView } from "./tree-view";
import type { Mark } from "./tree-view";

export function createTaxonomy(context: TagContext): TagInstance {
  return new TaxonomyInstance(context);
}

type Path = readonly string[];

class TaxonomyInstance implements TagInstance {
  readonly #context: TagContext;
  readonly #answer: ControlAnswer;
  readonly #question: Question;
  readonly #box = document.createElement("div");
  readonly #chips = document.createElement("div");
  readonly #field = document.createElement("input");
  readonly #pop = document.createElement("div");
  readonly #note = document.createElement("p");
  readonly #tree: TreeView;
  readonly #opened = new Set<TaxonomyNode>();
  readonly #query = signal("");
  /** counted up when nodes were opened or came from an address */
  readonly #shape = signal(0);
  readonly #open = signal(false);
  readonly #aborter = new AbortController();
  readonly #stop: (() => void)[] = [];
  #roots: readonly TaxonomyNode[];
  #byKey: Map<string, TaxonomyNode> | undefined;
  /** the chosen paths by key, as they show now */
  #chosen: ReadonlyMap<string, Path> = new Map();
  /** how many chosen nodes lie in each node */
  #inside: ReadonlyMap<TaxonomyNode, number> = new Map();
  #loading = new Set<TaxonomyNode | undefined>();

  constructor(context: TagContext) {
    const { attributes, node, task, name } = context;
    this.#context = context;
    this.#answer = new ControlAnswer(context);
    this.#question = new Question(context, "taxonomy");
    this.#roots = taxonomyOf(node, attributes.has("value") ? resolve(attributes.string("value"), task.data) : undefined, task.data);
    this.#tree = new TreeView(name, {
      toggle: (each) => this.#toggle(each),
      open: (each, open) => this.#openNode(each, open),
      mark: (each) => this.#mark(each),
      disabled: (each) => attributes.boolean("leafsOnly") && !isLeaf(each),
      count: (each) => this.#countIn(each),
      leave: () => this.#field.focus(),
    });
  }

  mount(element: HTMLElement): void {
    this.#build();
    this.#question.element.append(this.#box);
    this.#question.mount(element);
    this.#question.label(this.#field);
    this.#listen();
    this.#stop.push(effect(() => this.#show()), effect(() => this.#showOpen()));
  }

  destroy(): void {
    this.#aborter.abort();
    for (const stop of this.#stop.splice(0)) stop();
    this.#question.destroy();
  }

  get #limit(): number {
    const limit = Math.floor(this.#context.attributes.number("maxUsages"));
    return limit > 0 ? limit : Infinity;
  }

  #build(): void {
    const { attributes } = this.#context;
    this.#box.className = "tbox";
    this.#chips.className = "picks";
    this.#pop.className = "taxonomy-pop";
    this.#note.className = "taxonomy-note";
    this.#note.setAttribute("role", "status");
    const field = this.#field;
    field.className = "in";
    field.type = "text";
    field.autocomplete = "off";
    field.placeholder = attributes.string("placeholder") || (this.#limit === Infinity ? texts.choose : `${texts.choose}, ${texts.atMost(this.#limit)}`);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-haspopup", "tree");
    this.#tree.element.id = `taxonomy-${++trees}`;
    field.setAttribute("aria-controls", this.#tree.element.id);
    for (const [name, property] of [["minWidth", "minInlineSize"], ["maxWidth", "maxInlineSize"]] as const) {
      const width = attributes.string(name).trim();
      if (/^\d+(?:\.\d+)?$/.test(width)) this.#box.style[property] = `${width}px`;
      else if (/^\d+(?:\.\d+)?(?:px|%|em|rem|ch)$/.test(width)) this.#box.style[property] = width;
    }
    this.#pop.append(this.#tree.element, this.#note);
    this.#box.append(this.#chips, field, this.#pop);
  }

  #listen(): void {
    const { signal: until } = this.#aborter;
    const field = this.#field;
    field.addEventListener("input", () => {
      this.#open.value = true;
      this.#query.value = field.value;
    });
    field.addEventListener("pointerdown", () => void (this.#open.value = true));
    field.addEventListener("keydown", (event) => this.#fieldKey(event));
    this.#pop.addEventListener("pointerdown", (event) => {
      // a press on a row keeps the focus where it is, so that nothing closes below the hand
      if ((event.target as Element).closest(".nd")) event.preventDefault();
    });
    this.#box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.#open.peek()) return;
      event.stopPropagation();
      this.#close();
      field.focus();
    });
    this.#chips.addEventListener("click", (event) => {
      const key = (event.target as Element).closest<HTMLElement>("button")?.dataset["key"];
      if (key === undefined) return;
      this.#write([...this.#chosen].flatMap(([other, path]) => (other === key ? [] : [path])));
      (this.#chips.querySelector("button") ?? field).focus();
    });
    const away = (event: Event): void => {
      if (!this.#box.contains(event.target as Node)) this.#close();
    };
    document.addEventListener("pointerdown", away, { signal: until });
    document.addEventListener("focusin", away, { signal: until });
  }

  #fieldKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "ArrowDown" || event.key === "Enter") {
      event.preventDefault();
      const wasOpen = this.#open.peek();
      this.#open.value = true;
      if (event.key === "ArrowDown" || wasOpen) this.#tree.focus();
    } else if (event.key === "Backspace" && this.#field.value === "" && this.#chosen.size > 0) {
      this.#write([...this.#chosen.values()].slice(0, -1));
    }
  }

  #close(): void {
    this.#open.value = false;
    this.#query.value = this.#field.value = "";
  }

  #showOpen(): void {
    const open = this.#open.value;
    this.#pop.hidden = !open;
    this.#field.setAttribute("aria-expanded", String(open));
    if (open && this.#roots.length === 0) void this.#load(undefined);
  }

  /** Chips and, while it is open, the tree. */
  #show(): void {
    void this.#shape.value;
    const content = this.#answer.content();
    this.#chosen = new Map(pathsIn(content).map((path) => [keyOf(path), path]));
    const { attributes } = this.#context;
    const separator = attributes.string("pathSeparator");
    const items = [...this.#chosen].map(([key, path]) => ({ key, path, titles: this.#titlesOf(path) }));
    this.#chips.replaceChildren(...chipsOf(items, { separator, fullPath: attributes.boolean("showFullPath") }));
    if (!this.#open.value) return;
    this.#inside = this.#countInside();
    const rows = rowsOf(this.#roots, this.#opened, this.#query.value);
    this.#tree.show(rows, this.#query.value);
    if (this.#loading.size === 0 && rows.length > 0) this.#note.textContent = "";
    else if (this.#query.value.trim() !== "") this.#note.textContent = texts.nothing(this.#query.value.trim());
    else if (rows.length === 0 && this.#loading.size === 0 && !this.#note.textContent) this.#note.textContent = texts.empty;
  }

  #find(path: Path): TaxonomyNode | undefined {
    this.#byKey ??= new Map([...eachNode(this.#roots)].map((node) => [keyOf(node.path), node]));
    return this.#byKey.get(keyOf(path));
  }

  #titlesOf(path: Path): readonly string[] {
    const titles: string[] = [];
    for (let node = this.#find(path); node; node = node.parent) titles.unshift(node.title);
    return titles.length > 0 ? titles : path;
  }

  #countInside(): ReadonlyMap<TaxonomyNode, number> {
    const inside = new Map<TaxonomyNode, number>();
    for (const path of this.#chosen.values()) {
      for (let node = this.#find(path)?.parent; node; node = node.parent) inside.set(node, (inside.get(node) ?? 0) + 1);
    }
    return inside;
  }

  #mark(node: TaxonomyNode): Mark {
    return this.#chosen.has(keyOf(node.path)) ? "true" : this.#inside.has(node) ? "mixed" : "false";
  }

  #countIn(node: TaxonomyNode): string {
    if (node.children.length === 0) return "";
    const chosen = this.#inside.get(node);
    return chosen ? texts.some(chosen, node.children.length) : String(node.children.length);
  }

  #toggle(node: TaxonomyNode): void {
    if (this.#context.attributes.boolean("leafsOnly") && !isLeaf(node)) return this.#openNode(node, !this.#opened.has(node));
    const key = keyOf(node.path);
    const paths = [...this.#chosen.values()];
    if (this.#chosen.has(key)) return this.#write(paths.filter((path) => keyOf(path) !== key));
    if (this.#limit === 1) return this.#write([node.path]);
    if (paths.length >= this.#limit) return this.#context.editor.notify(texts.full(this.#limit), "warning");
    this.#write([...paths, node.path]);
  }

  #write(paths: readonly Path[]): void {
    this.#answer.set(paths);
  }

  #openNode(node: TaxonomyNode, open: boolean): void {
    if (open) this.#opened.add(node);
    else this.#opened.delete(node);
    this.#shape.value++;
    if (open && node.remote && node.children.length === 0) void this.#load(node);
  }

  async #load(parent: TaxonomyNode | undefined): Promise<void> {
    const address = this.#context.attributes.string("apiUrl");
    if (address === "" || this.#loading.has(parent)) return;
    this.#loading.add(parent);
    this.#note.textContent = texts.loading;
    try {
      const children = await remoteChildren(address, parent);
      if (parent) parent.children.push(...children);
      else this.#roots = children;
      this.#byKey = undefined;
      this.#note.textContent = "";
    } catch (error) {
      this.#note.textContent = texts.failed((error as Error).message);
    } finally {
      this.#loading.delete(parent);
      this.#shape.value++;
    }
  }
}

let trees = 0;

/** Paths; other tools write one that has a single step as a string. */
function pathsIn(content: unknown): readonly Path[] {
  if (!Array.isArray(content)) return [];
  const list: readonly unknown[] = content.length > 0 && content.every((step) => typeof step === "string") ? content.map((step) => [step]) : content;
  return list.flatMap((path) => (Array.isArray(path) ? [path.map(String)] : typeof path === "string" ? [[path]] : []));
}
