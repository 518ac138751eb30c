// A tree of any size on the screen: only the rows in sight exist; the arrows move as the ARIA tree pattern says.
import { scrollTopFor, visibleRows } from "../../core/windowing";
import { isLeaf, matchIn } from "./model";
import type { TaxonomyNode, TaxonomyRow } from "./model";

export type Mark = "true" | "false" | "mixed";

export interface TreeActions {
  toggle(node: TaxonomyNode): void;
  open(node: TaxonomyNode, open: boolean): void;
  mark(node: TaxonomyNode): Mark;
  disabled(node: TaxonomyNode): boolean;
  /** said at the end of a row, for instance "2 of 9" */
  count(node: TaxonomyNode): string;
  /** up from the first row */
  leave(): void;
}

export class TreeView {
  readonly element = document.createElement("div");
  readonly #inner = document.createElement("div");
  readonly #actions: TreeActions;
  readonly #drawn = new Map<TaxonomyNode, HTMLElement>();
  #rows: readonly TaxonomyRow[] = [];
  #query = "";
  #active: TaxonomyNode | undefined;
  #rowHeight = 28;
  #typed = { words: "", at: 0 };

  constructor(name: string, actions: TreeActions) {
    this.#actions = actions;
    const { element } = this;
    element.className = "tree";
    element.setAttribute("role", "tree");
    element.setAttribute("aria-label", name);
    element.setAttribute("aria-multiselectable", "true");
    this.#inner.setAttribute("role", "presentation");
    element.append(this.#inner);
    element.addEventListener("scroll", () => this.#draw(), { passive: true });
    element.addEventListener("click", (event) => this.#click(event));
    element.addEventListener("keydown", (event) => this.#key(event));
    element.addEventListener("focusin", ({ target }) => {
      const row = this.#rows[Number((target as HTMLElement).dataset["at"])];
      if (row) this.#active = row.node;
    });
  }

  /** Shows these rows; the one that had the focus keeps it. */
  show(rows: readonly TaxonomyRow[], query: string): void {
    const focused = this.element.contains(document.activeElement);
    if (query !== this.#query) this.element.scrollTop = 0;
    this.#rows = rows;
    this.#query = query;
    if (!rows.some(({ node }) => node === this.#active)) this.#active = rows[0]?.node;
    for (const row of this.#drawn.values()) row.remove();
    this.#drawn.clear();
    this.#rowHeight = matchMedia("(max-width: 900px)").matches ? 40 : 28;
    this.#inner.style.height = `${rows.length * this.#rowHeight}px`;
    this.#draw();
    if (focused) this.focus();
  }

  focus(): void {
    this.#move(Math.max(0, this.#rows.findIndex(({ node }) => node === this.#active)));
  }

  #draw(): void {
    const { scrollTop, clientHeight } = this.element;
    const { first, last } = visibleRows(scrollTop, clientHeight || 320, this.#rowHeight, this.#rows.length);
    const wanted = new Set(this.#rows.slice(first, last).map(({ node }) => node));
    for (const [node, row] of this.#drawn) {
      // the focus must not fall out of the page while its row is scrolled away
      if (wanted.has(node) || row === document.activeElement) continue;
      row.remove();
      this.#drawn.delete(node);
    }
    for (let at = first; at < last; at++) if (!this.#drawn.has(this.#rows[at]!.node)) this.#insert(this.#rows[at]!, at);
  }

  #insert(row: TaxonomyRow, at: number): void {
    const element = rowElement(row, this.#query, this.#actions);
    element.style.insetBlockStart = `${at * this.#rowHeight}px`;
    element.dataset["at"] = String(at);
    element.tabIndex = row.node === this.#active ? 0 : -1;
    this.#drawn.set(row.node, element);
    const after = [...this.#inner.children].find((other) => Number((other as HTMLElement).dataset["at"]) > at);
    this.#inner.insertBefore(element, after ?? null);
  }

  #click(event: MouseEvent): void {
    const target = event.target as Element;
    const at = Number(target.closest<HTMLElement>(".nd")?.dataset["at"]);
    const row = this.#rows[at];
    if (!row) return;
    this.#active = row.node;
    if (target.closest(".tw") || (this.#actions.disabled(row.node) && !isLeaf(row.node))) this.#actions.open(row.node, !row.open);
    else this.#actions.toggle(row.node);
  }

  #key(event: KeyboardEvent): void {
    const at = this.#rows.findIndex(({ node }) => node === this.#active);
    const row = this.#rows[at];
    if (!row || event.ctrlKey || event.altKey || event.metaKey) return;
    if (!this.#moveBy(event.key, at, row)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** What a key does on a row; false when it does nothing. */
  #moveBy(key: string, at: number, row: TaxonomyRow): boolean {
    const rtl = getComputedStyle(this.element).direction === "rtl";
    const page = Math.max(1, Math.floor(this.element.clientHeight / this.#rowHeight) - 1);
    const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: this.#rows.length - 1, PageDown: at + page, PageUp: at - page };
    if (key === "ArrowUp" && at === 0) this.#actions.leave();
    else if (key in steps) this.#move(Math.min(this.#rows.length - 1, Math.max(0, steps[key]!)));
    else if (key === " " || key === "Enter") this.#actions.toggle(row.node);
    else if (key === (rtl ? "ArrowLeft" : "ArrowRight")) this.#inward(at, row);
    else if (key === (rtl ? "ArrowRight" : "ArrowLeft")) this.#outward(row);
    else if (key.length === 1) this.#typeAhead(key, at);
    else return false;
    return true;
  }

  #inward(at: number, row: TaxonomyRow): void {
    if (!row.open && !isLeaf(row.node)) this.#actions.open(row.node, true);
    else if (row.open) this.#move(at + 1);
  }

  #outward(row: TaxonomyRow): void {
    if (row.open && this.#query === "") this.#actions.open(row.node, false);
    else if (row.node.parent) this.#move(this.#rows.findIndex(({ node }) => node === row.node.parent));
  }

  #typeAhead(key: string, at: number): void {
    const now = performance.now();
    this.#typed = { words: (now - this.#typed.at < 700 ? this.#typed.words : "") + key.toLowerCase(), at: now };
    const { words } = this.#typed;
    const from = words.length === 1 ? at + 1 : at;
    const order = [...this.#rows.keys()].map((step) => (from + step) % this.#rows.length);
    const found = order.find((place) => this.#rows[place]!.node.title.toLowerCase().startsWith(words));
    if (found !== undefined) this.#move(found);
  }

  #move(at: number): void {
    const row = this.#rows[at];
    if (!row) return;
    const before = this.#active && this.#drawn.get(this.#active);
    if (before) before.tabIndex = -1;
    this.#active = row.node;
    this.element.scrollTop = scrollTopFor(at, this.element.scrollTop, this.element.clientHeight || 320, this.#rowHeight);
    this.#draw();
    const element = this.#drawn.get(row.node);
    if (!element) return;
    element.tabIndex = 0;
    element.focus({ preventScroll: true });
  }
}

function rowElement({ node, level, open, position, siblings }: TaxonomyRow, query: string, actions: TreeActions): HTMLElement {
  const row = document.createElement("div");
  row.className = "nd";
  row.title = node.hint ?? "";
  row.style.setProperty("--d", String(level - 1));
  const arrow = part("span", isLeaf(node) ? "tw leaf" : open ? "tw open" : "tw");
  const box = part("span", `tick ${actions.mark(node)}`);
  const words = part("span", "words");
  const [start, end] = matchIn(node.title, query);
  if (end > 0) words.append(node.title.slice(0, start), part("mark", "", node.title.slice(start, end)), node.title.slice(end));
  else words.textContent = node.title;
  const attributes = {
    role: "treeitem", "aria-level": level, "aria-posinset": position, "aria-setsize": siblings, "aria-checked": actions.mark(node),
    ...(isLeaf(node) ? {} : { "aria-expanded": open }), ...(actions.disabled(node) ? { "aria-disabled": true } : {}),
  };
  for (const [name, value] of Object.entries(attributes)) row.setAttribute(name, String(value));
  row.append(arrow, box, words, part("span", "n", actions.count(node)));
  return row;
}

function part(tag: string, className: string, text = ""): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}
