// One figure of the page: a chart in its card, its numbers as a table and as a file.
import type { ComponentChildren } from "preact";
import { ChartCard } from "../../components/charts/ChartCard";
import { TableOf } from "../../components/charts/TableOf";
import { fileRows, type FigureTable } from "./tables";

export interface FigureProps {
  readonly id: string;
  readonly table: FigureTable;
  readonly detail?: ComponentChildren;
  readonly width?: string | undefined;
  readonly nothing?: ComponentChildren | undefined;
  readonly chart: () => ComponentChildren;
}

export function Figure({ id, table, detail, width, nothing, chart }: FigureProps) {
  const rows = (): readonly (readonly ComponentChildren[])[] => table.rows.map((row) => row.map((cell, at) => table.columns[at]?.write?.(cell) ?? cell));
  return (
    <ChartCard
      id={id}
      title={table.title}
      detail={detail}
      width={width}
      nothing={nothing}
      chart={chart}
      table={() => <TableOf name={table.title} columns={table.columns} rows={rows()} />}
      rows={() => fileRows(table)}
    />
  );
}
