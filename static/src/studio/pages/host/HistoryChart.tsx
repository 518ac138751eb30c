// One chart of the load: a line that stretches, words in HTML around it.
import { ChartCard } from "../../components/charts/ChartCard";
import { area, ceiling, grouped, marks, path, point, type Line } from "../../components/charts/geometry";
import { TableOf } from "../../components/charts/TableOf";
import { hostLoad as words } from "../../strings/host-load";
import { DRAWN, LISTED, sentence, stepOf, type Chart } from "./charts";
import { lineOf, rowsOf } from "./history-line";
import type { History } from "./host-api";
import { moment } from "./times";

const DAY = 86_400;

export function HistoryChart({ chart, history }: { readonly chart: Chart; readonly history: History }) {
  const whole = lineOf(history, chart.series);
  const line = grouped(whole, DRAWN, chart.how);
  const noted = whole.values.some((value) => value !== null);
  return (
    <ChartCard
      id={chart.series}
      width="w2"
      title={words.names[chart.series]}
      detail={noted && stepOf(chart, line)}
      nothing={noted ? undefined : <Nothing />}
      chart={() => <Plot chart={chart} line={line} />}
      table={() => <Table chart={chart} line={grouped(whole, LISTED, chart.how)} />}
      rows={() => rowsOf(whole, chart.series)}
    />
  );
}

function Nothing() {
  return (
    <>
      <p>{words.nothing}</p>
      <p class="small muted">{words.nothingDetail}</p>
    </>
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
  const rows = line.values.map((value, index) => [
    moment(new Date(line.start + index * line.step * 1000).toISOString(), now),
    value === null ? <span class="faint">{words.notNoted}</span> : chart.write(value),
  ]);
  return <TableOf name={name} columns={[{ title: words.time }, { title: name, numeric: true }]} rows={rows.toReversed()} />;
}
