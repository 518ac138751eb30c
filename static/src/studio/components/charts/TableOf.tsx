// The table behind a chart.
import type { ComponentChildren } from "preact";

export interface Column {
  readonly title: string;
  /** a number: written at the end of its cell */
  readonly numeric?: boolean;
}

export interface TableOfProps {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly ComponentChildren[])[];
}

/** Scrolls by itself when it is long; the keyboard reaches it for that. */
export function TableOf({ name, columns, rows }: TableOfProps) {
  return (
    <div class="twrap table-of" tabIndex={0} role="region" aria-label={name}>
      <table class="t tight">
        <thead>
          <tr>
            {columns.map(({ title, numeric }) => <th key={title} scope="col" class={numeric ? "n" : undefined}>{title}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            <tr key={place}>
              {row.map((cell, at) => <td key={at} class={columns[at]?.numeric ? "n" : undefined}>{cell}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
