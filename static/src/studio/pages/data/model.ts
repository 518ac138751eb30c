// The Data page's state: what is asked for, the rows of it, what is selected, where the keyboard is. The parts of the page
// read its signals and call its methods; none of them asks the server for rows.
import { computed, signal, type ReadonlySignal } from "@preact/signals-core";
import { api, online } from "../../api";
import { project, refreshProject, studio, takeFirstPage } from "../../studio";
import { layoutData, readColumns, readLayout, sameLayout, showable, usualColumns, type ColumnView } from "./columns";
import { onChangesElsewhere } from "./changes-elsewhere";
import { keepLayout, keptLayout } from "./layout-storage";
import { pageOf } from "./paging";
import { EVERYTHING, narrows, NO_FILTERS, queryText, readQuery, sameQuery } from "./query";
import { PAGE_SIZE, RowPages, type Found } from "./row-pages";
import { LONGEST_RANGE, RangeTooLong, Selection } from "./selection";
import type { Column, Layout, Query, Row, SavedView, Selected, SelectedItems } from "./types";

/** "empty": the project has no task; "nothing-found": it has, and the query finds none of them. */
export type TableState = "loading" | "ready" | "empty" | "nothing-found" | "failed";

/** rows that are asked for at once where a range is selected that no page has shown */
const RANGE_PAGE = 1000;

/** where the table was when the page was left: whoever comes Back to the same address is there again */
let left: { readonly address: string; readonly head: number } | undefined;

export interface QueryChange extends Partial<Query> {
  /** the address is changed in place: one step Back leads to what was before the typing began */
  readonly replace?: boolean;
}

export class DataModel {
  readonly selection = new Selection();
  readonly #query = signal<Query>(EVERYTHING);
  readonly #view = signal<number | undefined>(undefined);
  readonly #views = signal<readonly SavedView[] | undefined>(undefined);
  readonly #layout = signal<Layout>(keptLayout());
  readonly #columns = signal<readonly Column[] | undefined>(undefined);
  readonly #total = signal<number | undefined>(undefined);
  readonly #error = signal<Error | undefined>(undefined);
  readonly #pages = signal<RowPages | undefined>(undefined);
  /** the rows of a new query, until the first of them come; those of the query before are shown meanwhile */
  readonly #coming = signal<RowPages | undefined>(undefined);
  readonly #changed = signal(0);
  readonly #position = signal<number | undefined>(undefined);
  readonly #quickLook = signal<number | undefined>(undefined);
  readonly #shownQuery = signal<Query>(EVERYTHING);
  readonly #head = signal(0);
  readonly #goal = signal<{ readonly position: number } | undefined>(undefined);
  readonly #stops: (() => void)[] = [];
  #anchor: { readonly position: number; readonly before: Selected } | undefined;
  #seen: readonly [number, number] = [0, PAGE_SIZE];
  #address = location.href;
  #asked = 0; // goes up whenever something else is asked for: a view that comes later is not opened

