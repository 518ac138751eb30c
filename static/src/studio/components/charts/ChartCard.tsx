// The frame of a chart: its name, the same as a table, and as a file.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { importing as download } from "../../icons/shell";
import { charts as words } from "../../strings/charts";
import { Icon } from "../Icon";
import { csv, save, type Cell } from "./csv";
import "./charts.css";

export interface ChartCardProps {
  /** names the card's parts in the document, and its file */
  readonly id: string;
  readonly title: string;
  readonly detail?: ComponentChildren;
  /** how many of the six columns it takes: "w2", "w3", "w4" */
  readonly width?: string | undefined;
  /** without it there is nothing to draw; what is said instead */
  readonly nothing?: ComponentChildren;
  readonly chart: () => ComponentChildren;
  readonly table: () => ComponentChildren;
  /** what the file holds, its first row the names of the columns */
  readonly rows: () => readonly (readonly Cell[])[];
}

export function ChartCard({ id, title, detail, width = "w3", nothing, chart, table, rows }: ChartCardProps) {
  const [asTable, setAsTable] = useState(false);
  const heading = `chart-${id}`;
  return (
    <section class={`card ${width}`} aria-labelledby={heading}>
      <div class="ch">
        <div class="titles">
          <h2 class="clip" id={heading}>{title}</h2>
          {detail && <p class="small clip">{detail}</p>}
        </div>
        {nothing === undefined && (
          <span class="right row tight">
            <span class="seg-ctl" role="group" aria-label={words.show(title)}>
              <button aria-pressed={!asTable} onClick={() => setAsTable(false)}>{words.chart}</button>
              <button aria-pressed={asTable} onClick={() => setAsTable(true)}>{words.table}</button>
            </span>
            <button class="ib sm" aria-label={words.download(title)} title={words.download(title)} onClick={() => save(csv(rows()), `${id}.csv`)}>
              <Icon path={download} size={14} />
            </button>
          </span>
        )}
      </div>
      {nothing !== undefined ? <div class="plot-nothing">{nothing}</div> : asTable ? table() : chart()}
    </section>
  );
}
