// Four figures: each with its measure, a bar or the last day as a line, and its state in words.
import { Icon } from "../../components/Icon";
import { check, help, warning } from "../../icons/shell";
import { host as words } from "../../strings/host";
import { area, ceiling, grouped, path } from "../../components/charts/geometry";
import { lineOf } from "./history-line";
import { figures, type Figure, type Tone } from "./figures";
import type { History, Overview, SeriesName } from "./host-api";
import type { Hour } from "./last-hour";

const ICONS: Readonly<Record<Tone, string>> = { ok: check, warn: warning, bad: warning, unknown: help };
const SPARKS: readonly (SeriesName | undefined)[] = ["sessions", "active", "disk_free", "refusals"];

export interface FiguresProps {
  readonly overview: Overview;
  readonly hour: Hour | undefined;
  /** the last 24 hours */
  readonly day: History | undefined;
}

export function Figures({ overview, hour, day }: FiguresProps) {
  return (
    <section class="card kpis" aria-label={words.glance}>
      {figures(overview, hour).map((figure, index) => (
        <FigureBox key={figure.name} figure={figure} day={day} series={SPARKS[index]} />
      ))}
    </section>
  );
}

interface FigureProps {
  readonly figure: Figure;
  readonly day: History | undefined;
  readonly series: SeriesName | undefined;
}

function FigureBox({ figure: { name, value, beside, state, tone, part }, day, series }: FigureProps) {
  return (
    <div class="kpi">
      <h2 class="k1">{name}</h2>
      <p class="k2">
        {value} <small>{beside}</small>
      </p>
      {part !== undefined ? <Part part={part} tone={tone} /> : <Spark day={day} series={series} />}
      <p class={`state ${tone}`}>
        <Icon path={ICONS[tone]} size={14} />
        <span class="sr">{words.tone[tone]}: </span>
        {state}
      </p>
    </div>
  );
}

/** The bar says nothing that the words beside it do not say. */
function Part({ part, tone }: { readonly part: number; readonly tone: Tone }) {
  return (
    <div class={`bar ${tone}`} aria-hidden="true">
      <i style={{ width: `${Math.min(100, Math.max(0, part * 100))}%` }} />
    </div>
  );
}

function Spark({ day, series }: { readonly day: History | undefined; readonly series: SeriesName | undefined }) {
  if (!day || !series) return <div class="spark" />;
  const { values } = grouped(lineOf(day, series), 96, "max");
  if (values.filter((value) => value !== null).length < 2) return <div class="spark" />; // a single dash says nothing
  const top = ceiling(values);
  return (
    <svg class="spark" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      <path class="area" d={area(values, top)} />
      <path class="ser" d={path(values, top)} />
    </svg>
  );
}
