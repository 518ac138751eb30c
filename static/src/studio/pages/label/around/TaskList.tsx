// All tasks in a list of any length: typing searches, arrows walk, Enter opens.
import { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";
import { Icon } from "../../../components/Icon";
import { search as searchIcon } from "../../../icons/pages";
import { count } from "../../../format";
import { useSlow, useValue } from "../../../observe";
import { Skeleton } from "../../../components/State";
import { around } from "../../../strings/label-around";
import { scrollTo, windowAt } from "./scroll-window";
import { previewOf, queryOf, TaskRows, type Status, type TaskRow } from "./task-rows";

export interface TaskListProps {
  readonly current: number | undefined;
  /** the shown task's place among all, from 1 */
  readonly place: number | undefined;
  readonly onOpen: (task: number) => void;
}

const ROW = 44;
/** How long typing rests before it is searched for, in milliseconds. */
const REST = 250;
const STATUSES = ["all", "new", "draft", "done", "skipped"] as const;

export function TaskList({ current, place, onOpen }: TaskListProps) {
  const [typed, setTyped] = useState("");
  const [text, setText] = useState("");
  const [status, setStatus] = useState<Status>();
  const [active, setActive] = useState((place ?? 1) - 1);
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  const query = queryOf(text, status);
  const rows = useMemo(() => new TaskRows(query), [query]);
  useEffect(() => {
    rows.want(0, 0);
    return () => rows.stop();
  }, [rows]);
  useEffect(() => {
    const timer = setTimeout(() => setText(typed), REST);
    return () => clearTimeout(timer);
  }, [typed]);
  useEffect(() => setActive(query === undefined ? (place ?? 1) - 1 : 0), [query]);
  useEffect(() => field.current?.focus(), []);
  const total = useValue(rows.total);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const row = rows.row(active);
    const next = moved(event.key, active, total ?? 0);
    if (event.key === "Enter" && row) onOpen(row.id);
    else if (next !== undefined) setActive(next);
    else return;
    event.preventDefault();
  };
  const clear = (): void => {
    setTyped("");
    setText("");
    setStatus(undefined);
    field.current?.focus();
  };
  return (
    <div class="drawer-body" onKeyDown={onKeyDown}>
      <div class="drawer-tools">
        <label class="search">
          <span class="sr">{around.find}</span>
          <Icon path={searchIcon} size={14} />
          <input class="in" type="search" ref={field} value={typed} placeholder={around.find} aria-controls={total ? listId : undefined}
            aria-activedescendant={total ? `${listId}-${active}` : undefined} onInput={(event) => setTyped(event.currentTarget.value)} />
        </label>
        <div class="seg-ctl statuses" role="group" aria-label={around.status}>
          {STATUSES.map((name) => (
            <button key={name} type="button" aria-pressed={(status ?? "all") === name} onClick={() => setStatus(name === "all" ? undefined : name)}>
              {around.statuses[name]}
            </button>
          ))}
        </div>
        <span class="small muted num" role="status">{total === undefined ? "" : around.found(total)}</span>
      </div>
      {total === 0 ? <Nothing asked={query !== undefined} onClear={clear} /> : <Rows id={listId} rows={rows} active={active} current={current} onOpen={onOpen} />}
    </div>
  );
}

function Nothing({ asked, onClear }: { readonly asked: boolean; readonly onClear: () => void }) {
  if (!asked) return <p class="drawer-none">{around.noTasks}</p>;
  return (
    <div class="drawer-none">
      <b>{around.nothingFound}</b>
      <p class="muted">{around.nothingFoundDetail}</p>
      <button type="button" class="btn sm" onClick={onClear}>{around.clear}</button>
    </div>
  );
}

/** The row that a key leads to; undefined when it means something else. */
function moved(key: string, active: number, total: number): number | undefined {
  const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };
  const step = steps[key];
  return step === undefined || total === 0 ? undefined : Math.min(total - 1, Math.max(0, active + step));
}

interface RowsProps {
  readonly id: string;
  readonly rows: TaskRows;
  readonly active: number;
  readonly current: number | undefined;
  readonly onOpen: (task: number) => void;
}

function Rows({ id, rows, active, current, onOpen }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ top: 0, view: 600 });
  const total = useValue(rows.total);
  useValue(rows.version);
  const slow = useSlow(total === undefined);
  const { first, last, top, height } = windowAt(place.top, place.view, total ?? 0, ROW);
  const measure = (): void => {
    const { scrollTop = 0, clientHeight = 600 } = scroller.current ?? {};
    setPlace({ top: scrollTop, view: clientHeight });
  };
  useEffect(() => {
    // the active row is in the middle when the list opens, and stays in sight when keys move it
    const element = scroller.current;
    if (!element || total === undefined) return;
    const seen = windowAt(element.scrollTop, element.clientHeight, total, ROW, -1);
    if (active < seen.first || active > seen.last) element.scrollTop = scrollTo(active, element.clientHeight, total, ROW);
    measure();
  }, [active, total]);
  useEffect(() => {
    if (total) rows.want(first, last);
  }, [rows, first, last, total]);
  if (total === undefined) return <div class="drawer-rows">{slow && <Skeleton />}</div>;
  const shown = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  return (
    <div class="drawer-rows" ref={scroller} onScroll={measure}>
      <div id={id} role="listbox" tabIndex={0} aria-label={around.tabs.tasks} aria-activedescendant={`${id}-${active}`} style={{ height: `${height}px` }}>
        <div style={{ transform: `translateY(${top}px)` }}>
          {shown.map((at) => (
            <Row key={at} id={`${id}-${at}`} at={at} total={total} row={rows.row(at)} active={at === active} current={current} onOpen={onOpen} />
          ))}
        </div>
      </div>
    </div>
  );
}

interface RowProps {
  readonly id: string;
  readonly at: number;
  readonly total: number;
  readonly row: TaskRow | undefined;
  readonly active: boolean;
  readonly current: number | undefined;
  readonly onOpen: (task: number) => void;
}

function Row({ id, at, total, row, active, current, onOpen }: RowProps) {
  if (!row) return <div class="drawer-row" id={id} role="option" aria-selected={active} aria-busy="true" aria-setsize={total} aria-posinset={at + 1}><span class="sk" /></div>;
  const here = row.id === current;
  return (
    <div class={`drawer-row ${active ? "active" : ""}`} id={id} role="option" aria-selected={active} aria-current={here ? "true" : undefined}
      aria-setsize={total} aria-posinset={at + 1} onClick={() => onOpen(row.id)}>
      <span class="num no">{count(row.inner_id)}</span>
      <span class="clip" dir="auto">{previewOf(row.data) || around.noText(row.id)}</span>
      {here && <span class="sr">, {around.here}</span>}
      {row.status !== "new" && <span class={`pill ${row.status === "done" ? "ok" : ""}`}>{row.status === "draft" ? around.draft : around.statuses[row.status]}</span>}
    </div>
  );
}
