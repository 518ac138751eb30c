// The table: a grid of rows of one height, of which those in view are drawn. The keyboard's focus stays on the grid itself, so
// that it is never lost to a row that scrolls away or comes anew; the active cell is named by aria-activedescendant.
import { useEffect, useRef, useState } from "preact/hooks";
import { useValue } from "../../observe";
import { data as words } from "../../strings/data";
import { toastError } from "../../toasts";
import { HeaderRow, resizeColumn, sortBy } from "./HeaderRow";
import { extend, rowKey, sideOf } from "./keys";
import type { DataModel } from "./model";
import { pageOf } from "./paging";
import { hasMain, TableRow } from "./TableRow";
import { rowHeight, tracksOf } from "./tracks";
import type { Column } from "./types";
import type { Lines } from "./use-lines";
import { SMALL, useColors, useMedia, useMinute, useRows } from "./use-table";

const HEAD = 35;
const CARD = 92;
const WIDER = 16;
const GRID = "rows";
const HEAD_ID = `${GRID}-head`;

export function Table({ model }: { readonly model: DataModel }) {
  const columns = useValue(model.shownColumns);
  const layout = useValue(model.layout);
  const total = useValue(model.total) ?? 0;
  const position = useValue(model.position);
  const busy = useValue(model.busy);
  const cards = useMedia(SMALL);
  const height = cards ? CARD : rowHeight(columns, layout.density);
  const { lines, element } = useRows(model, 1, height, cards ? 0 : HEAD);
  const page = pageOf(useValue(model.pageStart), total);
  const selectPage = (): void => void togglePage(model, page.first, page.last).catch(toastError);
  const cell = useActiveCell(model, columns, cards, lines.fit, selectPage);
  const tracks = tracksOf(columns, layout);
  const drawn = position !== undefined && position >= lines.first && position < lines.last;
  const active = cell.inHead ? `${GRID}-head-${cell.column}` : drawn ? `${GRID}-${position}-${cell.column}` : undefined;
  useActiveInSight(element, active);
  return (
    <div
      class={`table${cards ? (hasMain(columns) ? " as-cards" : " as-cards no-main") : ""}${layout.density === "tight" ? " tight" : ""}`}
      role="grid"
      tabIndex={0}
      ref={element}
      style={{ "--cols": tracks.template, "--least": `${tracks.least}px`, "--row": `${height}px` }}
      aria-label={words.tableLabel}
      aria-rowcount={total + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable
      aria-busy={busy}
      aria-activedescendant={active}
      onKeyDown={cell.onKeyDown}
      onFocus={() => position === undefined && total > 0 && model.moveTo(model.head.peek())}
      onClick={(event) => rowClick(event, model)}
    >
      <HeaderRow id={HEAD_ID} model={model} columns={columns} active={cell.inHead ? cell.column : undefined} page={usePageState(model, page.first, page.last)} onSelectPage={selectPage} />
      <div class="tbody" role="presentation" style={{ height: `${lines.height}px` }}>
        <div class="window" role="rowgroup">
          <Rows model={model} columns={columns} lines={lines} column={cell.inHead ? undefined : cell.column} />
        </div>
      </div>
    </div>
  );
}

interface RowsProps {
  readonly model: DataModel;
  readonly columns: readonly Column[];
  readonly lines: Lines;
  /** the column of the active cell; undefined while that is in the head */
  readonly column: number | undefined;
}

function Rows({ model, columns, lines, column }: RowsProps) {
  const selection = useValue(model.selected);
  const position = useValue(model.position);
  const looked = useValue(model.quickLook);
  useValue(model.rowsChanged);
  const minute = useMinute();
  const colors = useColors();
  return Array.from({ length: lines.last - lines.first }, (_, index) => {
    const place = lines.first + index;
    const row = lines.hurried ? undefined : model.rowAt(place);
    return (
      <TableRow
        key={place % lines.most}
        id={`${GRID}-${place}`}
        position={place}
        top={lines.placeOf(place)}
        row={row}
        columns={columns}
        colors={colors}
        selected={row !== undefined && selection.all !== selection.ids.has(row.id)}
        looked={row !== undefined && row.id === looked}
        active={place === position ? column : undefined}
        minute={minute}
      />
    );
  });
}

interface ActiveCell {
  /** 0 is the check box */
  readonly column: number;
  readonly inHead: boolean;
  onKeyDown(event: KeyboardEvent): void;
}

/** The cell under the keyboard: a column of the model's row, or of the head, which lies above the first row. */
function useActiveCell(model: DataModel, columns: readonly Column[], cards: boolean, fit: number, selectPage: () => void): ActiveCell {
  const [wanted, setColumn] = useState(1);
  const [inHead, setInHead] = useState(false);
  const column = Math.min(wanted, columns.length);
  const sideways = (by: number): void => setColumn(Math.max(0, Math.min(columns.length, column + by)));
  const headKey = (event: KeyboardEvent): boolean => {
    const one = columns[column - 1];
    const side = sideOf(event);
    if (side !== undefined && event.shiftKey && one) {
      resizeColumn(model, one, (document.getElementById(`${HEAD_ID}-${column}`)?.offsetWidth ?? 0) + side * WIDER);
    } else if (side !== undefined) sideways(side);
    else if (event.key === "Enter" || event.key === " ") {
      if (one) sortBy(model, one, event.shiftKey);
      else selectPage();
    } else if (event.key === "ArrowDown") {
      setInHead(false);
      model.moveTo(0);
    } else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return {
    column,
    inHead,
    onKeyDown(event) {
      if (inHead && headKey(event)) return;
      setInHead(false);
      rowKey(event, { model, line: 1, page: fit, ...(cards ? {} : { sideways, leaveUp: () => setInHead(true) }) });
    },
  };
}

/** Scrolls the active cell into sight sideways; up and down is done by the lines. */
function useActiveInSight(element: { readonly current: HTMLDivElement | null }, active: string | undefined): void {
  const last = useRef<string | undefined>(undefined);
  useEffect(() => {
    const cell = active !== undefined && document.activeElement === element.current ? document.getElementById(active) : null;
    if (cell && element.current && last.current !== active) {
      const [own, all] = [cell.getBoundingClientRect(), element.current.getBoundingClientRect()];
      if (own.left < all.left) element.current.scrollLeft -= all.left - own.left;
      else if (own.right > all.right) element.current.scrollLeft += Math.min(own.right - all.right, own.left - all.left);
    }
    last.current = active;
  }, [active]);
}

function usePageState(model: DataModel, first: number, last: number): "all" | "some" | "none" {
  const { all, ids } = useValue(model.selected);
  if (all && ids.size === 0) return "all";
  if (ids.size === 0) return "none";
  for (let position = first; position < last; position += 1) {
    const row = model.rowAt(position);
    if (!row || all === ids.has(row.id)) return "some";
  }
  return "all";
}

/** Selects the rows of a page (`last` not included), or takes them out when all of them are selected. */
async function togglePage(model: DataModel, first: number, last: number): Promise<void> {
  const ids = await model.idsOf(first, last - 1);
  model.select(ids, !ids.every((id) => model.selection.has(id)));
}

/** A press on a row: on its box it selects, with Shift up to here; elsewhere it opens the quick look. */
export function rowClick(event: MouseEvent, model: DataModel): void {
  const target = event.target as Element;
  const place = target.closest<HTMLElement>("[data-position]")?.dataset["position"];
  if (place === undefined || getSelection()?.toString()) return;
  const position = Number(place);
  const id = model.rowAt(position)?.id;
  if (id === undefined) return;
  const box = target.closest(".check") ?? target.querySelector(".check:only-child");
  if (event.shiftKey) extend(model, position);
  else {
    if (box || event.ctrlKey || event.metaKey) model.toggle(id);
    else {
      model.endRange();
      model.openQuickLook(id);
    }
    model.moveTo(position);
  }
  if (box instanceof HTMLInputElement) box.checked = model.selection.has(id); // a box shows what is, not what was pressed
}
