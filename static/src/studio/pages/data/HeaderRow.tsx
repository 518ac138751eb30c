// The names of the columns: a press sorts, with Shift as a further key; the edge of a column changes its width.
import { useRef } from "preact/hooks";
import { Icon } from "../../components/Icon";
import { ascending, descending } from "../../icons/data";
import { useValue } from "../../observe";
import { data as words } from "../../strings/data";
import { isFigure } from "./cells";
import { sortable } from "./columns";
import type { DataModel } from "./model";
import { sortedBy, sortOf } from "./query";
import { NARROWEST, WIDEST } from "./tracks";
import type { Column } from "./types";

export interface HeaderRowProps {
  readonly id: string;
  readonly model: DataModel;
  readonly columns: readonly Column[];
  /** the name under the keyboard, 0 being the check box */
  readonly active: number | undefined;
  /** whether all, some or none of the page's rows are selected */
  readonly page: "all" | "some" | "none";
  readonly onSelectPage: () => void;
}

/** Sorts by a column; with `add` as a further key. */
export function sortBy(model: DataModel, column: Column, add: boolean): void {
  if (sortable(column)) model.setQuery({ ordering: sortedBy(model.query.peek().ordering, column, add) });
}

/** Makes a column wider or narrower, from `width` pixels. */
export function resizeColumn(model: DataModel, column: Column, width: number): void {
  const { widths } = model.layout.peek();
  model.setLayout({ widths: { ...widths, [column.id]: Math.round(Math.max(NARROWEST, Math.min(WIDEST, width))) } });
}

export function HeaderRow({ id, model, columns, active, page, onSelectPage }: HeaderRowProps) {
  const query = useValue(model.query);
  return (
    <div class="thead" role="rowgroup">
      <div class="tr" role="row" aria-rowindex={1}>
        <div class={active === 0 ? "cell active" : "cell"} role="columnheader" aria-colindex={1} id={`${id}-0`}>
          <input
            type="checkbox"
            class={page === "some" ? "check mixed" : "check"}
            tabIndex={-1}
            checked={page === "all"}
            ref={(element) => {
              if (element) element.indeterminate = page === "some";
            }}
            aria-label={words.selectPage}
            onClick={onSelectPage}
          />
        </div>
        {columns.map((column, index) => {
          const sort = sortOf(query, column.id);
          const name = `cell${isFigure(column) ? " n" : ""}${active === index + 1 ? " active" : ""}${sortable(column) ? " sorts" : ""}`;
          return (
            <div
              key={column.id}
              class={name}
              role="columnheader"
              aria-colindex={index + 2}
              aria-sort={sort?.direction}
              id={`${id}-${index + 1}`}
              title={column.help ?? (sortable(column) ? words.sortHint : undefined)}
              onClick={(event) => sortBy(model, column, event.shiftKey)}
            >
              <span class="clip">{column.title}</span>
              {sort && <Icon path={sort.direction === "ascending" ? ascending : descending} size={14} />}
              {sort && query.ordering.length > 1 && <b class="key" aria-label={words.sortKey(sort.place)}>{sort.place}</b>}
              <Edge model={model} column={column} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** The edge of a column, to be dragged. */
function Edge({ model, column }: { readonly model: DataModel; readonly column: Column }) {
  const from = useRef<{ readonly x: number; readonly width: number; readonly way: number } | undefined>(undefined);
  return (
    <i
      class="edge"
      aria-hidden="true"
      onClick={(event) => event.stopPropagation()}
      onDblClick={(event) => {
        event.stopPropagation();
        const { [column.id]: _, ...widths } = model.layout.peek().widths;
        model.setLayout({ widths });
      }}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        const way = event.currentTarget.matches(":dir(rtl)") ? -1 : 1;
        from.current = { x: event.clientX, width: event.currentTarget.parentElement?.offsetWidth ?? NARROWEST, way };
      }}
      onPointerMove={(event) => {
        if (from.current) resizeColumn(model, column, from.current.width + from.current.way * (event.clientX - from.current.x));
      }}
      onLostPointerCapture={() => {
        from.current = undefined;
      }}
    />
  );
}
