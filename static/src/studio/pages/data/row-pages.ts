// Rows by their position: pages are asked for when they are near what is seen, given up when they are far from it, and
// only so many are kept. A row that is not here yet is undefined.
import type { Row } from "./types";

export const PAGE_SIZE = 100;
/** pages that stay in memory: 6,000 rows */
const MOST_PAGES = 60;
/** pages asked for at once; more would wait for each other in the server */
const MOST_ASKED = 3;

export interface Found {
  readonly tasks: readonly Row[];
  readonly total: number;
  /** of the whole project */
  readonly total_annotations?: number;
}

/** Gets one page of rows, counted from 1. */
export type FetchPage = (page: number, signal: AbortSignal) => Promise<Found>;

export interface RowPagesOptions {
  readonly fetchPage: FetchPage;
  /** a page came and is here now */
  readonly onFound: (found: Found) => void;
  /** a page did not come */
  readonly onError: (error: unknown) => void;
}

export class RowPages {
  readonly #pages = new Map<number, readonly Row[]>();
  readonly #stale = new Set<number>();
  readonly #asked = new Map<number, AbortController>();
  #wanted: readonly number[] = [];
  readonly #failed = new Set<number>();
  /** asked for before the last refresh: their answers may be older than what it is about */
  readonly #outdated = new WeakSet<AbortController>();
  #closed = false;

  constructor(private readonly options: RowPagesOptions) {}

  /** The row at a position, counted from 0. */
  at(position: number): Row | undefined {
    return this.#pages.get(Math.floor(position / PAGE_SIZE))?.[position % PAGE_SIZE];
  }

  /** The position of a task among the rows that are here. */
  positionOf(id: number): number | undefined {
    for (const [page, rows] of this.#pages) {
      const at = rows.findIndex((row) => row.id === id);
      if (at >= 0) return page * PAGE_SIZE + at;
    }
    return undefined;
  }

  /** Tells which rows are seen, `last` not included: their pages are got, then those before and after; requests for others end. */
  want(first: number, last: number, total: number): void {
    const from = Math.floor(Math.max(0, first) / PAGE_SIZE);
    const to = Math.floor(Math.max(0, last - 1) / PAGE_SIZE);
    const pages = Array.from({ length: to - from + 1 }, (_, index) => from + index);
    const ends = Math.max(1, Math.ceil(total / PAGE_SIZE));
    this.#wanted = [...pages, to + 1, from - 1].filter((page) => page >= 0 && page < ends);
    for (const [page, controller] of this.#asked) {
      if (this.#wanted.includes(page)) continue;
      controller.abort();
      this.#asked.delete(page);
    }
    this.#ask();
  }

  /** Everything may have changed: what is seen is got again and shown as it was until then; the rest goes. */
  refresh(): void {
    for (const page of this.#pages.keys()) {
      if (this.#wanted.includes(page)) this.#stale.add(page);
      else this.#pages.delete(page);
    }
    for (const controller of this.#asked.values()) this.#outdated.add(controller);
    this.retry();
  }

  /** Asks again for what did not come. */
  retry(): void {
    this.#failed.clear();
    this.#ask();
  }

  close(): void {
    this.#closed = true;
    for (const controller of this.#asked.values()) controller.abort();
    this.#asked.clear();
  }

  #ask(): void {
    for (const page of this.#wanted) {
      if (this.#closed || this.#asked.size >= MOST_ASKED) return;
      const here = this.#pages.has(page) && !this.#stale.has(page);
      if (!here && !this.#asked.has(page) && !this.#failed.has(page)) void this.#get(page);
    }
  }

  async #get(page: number): Promise<void> {
    const controller = new AbortController();
    this.#asked.set(page, controller);
    try {
      const found = await this.options.fetchPage(page + 1, controller.signal);
      if (this.#asked.get(page) !== controller) return;
      this.#asked.delete(page);
      if (this.#outdated.has(controller)) this.#stale.add(page);
      else this.#stale.delete(page);
      this.#keep(page, found.tasks);
      this.options.onFound(found);
    } catch (error) {
      if (this.#asked.get(page) !== controller) return; // given up
      this.#asked.delete(page);
      this.#failed.add(page);
      this.options.onError(error);
    }
    this.#ask();
  }

  #keep(page: number, rows: readonly Row[]): void {
    this.#pages.delete(page);
    this.#pages.set(page, rows);
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= MOST_PAGES) return;
      if (!this.#wanted.includes(oldest)) this.#pages.delete(oldest);
    }
  }
}
