// The tasks of the drawer by their place: pages are asked for when they come into sight.
import { signal } from "@preact/signals-core";
import { api } from "../../../api";
import { toastError } from "../../../toasts";

/** Rows that one request brings. */
export const PAGE = 50;

export type Status = "new" | "draft" | "done" | "skipped";

export interface TaskRow {
  readonly id: number;
  readonly inner_id: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly status: Status;
}

interface Answer {
  readonly tasks: readonly TaskRow[];
  readonly total: number;
}

const STATUS_FILTERS: Readonly<Record<Status, readonly (readonly [column: string, type: string, operator: string, value: unknown])[]>> = {
  new: [["total_annotations", "Number", "equal", 0], ["cancelled_annotations", "Number", "equal", 0]],
  draft: [["draft_exists", "Boolean", "equal", true]],
  done: [["completed", "Boolean", "equal", true]],
  skipped: [["total_annotations", "Number", "equal", 0], ["cancelled_annotations", "Number", "greater", 0]],
};

/** The `query` of a search and a status; undefined for all tasks. */
export function queryOf(search: string, status: Status | undefined): string | undefined {
  if (search.trim() === "" && !status) return undefined;
  const items = (status ? STATUS_FILTERS[status] : []).map(([column, type, operator, value]) => ({ filter: `filter:tasks:${column}`, type, operator, value }));
  return JSON.stringify({ filters: { conjunction: "and", items }, ...(search.trim() !== "" && { search: search.trim() }) });
}

/** The rows of one search. A newer search makes another one of these and stops this one. */
export class TaskRows {
  /** undefined until the first page came */
  readonly total = signal<number | undefined>(undefined);
  /** goes up with every page that came */
  readonly version = signal(0);
  private readonly pages = new Map<number, readonly TaskRow[]>();
  private readonly asked = new Set<number>();
  private readonly aborter = new AbortController();

  constructor(private readonly query: string | undefined) {}

  row(at: number): TaskRow | undefined {
    return this.pages.get(Math.floor(at / PAGE))?.[at % PAGE];
  }

  /** Asks for the pages that hold the rows first..last. */
  want(first: number, last: number): void {
    for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page += 1) {
      if (!this.asked.has(page)) void this.read(page);
    }
  }

  stop(): void {
    this.aborter.abort();
  }

  private async read(page: number): Promise<void> {
    this.asked.add(page);
    try {
      const query = { project: 1, page: page + 1, page_size: PAGE, fields: "table", query: this.query };
      const answer = await api.get<Answer>("/api/tasks/", query, { signal: this.aborter.signal });
      this.pages.set(page, answer.tasks);
      this.total.value = answer.total;
      this.version.value += 1;
    } catch (error) {
      this.asked.delete(page);
      if (!this.aborter.signal.aborted) toastError(error);
    }
  }
}

/** What tells a task apart in a list: its first text that is no address, else the end of an address, else nothing. */
export function previewOf(data: Readonly<Record<string, unknown>>): string {
  const texts = Object.values(data).filter((value): value is string => typeof value === "string" && value.trim() !== "");
  const text = texts.find((value) => !/^(\/|https?:|s3:|gs:|data:)/.test(value));
  return (text ?? texts[0]?.split(/[?#]/)[0]?.split("/").at(-1) ?? "").replace(/\s+/g, " ").slice(0, 200);
}
