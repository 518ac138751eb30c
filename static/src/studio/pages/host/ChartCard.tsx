// One chart: a line that stretches, words in HTML around it; the same as a table, and as a file.
import { useState } from "preact/hooks";
import { Icon } from "../../components/Icon";
import { hostLoad as words } from "../../strings/host-load";
import { area, ceiling, csv, grouped, lineOf, marks, path, point, type Line } from "./chart";
import { DRAWN, LISTED, sentence, stepOf, type Chart } from "./charts";
import type { History } from "./host-api";
import { download } from "./icons";
import { moment } from "./times";

const DAY = 86_400;

export function ChartCard({ chart, history }: { readonly chart: Chart; readonly history: History }) {
  const [table, setTable] = useState(false);
  const whole = lineOf(history, chart.series);
  const name = words.names[chart.series];
  const line = grouped(whole, table ? LISTED : DRAWN, chart.how);
  const noted = whole.values.some((value) => value !== null);
  return (
    <section class="card w2" aria-labelledby={`chart-${chart.series}`}>
      <div class="ch">
        <div class="titles">
          <h2 class="clip" id={`chart-${chart.series}`}>{name}</h2>
          <p class="small clip">{noted && stepOf(chart, line)}</p>
        </div>
        <span class="right row tight">
          <span class="seg-ctl" role="group" aria-label={words.show(name)}>
            <button aria-pressed={!table} onClick={() => setTable(false)}>{words.chart}</button>
            <button aria-pressed={table} onClick={() => setTable(true)}>{words.table}</button>
          </span>
          <button class="ib sm" aria-label={words.download(name)} title={words.download(name)} disabled={!noted} onClick={() => save(csv(whole, chart.series), `${chart.series}.csv`)}>
            <Icon path={download} size={14} />
          </button>
        </span>
      </div>
      {!noted ? <Nothing /> : table ? <Table chart={chart} line={line} /> : <Plot chart={chart} line={line} />}
    </section>
  );
}

function Nothing() {
  return (
    <div class="plot-nothing">
      <p>{words.nothing}</p>
      <p class="small muted">{words.nothingDetail}</p>
    </div>
  );
}

function Plot({ chart, line }: { readonly chart: Chart; readonly line: Line }) {
  const { values } = line;
  const top = ceiling(values, chart.base);
  const now = new Date();
  const last = values.findLastIndex((value) => value !== null);
  const [x, y] = point(values, last, top);
  return (
    <div class="plot">
      <div class="y" aria-hidden="true">
        {[top, top / 2, 0].map((value) => <span key={value}>{value === 0 ? "0" : chart.write(value)}</span>)}
      </div>
      <div class="cv">
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={sentence(chart, line, now)}>
          <path class="gridl" d="M0 0H100M0 50H100" />
          <path class="area" d={area(values, top)} />
          <path class="ser" d={path(values, top)} />
          <path class="basel" d="M0 100H100" />
        </svg>
        <span class={y < 22 ? "at-pt under" : "at-pt"} style={{ left: `${x}%`, top: `${y}%` }} aria-hidden="true">{chart.write(values[last] ?? 0)}</span>
      </div>
      <div class="x" aria-hidden="true">
        {marks(line, 4).map((mark, index) => <span key={index} class={index % 3 === 0 ? undefined : "hide-s"}>{short(mark, line)}</span>)}
      </div>
    </div>
  );
}

/** The time of day for one day, the day for several. */
function short(mark: Date, line: Line): string {
  const days = (line.values.length * line.step) / DAY > 2;
  const format: Intl.DateTimeFormatOptions = days ? { day: "numeric", month: "short" } : { hour: "2-digit", minute: "2-digit" };
  return new Intl.DateTimeFormat("en-GB", format).format(mark);
}

function Table({ chart, line }: { readonly chart: Chart; readonly line: Line }) {
  const now = new Date();
  const name = words.names[chart.series];
  const rows = line.values.map((value, index) => [new Date(line.start + index * line.step * 1000).toISOString(), value] as const);
  return (
    <div class="twrap table-of" tabIndex={0} role="region" aria-label={name}>
      <table class="t tight">
        <thead>
          <tr>
            <th>{words.time}</th>
            <th class="n">{name}</th>
          </tr>
        </thead>
        <tbody>
          {rows.toReversed().map(([at, value]) => (
            <tr key={at}>
              <td>{moment(at, now)}</td>
              <td class="n">{value === null ? <span class="faint">{words.notNoted}</span> : chart.write(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Hands a text to the browser as a file. */
function save(text: string, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
