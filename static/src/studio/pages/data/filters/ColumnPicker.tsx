// Which column a new filter is about: found by typing. A whole filter typed in one line is understood too.
import { useId, useState } from "preact/hooks";
import { filters as words } from "../../../strings/filters";
import type { FilterColumn, FilterItem } from "./conditions";
import { readLine } from "./typed";
import { wordingOf } from "./wording";

export interface ColumnPickerProps {
  /** undefined until they came */
  readonly columns: readonly FilterColumn[] | undefined;
  readonly onColumn: (column: FilterColumn) => void;
  readonly onItem: (item: FilterItem) => void;
}

const NONE = 6;

/** The columns whose name holds what was typed: those of the data first, and names that begin so before all. */
export function matching(text: string, columns: readonly FilterColumn[]): readonly FilterColumn[] {
  const part = text.trim().toLowerCase();
  const rank = ({ title, id }: FilterColumn): number =>
    (title.toLowerCase().startsWith(part) ? 0 : title.toLowerCase().includes(part) ? 2 : id.toLowerCase().includes(part) ? 4 : NONE) + (id.startsWith("data.") ? 0 : 1);
  return columns.filter((column) => rank(column) < NONE).toSorted((one, other) => rank(one) - rank(other));
}

export function ColumnPicker({ columns, onColumn, onItem }: ColumnPickerProps) {
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const list = useId();
  const whole = readLine(text, columns ?? []);
  const found = matching(text, columns ?? []);
  const rows = whole ? 1 : found.length;
  const take = (index: number): void => {
    const column = found[index];
    if (whole) onItem(whole);
    else if (column) onColumn(column);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = event.key === "ArrowDown" ? at + 1 : event.key === "ArrowUp" ? at - 1 : undefined;
    if (to !== undefined && rows > 0) setAt((to + rows) % rows);
    else if (event.key === "Enter") take(at);
    else return;
    event.preventDefault();
  };
  const option = (index: number) => ({ id: `${list}-${index}`, role: "option" as const, "aria-selected": index === at, class: index === at ? "fly-item at" : "fly-item", onClick: () => take(index) });
  return (
    <div class="picker">
      <input class="in" type="text" data-safe role="combobox" aria-expanded="true" aria-controls={list} aria-activedescendant={rows > 0 ? `${list}-${at}` : undefined}
        aria-label={words.findColumn} placeholder={words.findColumn} autocomplete="off" value={text} onKeyDown={onKeyDown} onInput={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }} />
      <div class="options" id={list} role="listbox" aria-label={words.columns} ref={(box) => box?.querySelector(".at")?.scrollIntoView({ block: "nearest" })}>
        {whole && <div {...option(0)}><Sentence item={whole} columns={columns ?? []} /></div>}
        {!whole && found.map((column, index) => (
          <div key={column.id} {...option(index)}>
            <span class="clip">{column.title}</span>
            <span class="more">{words.kinds[column.type]}</span>
          </div>
        ))}
      </div>
      {columns !== undefined && rows === 0 && <p class="hint none">{words.noColumn(text)}</p>}
    </div>
  );
}

function Sentence({ item, columns }: { readonly item: FilterItem; readonly columns: readonly FilterColumn[] }) {
  const { name, relation, value } = wordingOf(item, columns);
  return (
    <>
      <span>{words.addThis}</span>
      <b class="clip">{[name, relation, value].filter(Boolean).join(" ")}</b>
    </>
  );
}
