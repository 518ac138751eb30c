// Labeling through a selection or a view of the Data page: its tasks, one after the other, in the table's order.
import { api } from "../../api";
import type { Position } from "../../types";

/** Tasks that one request brings; a million may match, so the rest is asked for when the person comes near. */
export const PAGE = 25;

interface Found {
  readonly tasks: readonly { readonly id: number }[];
  readonly total: number;
}

/** What stands in the address of the labeling page. */
export interface StreamPlace {
  /** a query as the table of tasks takes it */
  readonly q: string;
  /** where the task stands, counted from 1; only where labeling changes no place */
  readonly at?: number;
}

/** The tasks that a query finds, from where the person began. Asks for pages by their number and never for all ids. */
export class Stream {
  /** true: the open tasks of a view; false: those that were selected */
  readonly opens: boolean;
  /** how many there are, with those that left the query when they were answered; 0 before the first came */
  total = 0;
  /** what is known of the order, without gaps, from `first` on */
  private readonly known: number[] = [];
  /** tasks of the query before the first known one */
  private first: number;
  private readonly answered = new Set<number>();
  private readonly steady: boolean;
  private readonly picked: readonly number[];
  private gone = 0;
  private ended = false;
  private last: number | undefined;

  /** `at`: the place of the task that the address names, from 1. */
  constructor(
    readonly query: string,
    at = 1,
  ) {
    const { opens, steady, picked } = read(query);
    this.opens = opens;
    this.steady = steady;
    this.picked = picked;
    this.first = steady ? Math.floor(Math.max(0, at - 1) / PAGE) * PAGE : 0;
  }

  /** How many were passed by without an answer; of those that were selected that is not counted. */
  get passed(): number {
    return this.opens ? this.total - this.answered.size : 0;
  }

  /** Where a task stands. Null for one that is not among them. Throws what a request throws. */
  async place(id: number): Promise<Position | null> {
    if (this.known.length === 0) await this.extend();
    // answered before the page was loaded anew, or passed by: the others follow it
    if (!this.steady && this.last === undefined && !this.known.includes(id)) {
      this.known.unshift(id);
      this.answered.add(id);
      this.total += 1;
    }
    let at = this.known.indexOf(id);
    if (at < 0) return null;
    if (at === 0 && this.first > 0) at = await this.precede();
    if (at + 1 === this.known.length) await this.extend();
    return { index: this.first + at + 1, total: this.total, previous: this.known[at - 1] ?? null, next: this.known[at + 1] ?? null };
  }

  /** The task after the one that was just answered, or after the last that was shown; undefined after the end. */
  async next(answered?: number): Promise<number | undefined> {
    if (answered !== undefined) this.answered.add(answered);
    const from = answered !== undefined && this.known.includes(answered) ? answered : this.last;
    const at = from === undefined ? -1 : this.known.indexOf(from);
    if (at + 1 >= this.known.length) await this.extend();
    return this.known[at + 1];
  }

  /** A task is shown; answers what the address says of it. */
  shown(id: number): StreamPlace {
    this.last = id;
    const at = this.known.indexOf(id);
    return { q: this.query, ...(this.steady && at >= 0 && { at: this.first + at + 1 }) };
  }

  /** Adds the next page. What changes its place meanwhile is met once. */
  private async extend(): Promise<void> {
    const due = (): number => Math.floor(Math.max(0, this.first + this.known.length - this.gone) / PAGE);
    for (let page = due(); !this.ended; page += 1) {
      let found = await this.page(page);
      this.count(found);
      // some left the query meanwhile: those that follow moved up
      if (due() < page) found = await this.page((page = due()));
      const more = this.count(found);
      this.known.push(...more);
      this.ended = (page + 1) * PAGE >= found.total;
      if (this.ended && this.first + this.known.length < this.total) this.known.push(...this.picked.filter((id) => !this.known.includes(id)));
      if (more.length > 0) return;
    }
  }

  /** Adds the page before the first known one; resolves to the place in `known` of what was first. */
  private async precede(): Promise<number> {
    const before = this.count(await this.page(this.first / PAGE - 1));
    this.known.unshift(...before);
    this.first -= PAGE;
    return before.length;
  }

  /** Takes the counts of a page; its tasks that were not known. */
  private count({ tasks, total }: Found): readonly number[] {
    this.total = Math.max(this.total, total);
    this.gone = this.total - total;
    return tasks.map(({ id }) => id).filter((id) => !this.known.includes(id));
  }

  private page(page: number): Promise<Found> {
    return api.get("/api/tasks/", { fields: "table", page: page + 1, page_size: PAGE, query: this.query });
  }
}

interface Asked {
  readonly open?: boolean;
  readonly filters?: { readonly items?: readonly { readonly filter?: string }[] };
  readonly selectedItems?: { readonly included?: readonly number[] };
}

/** Columns that labeling does not change. */
const STEADY = /^filter:tasks:(data\.|id$|inner_id$|created_at$|file_upload$|.*predictions)/;

function read(query: string): { readonly opens: boolean; readonly steady: boolean; readonly picked: readonly number[] } {
  const asked = parsed(query);
  const opens = asked?.open === true;
  const items = asked?.filters?.items ?? [];
  return { opens, steady: !opens && items.every(({ filter }) => STEADY.test(filter ?? "")), picked: asked?.selectedItems?.included ?? [] };
}

function parsed(query: string): Asked | null {
  try {
    return JSON.parse(query) as Asked | null;
  } catch (error) {
    if (error instanceof SyntaxError) return null; // somebody cut the address short: the server says what is wrong with it
    throw error;
  }
}
