// What the table shows: words to look for, a state, and, where the columns have no heads, the order.
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Icon } from "../../components/Icon";
import { search as searchIcon } from "../../icons/pages";
import { hostSessions as words } from "../../strings/host-sessions";
import { SORTS, type SessionQuery, type SessionState, type Sort } from "./host-api";
import { place } from "./place";
import { show } from "./SessionTable";

const STATES: readonly ("" | SessionState)[] = ["", "live", "frozen", "removed"];
/** Milliseconds without a key press after which is looked. */
const PAUSE = 250;

export function SessionFilter({ query }: { readonly query: SessionQuery }) {
  const id = useId();
  return (
    <div class="filter">
      <SearchField value={query.search} />
      <div class="seg-ctl" role="group" aria-label={words.statesLabel}>
        {STATES.map((state) => (
          <button key={state} aria-pressed={query.state === state} onClick={() => show({ state })}>{words.states[state]}</button>
        ))}
      </div>
      <label class="sort-choice" for={id}>
        <span class="sr">{words.sort}</span>
        <select id={id} class="in" value={`${query.sort} ${query.order}`} onChange={(event) => show(chosen(event.currentTarget.value))}>
          {SORTS.flatMap((sort) => (["desc", "asc"] as const).map((order) => (
            <option key={sort + order} value={`${sort} ${order}`}>{words.orders[sort][order]}</option>
          )))}
        </select>
      </label>
    </div>
  );
}

function chosen(value: string): Partial<SessionQuery> {
  const [sort, order] = value.split(" ");
  return { sort: sort as Sort, order: order === "asc" ? "asc" : "desc" };
}

/** Looks a moment after the last key; Escape empties it. */
function SearchField({ value }: { readonly value: string }) {
  const [typed, setTyped] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const looked = useRef(value);
  useEffect(() => {
    // changed elsewhere: Back, or "Show all"
    if (value !== looked.current) setTyped(value);
    looked.current = value;
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const type = (next: string, pause: number): void => {
    setTyped(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      looked.current = next.trim();
      if (place.peek().query.search !== next.trim()) show({ search: next.trim() });
    }, pause);
  };
  return (
    <label class="search">
      <Icon path={searchIcon} />
      <span class="sr">{words.search}</span>
      <input
        class="in"
        type="search"
        placeholder={words.searchHint}
        value={typed}
        maxLength={200}
        spellcheck={false}
        onInput={(event) => type(event.currentTarget.value, PAUSE)}
        onKeyDown={(event) => {
          if (event.key === "Enter") type(event.currentTarget.value, 0);
          if (event.key === "Escape" && typed !== "") {
            event.preventDefault();
            type("", 0);
          }
        }}
      />
    </label>
  );
}
