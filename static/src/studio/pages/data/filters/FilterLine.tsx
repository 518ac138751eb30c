// Above the table: search, status, one chip a filter, and what the server says when it cannot answer them.
import { useRef, useState } from "preact/hooks";
import { ApiError } from "../../../api";
import { useCommands } from "../../../commands";
import { Flyout } from "../../../components/Flyout";
import { Icon } from "../../../components/Icon";
import { filter as lines } from "../../../icons/data";
import { useSlow, useValue } from "../../../observe";
import { filters as words } from "../../../strings/filters";
import type { DataModel } from "../model";
import { narrows } from "../query";
import type { FilterItem, Filters, Query } from "../types";
import { ColumnPicker } from "./ColumnPicker";
import type { FilterColumn } from "./conditions";
import { FilterChip } from "./FilterChip";
import { FilterForm } from "./FilterForm";
import { SearchField } from "./SearchField";
import { StatusFilter } from "./StatusFilter";
import { statusOf, withoutStatus, withStatus } from "./status";
import { useKey } from "./use-key";
import "./filters.css";

export function FilterLine({ model }: { readonly model: DataModel }) {
  const query = useValue(model.query);
  const columns = useValue(model.columns);
  const error = useValue(model.error);
  const line = useRef<HTMLDivElement>(null);
  const { filters } = query;
  const own = withoutStatus(filters);
  // the sentence stands in place of the rows; here it is seen which filter it is about
  const refusal = error instanceof ApiError && error.code === "query-invalid" ? error.message : undefined;
  const change = (next: Filters): void => model.setQuery({ filters: next });
  /** changes the filters that are not the status, which stays */
  const changeOwn = (items: readonly FilterItem[]): void => change(withStatus({ ...filters, items }, statusOf(filters)));
  const replace = (at: number, next: FilterItem | undefined): void => {
    changeOwn(next ? own.with(at, next) : own.toSpliced(at, 1));
    if (!next) line.current?.querySelector<HTMLElement>(".add-filter")?.focus();
  };
  return (
    <div role="group" aria-label={words.region}>
      <div class="filters" ref={line}>
        <SearchField model={model} />
        <StatusFilter filters={filters} onChange={change} />
        {own.length > 1 && statusOf(filters) === undefined && <Conjunction filters={filters} onChange={change} />}
        {own.map((item, at) => (
          <FilterChip key={`${at} ${item.filter}`} item={item} columns={columns ?? []} refused={refusal?.includes(item.filter) ? refusal : undefined} onChange={(next) => replace(at, next)} />
        ))}
        <AddFilter columns={columns} onAdd={(item) => changeOwn([...own, item])} />
        {narrows(query) && <button class="btn quiet sm" onClick={() => model.clearFilters()}>{words.clear}</button>}
        <Searching model={model} />
      </div>
    </div>
  );
}

function Conjunction({ filters, onChange }: { readonly filters: Filters; readonly onChange: (filters: Filters) => void }) {
  const choice = (conjunction: Filters["conjunction"], text: string, title: string) => (
    <button aria-pressed={filters.conjunction === conjunction} aria-label={title} title={title} onClick={() => onChange({ ...filters, conjunction })}>{text}</button>
  );
  return (
    <span class="seg-ctl" role="group" aria-label={words.match}>
      {choice("and", words.all, words.matchAll)}
      {choice("or", words.anyOf, words.matchAny)}
    </span>
  );
}

function AddFilter({ columns, onAdd }: { readonly columns: readonly FilterColumn[] | undefined; readonly onAdd: (item: FilterItem) => void }) {
  const [open, setOpen] = useState(false);
  const [column, setColumn] = useState<FilterColumn>();
  const show = (next: boolean): void => {
    setColumn(undefined);
    setOpen(next);
  };
  const add = (item: FilterItem): void => {
    show(false);
    onAdd(item);
  };
  useKey("f", () => show(true));
  useCommands(() => ({ commands: [{ id: "add-filter", title: words.add, keys: ["f"], run: () => show(true) }] }));
  return (
    <span class="fly-at">
      <button class="btn quiet sm add-filter" aria-keyshortcuts="f" aria-haspopup="dialog" aria-expanded={open} onClick={() => show(!open)}>
        <Icon path={lines} size={14} />
        {words.add}
      </button>
      {open && (
        <Flyout key={column?.id ?? ""} title={words.add} onClose={() => show(false)}>
          {column ? (
            <FilterForm column={column} item={undefined} onApply={add} onBack={() => setColumn(undefined)} onRemove={undefined} />
          ) : (
            <ColumnPicker columns={columns} onColumn={setColumn} onItem={add} />
          )}
        </Flyout>
      )}
    </span>
  );
}

/** While a slow query runs: what is shown is still the answer to the one before, to which Stop goes back. */
function Searching({ model }: { readonly model: DataModel }) {
  const busy = useValue(model.busy);
  const query = useValue(model.query);
  const total = useValue(model.total);
  const answered = useRef<Query | undefined>(undefined);
  if (!busy) answered.current = query;
  const slow = useSlow(busy && total !== undefined);
  if (!slow) return null;
  return (
    <span class="searching" role="status">
      {words.searching}
      {answered.current && <button class="btn quiet sm" onClick={() => answered.current && model.setQuery({ ...answered.current, replace: true })}>{words.stop}</button>}
    </span>
  );
}
