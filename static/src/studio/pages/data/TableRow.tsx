// One row of the table; while its task is not here, its shape.
import { Component } from "preact";
import { data as words } from "../../strings/data";
import { Cell, isFigure } from "./cells";
import { dataKey, LABELS, STATUS } from "./columns";
import type { Column, Row } from "./types";

export interface TableRowProps {
  readonly id: string;
  /** counted from 0 */
  readonly position: number;
  /** where it stands, in pixels */
  readonly top: number;
  readonly row: Row | undefined;
  readonly columns: readonly Column[];
  readonly colors: ReadonlyMap<string, string>;
  readonly selected: boolean;
  /** the quick look shows it */
  readonly looked: boolean;
  /** the cell under the keyboard, 0 being the check box; undefined on other rows */
  readonly active: number | undefined;
  /** goes up every minute: times are told by how long ago they were */
  readonly minute: number;
}

/** True when there is a text that a card can begin with. */
export const hasMain = (columns: readonly Column[]): boolean => columns.some((column) => dataKey(column.id) !== undefined && column.display !== "image");

/** What a cell is on a card, where there is room for only some: the picture, the first text, how far the task is. */
function partOf(column: Column, index: number, columns: readonly Column[]): string | undefined {
  if (column.id === STATUS || column.id === LABELS) return column.id;
  if (dataKey(column.id) === undefined) return undefined;
  const before = columns.slice(0, index).filter((one) => dataKey(one.id) !== undefined);
  if (column.display === "image") return before.some((one) => one.display === "image") ? undefined : "picture";
  return before.some((one) => one.display !== "image") ? undefined : "main";
}

/** Draws itself again only when one of its props is another one: most rows stay as they are while the table scrolls. */
export class TableRow extends Component<TableRowProps> {
  override shouldComponentUpdate(next: TableRowProps): boolean {
    return (Object.keys(next) as (keyof TableRowProps)[]).some((key) => next[key] !== this.props[key]);
  }

  override render({ id, position, top, row, columns, colors, selected, looked, active }: TableRowProps) {
    const cell = (at: number, more = ""): string => `cell${more}${active === at ? " active" : ""}`;
    const state = `tr${selected ? " on" : ""}${looked ? " looked" : ""}`;
    return (
      <div class={state} role="row" id={id} aria-rowindex={position + 2} aria-selected={selected} aria-busy={row === undefined} data-position={position} style={{ top: `${top}px` }}>
        <div class={cell(0)} role="gridcell" aria-colindex={1} id={`${id}-0`}>
          {row && <input type="checkbox" class="check" tabIndex={-1} checked={selected} aria-label={words.selectTask(row.id)} />}
        </div>
        {columns.map((column, index) => (
          <div key={column.id} class={cell(index + 1, isFigure(column) ? " n" : "")} role="gridcell" aria-colindex={index + 2} id={`${id}-${index + 1}`} data-part={partOf(column, index, columns)}>
            {row ? <Cell row={row} column={column} colors={colors} /> : <i class="blank" />}
          </div>
        ))}
      </div>
    );
  }
}
