// The columns on the screen, and moving items in them: by hand (dragging.ts) and by keyboard.
import { showHtml } from "../html-label";
import { dragItems } from "./dragging";
import { moved } from "./order";
import type { Order, RankItem } from "./order";
import type { RankSettings } from "./settings";
import { texts } from "./texts";

export interface BoardActions {
  editable(): boolean;
  changed(order: Order): void;
}

let boards = 0;

export class Board {
  readonly element = document.createElement("div");
  readonly #settings: RankSettings;
  readonly #actions: BoardActions;
  readonly #lists = new Map<string, HTMLOListElement>();
  readonly #elements = new Map<string, HTMLElement>();
  readonly #said = document.createElement("p");
  readonly #stop: () => void;
  #order: Order = new Map();
  /** the item in hand, and the order to go back to */
  #held: { readonly id: string; readonly before: Order } | undefined;

  constructor(settings: RankSettings, actions: BoardActions) {
    this.#settings = settings;
    this.#actions = actions;
    const help = document.createElement("p");
    help.className = "rank-help";
    help.id = `rank-help-${++boards}`;
    help.textContent = texts.help;
    this.#said.className = "sr rank-said";
    this.#said.setAttribute("aria-live", "assertive");
    const columns = document.createElement("div");
    columns.className = "bks";
    columns.append(...settings.columns.map((column) => this.#column(column.key, column.title)));
    for (const item of settings.items) this.#elements.set(item.id, itemElement(item, help.id));
    this.element.append(columns, help, this.#said);
    columns.addEventListener("keydown", (event) => this.#key(event));
    columns.addEventListener("focusout", (event) => void (this.#held && !columns.contains(event.relatedTarget as Node | null) && event.relatedTarget && this.#drop()));
    this.#stop = dragItems(columns, {
      start: (element) => this.#take(element),
      over: (element, list, before) => this.#over(idOf(element), list, before),
      drop: () => this.#drop(),
      cancel: () => this.#putBack(),
    });
  }

  destroy(): void {
    this.#stop();
  }

  /** Shows an order that comes from the result; one that is being changed by hand stays. */
  show(order: Order): void {
    if (!this.#held) this.#arrange(order);
  }

  #column(key: string, title: string): HTMLElement {
    const column = document.createElement("section");
    const heading = document.createElement("b");
    const list = document.createElement("ol");
    column.className = "bk";
    column.setAttribute("aria-label", title || texts.order);
    heading.append(title, document.createElement("span"));
    list.dataset["key"] = key;
    this.#lists.set(key, list);
    column.append(heading, list);
    return column;
  }

  /** Puts the elements into their lists; those that are there already are not touched, so that the focus stays. */
  #arrange(order: Order): void {
    this.#order = order;
    const ranked = this.#settings.columns.length === 1;
    for (const [key, list] of this.#lists) {
      const ids = order.get(key) ?? [];
      ids.forEach((id, at) => {
        const element = this.#elements.get(id)!;
        if (list.children[at] !== element) list.insertBefore(element, list.children[at] ?? null);
        element.querySelector(".no")!.textContent = ranked || key !== this.#settings.fallback ? String(at + 1) : "";
      });
      list.parentElement!.querySelector("b > span")!.textContent = String(ids.length);
      list.parentElement!.classList.toggle("over", this.#held !== undefined && ids.includes(this.#held.id));
    }
    for (const [id, element] of this.#elements) element.classList.toggle("lift", id === this.#held?.id);
    this.#rove();
  }

  #rove(): void {
    const all = [...this.#elements.values()];
    const stop = all.find((element) => element === document.activeElement) ?? all.find((element) => element.tabIndex === 0 && element.isConnected) ?? this.element.querySelector("li");
    for (const element of all) element.tabIndex = element === stop ? 0 : -1;
  }

  #take(element: HTMLElement): boolean {
    if (!this.#actions.editable() || this.#held) return false;
    this.#held = { id: idOf(element), before: this.#order };
    element.focus({ preventScroll: true });
    this.#arrange(this.#order);
    return true;
  }

  #over(id: string, list: HTMLElement, before: HTMLElement | undefined): void {
    const key = list.dataset["key"]!;
    const others = (this.#order.get(key) ?? []).filter((other) => other !== id);
    this.#place(id, key, before ? others.indexOf(idOf(before)) : others.length);
  }

  #place(id: string, key: string, at: number): void {
    const order = moved(this.#order, id, key, at);
    if (same(order, this.#order)) return;
    const element = this.#elements.get(id)!;
    const focused = element === document.activeElement;
    this.#arrange(order);
    // what is moved in the document loses the focus
    if (focused) element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  #drop(): void {
    const held = this.#held;
    if (!held) return;
    this.#held = undefined;
    this.#arrange(this.#order);
    this.#say(texts.dropped(this.#nameOf(held.id), ...this.#placeOf(held.id)));
    if (!same(held.before, this.#order)) this.#actions.changed(this.#order);
  }

  #putBack(): void {
    const held = this.#held;
    if (!held) return;
    this.#held = undefined;
    const focused = this.#elements.get(held.id) === document.activeElement;
    this.#arrange(held.before);
    if (focused) this.#elements.get(held.id)!.focus();
    this.#say(texts.back(this.#nameOf(held.id), ...this.#placeOf(held.id)));
  }

  #key(event: KeyboardEvent): void {
    const element = (event.target as Element).closest<HTMLElement>("li");
    if (!element || event.target !== element || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!this.#press(event.key, element)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** What a key does on an item; false when it does nothing. */
  #press(key: string, element: HTMLElement): boolean {
    const id = idOf(element);
    if (key === " " || key === "Enter") {
      if (this.#held) this.#drop();
      else if (this.#take(element)) this.#say(texts.taken(this.#nameOf(id), ...this.#placeOf(id)));
    } else if (key === "Escape" && this.#held) this.#putBack();
    else if (!this.#held) return this.#moveFocus(key, id);
    else if (!this.#moveHeld(key, id)) return false;
    return true;
  }

  #moveHeld(key: string, id: string): boolean {
    const [column, at] = this.#whereIs(id);
    const to = this.#columnBeside(key, column);
    if (key === "ArrowUp" || key === "ArrowDown") this.#place(id, column, Math.max(0, at + (key === "ArrowUp" ? -1 : 1)));
    else if (to !== undefined) this.#place(id, to, Math.min(at, this.#order.get(to)!.length));
    else return false;
    this.#say(texts.moved(...this.#placeOf(id)));
    return true;
  }

  #moveFocus(key: string, id: string): boolean {
    const [column, at] = this.#whereIs(id);
    const to = this.#columnBeside(key, column);
    const ids = this.#order.get(to ?? column)!;
    const next = key === "ArrowUp" ? ids[at - 1] : key === "ArrowDown" ? ids[at + 1] : key === "Home" ? ids[0] : key === "End" ? ids.at(-1)
      : to === undefined ? undefined : ids[Math.min(at, ids.length - 1)];
    const known = to !== undefined || ["ArrowUp", "ArrowDown", "Home", "End"].includes(key);
    if (next !== undefined) {
      this.#elements.get(next)!.focus();
      this.#rove();
    }
    return known;
  }

  #columnBeside(key: string, column: string): string | undefined {
    const keys = [...this.#lists.keys()];
    const rtl = getComputedStyle(this.element).direction === "rtl";
    const step = key === "ArrowRight" ? (rtl ? -1 : 1) : key === "ArrowLeft" ? (rtl ? 1 : -1) : 0;
    return step === 0 ? undefined : keys[keys.indexOf(column) + step];
  }

  #whereIs(id: string): readonly [column: string, at: number] {
    const [column, ids] = [...this.#order].find(([, list]) => list.includes(id))!;
    return [column, ids.indexOf(id)];
  }

  /** As announcements say it: the place from 1, of how many, in which column. */
  #placeOf(id: string): readonly [place: number, of: number, column: string] {
    const [key, at] = this.#whereIs(id);
    return [at + 1, this.#order.get(key)!.length, this.#settings.columns.find((column) => column.key === key)!.title];
  }

  #nameOf(id: string): string {
    const item = this.#settings.items.find((each) => each.id === id)!;
    return item.title || item.body.slice(0, 60) || id;
  }

  #say(words: string): void {
    this.#said.textContent = words;
  }
}

/** An item of a list, with what takes it in hand. */
export function itemElement(item: RankItem, help?: string): HTMLElement {
  const element = document.createElement("li");
  const words = document.createElement("div");
  element.className = "rk";
  element.dataset["id"] = item.id;
  if (help !== undefined) {
    element.setAttribute("aria-roledescription", texts.movable);
    element.setAttribute("aria-describedby", help);
    for (const name of ["grip", "no"]) element.append(Object.assign(document.createElement("span"), { className: name, ariaHidden: "true" }));
  }
  words.className = "rk-words";
  if (item.title) words.append(Object.assign(document.createElement("strong"), { textContent: item.title }));
  const body = words.appendChild(document.createElement("div"));
  if (item.html || item.body) showHtml(body, item.html, item.body);
  else body.remove();
  element.append(words);
  return element;
}

function idOf(element: HTMLElement): string {
  return element.dataset["id"]!;
}

function same(one: Order, other: Order): boolean {
  return JSON.stringify([...one]) === JSON.stringify([...other]);
}
