// The sessions: found, filtered, sorted, page by page.
import { Icon } from "../../components/Icon";
import { State } from "../../components/State";
import { left, search as searchIcon } from "../../icons/pages";
import { down, layers, offline } from "../../icons/shell";
import { useSlow, useValue } from "../../observe";
import { errors } from "../../strings/errors";
import { hostSessions as words } from "../../strings/host-sessions";
import { host, type SessionPage, type SessionQuery, type Sort } from "./host-api";
import { up } from "./icons";
import { FIRST, go, PAGE_SIZE, place } from "./place";
import { SessionFilter } from "./SessionFilter";
import { SessionRow } from "./SessionRow";
import { usePoll } from "./use-poll";

/** Changes what the table shows; everything but turning the page begins at the first. */
export const show = (change: Partial<SessionQuery>): void =>
  go({ query: { ...place.peek().query, page: 1, ...change } }, { replace: change.page === undefined });

export function SessionTable() {
  const { query } = useValue(place);
  const found = usePoll(JSON.stringify(query), (signal) => host.sessions(query, signal));
  const slow = useSlow(found.value === undefined && found.fault === undefined);
  return (
    <section class="card" id="sessions" tabIndex={-1} aria-labelledby="sessions-heading">
      <h2 class="sr" id="sessions-heading">{words.heading}</h2>
      <SessionFilter query={query} />
      {found.value ? (
        <Rows page={found.value} query={query} />
      ) : found.fault ? (
        <div class="padded">
          <State icon={offline} tone="bad" title={words.failed} detail={found.fault.message}>
            <button class="btn" onClick={() => void found.again()}>{errors.tryAgain}</button>
          </State>
        </div>
      ) : (
        <Waiting visible={slow} />
      )}
    </section>
  );
}

function Waiting({ visible }: { readonly visible: boolean }) {
  return (
    <div class="waiting" aria-busy="true">
      {visible && Array.from({ length: 8 }, (_, row) => <div key={row} class="sk" style={{ width: `${92 - ((row * 17) % 40)}%` }} />)}
    </div>
  );
}

function Rows({ page, query }: { readonly page: SessionPage; readonly query: SessionQuery }) {
  const now = new Date();
  if (page.sessions.length === 0) return <Nothing query={query} />;
  return (
    <>
      <div class="twrap">
        <table class="t tight sessions">
          <thead>
            <tr>
              <Column sort="title" query={query} title={words.columns.session} />
              <th>{words.columns.state}</th>
              <Column sort="progress" query={query} title={words.columns.progress} />
              <Column sort="bytes" query={query} title={words.columns.bytes} number />
              <Column sort="created" query={query} title={words.columns.created} number />
              <Column sort="last_seen" query={query} title={words.columns.last_seen} number />
              <th><span class="sr">{words.columns.actions}</span></th>
            </tr>
          </thead>
          <tbody>
            {page.sessions.map((session) => (
              <SessionRow key={session.id} session={session} now={now} />
            ))}
          </tbody>
        </table>
      </div>
      <Pager total={page.total} shown={page.sessions.length} page={query.page} size={PAGE_SIZE} onPage={(next) => show({ page: next })} />
    </>
  );
}

function Nothing({ query }: { readonly query: SessionQuery }) {
  const narrowed = query.search !== "" || query.state !== "" || query.page > 1;
  return (
    <div class="padded">
      <State icon={narrowed ? searchIcon : layers} title={narrowed ? words.nothingFound : words.none} detail={narrowed ? words.nothingFoundDetail : words.noneDetail}>
        {narrowed && <button class="btn" onClick={() => show(FIRST)}>{words.showAll}</button>}
      </State>
    </div>
  );
}

interface ColumnProps {
  readonly sort: Sort;
  readonly query: SessionQuery;
  readonly title: string;
  readonly number?: boolean;
}

/** The first press on a column shows what one looks for there: names from A, everything else from the highest. */
const firstOrder = (sort: Sort): "asc" | "desc" => (sort === "title" ? "asc" : "desc");

function Column({ sort, query, title, number = false }: ColumnProps) {
  const sorted = query.sort === sort;
  const turned = query.order === "asc" ? "desc" : "asc";
  // an age is highest where the beginning is lowest: the arrow follows what is read
  const rising = sort === "created" || sort === "last_seen" ? query.order === "desc" : query.order === "asc";
  return (
    <th class={number ? "n" : undefined} aria-sort={sorted ? (rising ? "ascending" : "descending") : undefined}>
      <button class="sorts" onClick={() => show({ sort, order: sorted ? turned : firstOrder(sort) })}>
        {title}
        <span class={sorted ? "arrow on" : "arrow"}><Icon path={rising && sorted ? up : down} size={14} /></span>
      </button>
    </th>
  );
}

export interface PagerProps {
  readonly total: number;
  readonly shown: number;
  readonly page: number;
  readonly size: number;
  readonly onPage: (page: number) => void;
}

export function Pager({ total, shown, page, size, onPage }: PagerProps) {
  const first = (page - 1) * size + 1;
  const last = first + shown - 1;
  return (
    <div class="pager">
      <span class="num" role="status">{words.range(first, last, total)}</span>
      <span class="right row">
        <button class="ib" aria-label={words.previous} title={words.previous} disabled={page <= 1} onClick={() => onPage(page - 1)}>
          <Icon path={left} />
        </button>
        <button class="ib turned" aria-label={words.next} title={words.next} disabled={last >= total} onClick={() => onPage(page + 1)}>
          <Icon path={left} />
        </button>
      </span>
    </div>
  );
}

