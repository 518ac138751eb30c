// A table on the screen. Long ones show their first rows, and all of them on request.
import { loadText, TextNotLoaded } from "../text/data";
import { asText } from "../../core/variables";
import type { TagContext, TagInstance } from "../../core/types";
import { addStyle } from "../style";
import { gridOf, readFormat } from "./grid";
import type { Grid } from "./grid";
import "./table.css";
import { texts } from "./texts";

/** So many rows are drawn at once. */
const FIRST_ROWS = 500;

export function createTable(context: TagContext): TagInstance {
  return new TableInstance(context);
}

class TableInstance implements TagInstance {
  readonly #context: TagContext;
  readonly #frame = document.createElement("div");
  readonly #aborter = new AbortController();

  constructor(context: TagContext) {
    this.#context = context;
  }

  mount(element: HTMLElement): void {
    const { attributes, name, value } = this.#context;
    this.#frame.className = "table-frame";
    // a long table scrolls, and is scrolled by the keyboard too
    this.#frame.tabIndex = 0;
    this.#frame.setAttribute("role", "region");
    this.#frame.setAttribute("aria-label", name);
    addStyle(this.#frame, attributes.string("style"));
    element.append(this.#frame);
    if (readFormat(attributes.string("valueType")).address) void this.#load(asText(value));
    else this.#show(value);
  }

  destroy(): void {
    this.#aborter.abort();
    this.#frame.remove();
  }

  async #load(url: string): Promise<void> {
    try {
      const text = await loadText(url, this.#aborter.signal);
      if (!this.#aborter.signal.aborted) this.#show(text);
    } catch (error) {
      if (this.#aborter.signal.aborted) return;
      if (!(error instanceof TextNotLoaded)) throw error;
      this.#say(texts.failed(error.message), "alert");
    }
  }

  #show(value: unknown): void {
    const grid = gridOf(value, readFormat(this.#context.attributes.string("valueType")));
    if (grid) this.#draw(grid, FIRST_ROWS);
    else this.#say(texts.none, "note");
  }

  #draw(grid: Grid, most: number): void {
    const table = document.createElement("table");
    if (grid.head.length > 0) table.createTHead().append(row(grid.head, "th"));
    table.createTBody().append(...grid.rows.slice(0, most).map((cells) => row(cells, "td", grid.keyed)));
    this.#frame.replaceChildren(table);
    if (grid.rows.length > most) this.#frame.append(this.#rest(grid));
  }

  #rest(grid: Grid): HTMLElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn sm";
    button.textContent = texts.showAll(grid.rows.length);
    button.addEventListener("click", () => {
      this.#draw(grid, Infinity);
      this.#frame.focus(); // the button that had the focus is gone
    });
    return button;
  }

  #say(sentence: string, role: "alert" | "note"): void {
    const state = document.createElement("p");
    state.className = "table-state";
    state.setAttribute("role", role);
    state.textContent = sentence;
    this.#frame.replaceChildren(state);
  }
}

function row(cells: readonly string[], tag: "td" | "th", keyed = false): HTMLTableRowElement {
  const element = document.createElement("tr");
  element.append(...cells.map((text, at) => {
    const head = tag === "th" || (keyed && at === 0);
    const cell = document.createElement(head ? "th" : "td");
    if (head) cell.scope = tag === "th" ? "col" : "row";
    else if (text !== "" && Number.isFinite(Number(text))) cell.className = "num";
    cell.dir = "auto";
    cell.textContent = text;
    return cell;
  }));
  return element;
}
