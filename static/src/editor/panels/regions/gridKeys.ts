import { stepRow, type Row } from "./rows";

interface GridState {
  readonly rows: readonly Row[];
  readonly active: string | undefined;
  readonly selection: ReadonlySet<string>;
  /** rows that a page has */
  readonly page: number;
  select(id: string, how: Selecting): void;
  selectAll(): void;
  details(): void;
  remove(ids: readonly string[]): void;
}

/** alone; added to the others (or taken from them); with all up to the one selected last alone */
export type Selecting = "alone" | "also" | "upTo";

/** Keys of the regions grid. A key that means something here does not reach the editor's hotkeys. */
export function gridKey(event: KeyboardEvent, grid: GridState): void {
  const all = event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey);
  if (!all && (event.ctrlKey || event.altKey || event.metaKey)) return;
  if (event.target instanceof HTMLButtonElement) return actionKey(event, event.target);
  const target = targetRow(event.key, grid);
  if (target !== undefined) {
    const row = grid.rows[target];
    if (row?.kind === "region" && row.id !== grid.active) grid.select(row.id, event.shiftKey ? "upTo" : "alone");
  } else if (all) {
    grid.selectAll();
  } else if (event.key === "Enter") {
    grid.details();
  } else if (event.key === "Delete" || event.key === "Backspace") {
    if (grid.selection.size > 0) grid.remove([...grid.selection]);
  } else if (event.key === "ArrowRight") {
    const list = event.currentTarget as HTMLElement;
    list.querySelector<HTMLElement>(".rg.active .acts button:not(:disabled)")?.focus();
  } else if (event.key !== "ArrowLeft") {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}

function targetRow(key: string, { rows, active, page }: GridState): number | undefined {
  const at = rows.findIndex((row) => row.kind === "region" && row.id === active);
  switch (key) {
    case "ArrowDown": return stepRow(rows, at, 1);
    case "ArrowUp": return at < 0 ? stepRow(rows, rows.length, -1) : stepRow(rows, at, -1);
    case "Home": return stepRow(rows, -1, 1);
    case "End": return stepRow(rows, rows.length, -1);
    case "PageDown": return stepRow(rows, Math.min(rows.length, at + page), at + page >= rows.length ? -1 : 1);
    case "PageUp": return stepRow(rows, Math.max(-1, at - page), at - page < 0 ? 1 : -1);
    default: return undefined;
  }
}

/** Inside a row: left and right walk its buttons, Escape goes back to the grid. */
function actionKey(event: KeyboardEvent, button: HTMLButtonElement): void {
  const buttons = [...(button.parentElement?.querySelectorAll<HTMLButtonElement>("button:not(:disabled)") ?? [])];
  const at = buttons.indexOf(button);
  const grid = event.currentTarget as HTMLElement;
  if (event.key === "ArrowRight") buttons[at + 1]?.focus();
  else if (event.key === "ArrowLeft") (buttons[at - 1] ?? grid).focus();
  else if (event.key === "Escape" || event.key === "ArrowUp" || event.key === "ArrowDown") grid.focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}