  get query(): ReadonlySignal<Query> { return this.#query; }
  /** The query whose rows are shown: another one than `query` until the first rows of that came. */
  get shownQuery(): ReadonlySignal<Query> { return this.#shownQuery; }
  /** The saved view that is open; its query may have been changed since (`viewChanged`). */
  get view(): ReadonlySignal<number | undefined> { return this.#view; }
  /** Undefined until they came. */
  get views(): ReadonlySignal<readonly SavedView[] | undefined> { return this.#views; }
  get layout(): ReadonlySignal<Layout> { return this.#layout; }
  /** Every column that can be shown or filtered by; undefined until they came. */
  get columns(): ReadonlySignal<readonly Column[] | undefined> { return this.#columns; }
  /** How many tasks the query finds; undefined until that is known. */
  get total(): ReadonlySignal<number | undefined> { return this.#total; }
  /** Why the rows did not come. */
  get error(): ReadonlySignal<Error | undefined> { return this.#error; }
  /** Goes up whenever other rows are here: read it, then ask `rowAt`. */
  get rowsChanged(): ReadonlySignal<number> { return this.#changed; }
  /** The row under the keyboard, counted from 0. */
  get position(): ReadonlySignal<number | undefined> { return this.#position; }
  /** The first row in view, counted from 0. */
  get head(): ReadonlySignal<number> { return this.#head; }
  /** The row that the table is asked to begin its view with. */
  get goal(): ReadonlySignal<{ readonly position: number } | undefined> { return this.#goal; }
  /** The task that the quick look shows. */
  get quickLook(): ReadonlySignal<number | undefined> { return this.#quickLook; }

  /** True while the rows of a new query are on their way and older ones are shown. */
  readonly busy = computed(() => this.#coming.value !== undefined && this.#error.value === undefined);
  readonly selected = computed(() => this.selection.selected.value);
  readonly selectedCount = computed(() => (this.selection.selected.value, this.selection.count(this.#total.value ?? 0)));
  /** The task under the keyboard. */
  readonly focused = computed(() => {
    void this.#changed.value;
    const position = this.#position.value;
    return position === undefined ? undefined : this.rowAt(position)?.id;
  });
  readonly state = computed<TableState>(() => {
    const total = this.#total.value;
    if (this.#error.value && (total === undefined || this.#coming.value)) return "failed";
    if (total === undefined) return "loading";
    return total > 0 ? "ready" : narrows(this.#query.value) && project.value?.task_number !== 0 ? "nothing-found" : "empty";
  });
  /** True when the open view was saved with another query or layout. */
  readonly viewChanged = computed(() => {
    const saved = this.#views.value?.find((view) => view.id === this.#view.value);
    return saved !== undefined && !(sameQuery(readQuery(saved.data), this.#query.value) && sameLayout(readLayout(saved.data), this.#layout.value));
  });
  /** The page that begins the view: its first row, counted from 0. */
  readonly pageStart = computed(() => pageOf(this.#head.value, this.#total.value ?? 0).first);
  /** The columns that are shown, from the start. */
  readonly shownColumns = computed<readonly Column[]>(() => {
    const columns = this.#columns.value ?? [];
    const ids = this.#layout.value.columns ?? usualColumns(columns, (project.value?.total_predictions_number ?? 0) > 0);
    const all = showable(columns);
    return ids.flatMap((id) => all.find((column) => column.id === id) ?? []);
  });

  /** Reads the address, asks for rows, columns and views, and stays up to date until `close`. */
  open(): void {
    void this.loadColumns();
    if (!takeFirstPage()) void refreshProject().catch(() => undefined); // the rows' own refusal says what is the matter
    const stopPlace = studio().router.place.subscribe((place) => {
      if (place.page === "data") void this.#adopt(place.query);
    });
    let wasOnline = online.peek();
    const stopOnline = online.subscribe((now) => {
      if (now && !wasOnline) this.retry();
      wasOnline = now;
    });
    this.#stops.push(stopPlace, stopOnline, onChangesElsewhere(() => void this.reload()));
  }

  close(): void {
    left = { address: this.#address, head: this.#head.peek() };
    for (const stop of this.#stops.splice(0)) stop();
    this.#pages.peek()?.close();
    this.#coming.peek()?.close();
  }

  // ---- what is asked for

  setQuery({ replace = false, ...change }: QueryChange): void {
    const next = { ...this.#query.peek(), ...change };
    if (sameQuery(next, this.#query.peek())) return;
    this.#take(next);
    this.#mark(replace);
  }

  /** Drops filters and search; the order stays. */
  clearFilters(): void {
    this.setQuery({ filters: NO_FILTERS, search: "" });
  }

  /** Opens a saved view, or all tasks. */
  openView(id: number | undefined): void {
    const saved = this.#views.peek()?.find((view) => view.id === id);
    this.#view.value = saved?.id;
    this.#layout.value = saved ? readLayout(saved.data) : keptLayout();
    this.#take(saved ? readQuery(saved.data) : EVERYTHING);
    this.#mark(false);
  }

  /** What a view that is saved now holds, its title not counted. */
  viewData(): Readonly<Record<string, unknown>> {
    const { filters, ordering, search } = this.#query.peek();
    return { filters, ordering, search, ...layoutData(this.#layout.peek()) };
  }

  setLayout(change: Partial<Layout>): void {
    if (change.display !== undefined && this.#head.peek() > 0) this.#goal.value = { position: this.#head.peek() };
    this.#layout.value = { ...this.#layout.peek(), ...change };
    if (this.#view.peek() === undefined) keepLayout(this.#layout.peek());
  }

  async loadViews(): Promise<void> {
    this.#views.value = await api.get<SavedView[]>("/api/dm/views/", { project: 1 });
  }
  async loadColumns(): Promise<void> {
    const found = await api.get<{ readonly columns: readonly ColumnView[] }>("/api/dm/columns", { project: 1 }).catch(() => undefined);
    // without them the table still has its own; the rows' refusal says what is the matter
    this.#columns.value = found ? readColumns(found.columns) : (this.#columns.peek() ?? []);
  }

  // ---- rows

  /** The row at a position counted from 0; undefined while it is not here. Call `want` for what is seen. */
  rowAt(position: number): Row | undefined {
    return this.#pages.peek()?.at(position);
  }

  /** The row of a task, if it is here. */
  rowOf(id: number): Row | undefined {
    const at = this.positionOf(id);
    return at === undefined ? undefined : this.rowAt(at);
  }

  /** Where the row of a task stands, counted from 0, if it is here. */
  positionOf(id: number): number | undefined {
    return this.#pages.peek()?.positionOf(id);
  }

  /** Tells which rows are seen (`last` not included): they are got, with some before and after. */
  want(first: number, last: number): void {
    this.#seen = [first, last];
    this.#pages.peek()?.want(first, last, this.#total.peek() ?? 1);
  }

  /** The table tells which row is the first in view. */
  scrolledTo(head: number): void {
    this.#head.value = head;
  }

  /** Goes to a row, which becomes the first in view where there is room, with the keyboard on it. */
  goTo(position: number): void {
    this.moveTo(position);
    this.#goal.value = { position: this.#position.peek() ?? 0 };
  }

  /** Asks again for rows, counts and columns; what is shown stays until then. Call it after every action. */
  async reload(): Promise<void> {
    (this.#coming.peek() ?? this.#pages.peek())?.refresh();
    await Promise.all([refreshProject().catch(() => undefined), this.loadColumns()]);
  }

  /** Asks again for what did not come. */
  retry(): void {
    this.#error.value = undefined;
    (this.#coming.peek() ?? this.#pages.peek())?.retry();
    if (!this.#columns.peek()) void this.loadColumns();
  }

  // ---- selection

  select(ids: Iterable<number>, on = true): void {
    this.selection.select(ids, on);
  }

  /** Selects a task or takes it out; a range that is drawn next begins there. */
  toggle(id: number): void {
    const position = this.#pages.peek()?.positionOf(id);
    this.selection.toggle(id);
    this.#anchor = position === undefined ? undefined : { position, before: this.selection.selected.peek() };
  }

  /** Selects from where the last range or toggle began to here. Throws RangeTooLong beyond LONGEST_RANGE rows. */
  async selectRange(to: number): Promise<void> {
    const anchor = (this.#anchor ??= { position: this.#position.peek() ?? to, before: this.selection.selected.peek() });
    const first = Math.min(anchor.position, to);
    const last = Math.max(anchor.position, to);
    if (last - first >= LONGEST_RANGE) throw new RangeTooLong();
    const ids = await this.idsOf(first, last);
    this.selection.restore(anchor.before);
    this.selection.select(ids);
  }

  /** The ids of the rows from `first` to `to`, which is included; those that are not here are got. */
  async idsOf(first: number, to: number): Promise<readonly number[]> {
    const last = Math.min(to, (this.#total.peek() ?? 0) - 1);
    const here = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => this.rowAt(first + index)?.id);
    if (here.every((id) => id !== undefined)) return here;
    const ids: number[] = [];
    const query = queryText(this.#query.peek()) || undefined;
    for (let page = Math.floor(first / RANGE_PAGE); page * RANGE_PAGE <= last; page += 1) {
      const { tasks } = await api.get<Found>("/api/tasks/", { fields: "table", page: page + 1, page_size: RANGE_PAGE, query });
      ids.push(...tasks.filter((_, at) => page * RANGE_PAGE + at >= first && page * RANGE_PAGE + at <= last).map((row) => row.id));
    }
    return ids;
  }

  selectAll(): void {
    this.#anchor = undefined;
    this.selection.selectAll();
  }

  clear(): void {
    this.#anchor = undefined;
    this.selection.clear();
  }

  /** What POST /api/dm/actions/ takes: which tasks, of what the query finds, in its order. */
  selectedItems(): { readonly selectedItems: SelectedItems; readonly filters?: Query["filters"]; readonly ordering?: readonly string[]; readonly search?: string } {
    const { filters, ordering, search } = this.#query.peek();
    return {
      selectedItems: this.selection.items(),
      ...(filters.items.length > 0 ? { filters } : {}),
      ...(ordering.length > 0 ? { ordering } : {}),
      ...(search === "" ? {} : { search }),
    };
  }

  // ---- keyboard and quick look

  /** Puts the keyboard on a row; an open quick look follows it. */
  moveTo(position: number | undefined): void {
    const total = this.#total.peek() ?? 0;
    this.#position.value = position === undefined || total === 0 ? undefined : Math.max(0, Math.min(position, total - 1));
    const id = this.focused.peek();
    if (this.#quickLook.peek() !== undefined && id !== undefined) this.openQuickLook(id);
  }

  /** A range that is drawn next begins at the keyboard. */
  endRange(): void {
    this.#anchor = undefined;
  }

  openQuickLook(id: number): void {
    if (this.#quickLook.peek() === id) return;
    const opened = this.#quickLook.peek() === undefined;
    this.#quickLook.value = id;
    this.#mark(!opened);
  }

  closeQuickLook(): void {
    if (this.#quickLook.peek() === undefined) return;
    this.#quickLook.value = undefined;
    this.#mark(true);
  }

  // ---- within

  async #adopt(address: URLSearchParams): Promise<void> {
    this.#address = location.href;
    const text = address.get("q");
    const id = Number(address.get("view")) || undefined;
    this.#quickLook.value = Number(address.get("look")) || undefined;
    if (id === undefined) {
      if (this.#view.peek() !== undefined) this.#layout.value = keptLayout();
      this.#view.value = undefined;
      if (!this.#views.peek()) void this.loadViews().catch(() => undefined); // the tabs are missing, the table is not
      return this.#take(readQuery(text ?? ""));
    }
    const mine = (this.#asked += 1);
    const fault = this.#views.peek()?.some((view) => view.id === id) ? undefined : await this.loadViews().then(() => undefined, (error: Error) => error);
    if (mine !== this.#asked) return;
    if (fault) return void (this.#error.value = fault);
    const saved = this.#views.peek()?.find((view) => view.id === id);
    this.#view.value = saved?.id;
    this.#layout.value = saved ? readLayout(saved.data) : keptLayout();
    this.#take(text !== null || !saved ? readQuery(text ?? "") : readQuery(saved.data));
  }

  #take(next: Query): void {
    this.#asked += 1;
    const before = this.#query.peek();
    const first = !this.#pages.peek() && !this.#coming.peek();
    if (!first && sameQuery(before, next)) return;
    if (queryText({ ...before, ordering: [] }) !== queryText({ ...next, ordering: [] })) this.clear();
    this.#query.value = next;
    this.#error.value = undefined;
    this.#coming.peek()?.close();
    const pages = this.#openPages(next);
    this.#coming.value = pages;
    pages.want(0, PAGE_SIZE, PAGE_SIZE);
  }

  #openPages(query: Query): RowPages {
    const text = queryText(query);
    const pages = new RowPages({
      fetchPage: (page, signal) =>
        api.get<Found>("/api/tasks/", { fields: "table", page, page_size: PAGE_SIZE, query: text || undefined }, { signal }),
      onFound: (found) => this.#arrived(pages, found),
      onError: (error) => {
        this.#error.value = error as Error;
      },
    });
    return pages;
  }

  #arrived(pages: RowPages, { total, total_annotations: annotations }: Found): void {
    // the counts above the table are older than these rows
    if (annotations !== undefined && annotations !== project.peek()?.total_annotations_number) void refreshProject().catch(() => undefined);
    this.#error.value = undefined;
    const under = pages === this.#pages.peek() ? this.focused.peek() : undefined;
    if (pages === this.#coming.peek()) {
      this.#pages.peek()?.close();
      this.#pages.value = pages;
      this.#shownQuery.value = this.#query.peek();
      this.#coming.value = undefined;
      this.#anchor = undefined;
      if (this.#position.peek() !== undefined) this.#position.value = 0;
      if (left?.head && left.address === location.href) this.#goal.value = { position: left.head };
      left = undefined;
      this.#seen = [0, PAGE_SIZE];
    }
    this.#total.value = total;
    this.#changed.value += 1;
    this.#keepKeyboard(under, total);
    if (this.#seen[0] >= total) this.want(Math.max(0, total - PAGE_SIZE), total);
  }

  /** After a reload the keyboard stays on its task, or at its place when the task is gone. */
  #keepKeyboard(id: number | undefined, total: number): void {
    const position = this.#position.peek();
    if (position === undefined) return;
    const moved = id === undefined ? undefined : this.#pages.peek()?.positionOf(id);
    this.#position.value = total === 0 ? undefined : Math.min(moved ?? position, total - 1);
  }

  #mark(replace: boolean): void {
    const view = this.#view.peek();
    const saved = this.#views.peek()?.find((one) => one.id === view);
    const query = this.#query.peek();
    const look = this.#quickLook.peek();
    const text = saved && sameQuery(readQuery(saved.data), query) ? "" : queryText(query) || (saved ? "{}" : "");
    studio().router.mark({ ...(view === undefined ? {} : { view }), ...(text === "" ? {} : { q: text }), ...(look === undefined ? {} : { look }) }, { replace });
    this.#address = location.href;
  }
}
