// What became of predictions, by label: kept, changed, added by hand, rejected.
import { dashboard as words } from "../../strings/dashboard";
import type { LabelColors } from "./label-colors";
import { Figure } from "./Figure";
import type { Outcome, PredictionFigures } from "./figures-api";
import { predictionsTable } from "./tables";
import { percent } from "./wording";

/** Rows that are drawn; all are in the table. */
const DRAWN = 12;
const NOTHING: Outcome = { from_name: "", label: "", kept: 0, changed: 0, added: 0, rejected: 0, kept_share: null };
const NONE: PredictionFigures = { tasks: 0, model_versions: [], all: NOTHING, labels: [], other_labels: 0, others: NOTHING };

export interface PredictionsChartProps {
  /** whether anything was labeled in the time that is counted */
  readonly labeled: boolean;
  readonly predictions: PredictionFigures | null;
  readonly colors: LabelColors;
}

export function PredictionsChart({ labeled, predictions, colors }: PredictionsChartProps) {
  const nothing = !labeled ? words.emptyRange : (
    <>
      <p>{words.predictions.nothing}</p>
      <p class="small muted">{words.predictions.nothingDetail}</p>
    </>
  );
  return (
    <Figure
      id="predictions"
      table={predictionsTable(predictions ?? NONE)}
      detail={predictions && words.predictions.detail(modelName(predictions), predictions.tasks)}
      nothing={predictions === null ? nothing : undefined}
      chart={() => predictions && <Chart predictions={predictions} colors={colors} />}
    />
  );
}

/** The model that was compared, or how many there were. */
export function modelName({ model_versions: models }: PredictionFigures): string {
  const [only, ...others] = models;
  return others.length > 0 ? words.models(models.length) : only?.model_version || words.predictions.unnamedModel;
}

const proposed = ({ kept, changed, added, rejected }: Outcome): number => kept + changed + added + rejected;

function Chart({ predictions, colors }: { readonly predictions: PredictionFigures; readonly colors: LabelColors }) {
  const rows = predictions.labels.slice(0, DRAWN);
  const largest = Math.max(1, ...rows.map(proposed));
  const legend = [["", words.predictions.kept], ["chg", words.predictions.changed], ["add", words.predictions.added], ["del", words.predictions.rejected]] as const;
  return (
    <>
      <svg width="0" height="0" aria-hidden="true" class="pattern">
        <pattern id="added-by-hand" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="k-ground" width="5" height="5" />
          <rect class="k-line" width="2" height="5" />
        </pattern>
      </svg>
      <ul class="pva">
        <li class="th" aria-hidden="true"><span>{words.predictions.label}</span><span>{words.predictions.regions}</span><span class="n">{words.predictions.share}</span></li>
        {rows.map((outcome) => <Row key={`${outcome.from_name} ${outcome.label}`} outcome={outcome} largest={largest} color={colors(outcome.from_name, outcome.label)} />)}
      </ul>
      <div class="lgd at-foot">{legend.map(([name, title]) => <span key={title}><i class={`q ${name}`} />{title}</span>)}</div>
      <p class="small muted">{words.predictions.meaning}</p>
    </>
  );
}

function Row({ outcome, largest, color }: { readonly outcome: Outcome; readonly largest: number; readonly color: string | undefined }) {
  const { kept, changed, added, rejected, kept_share: share } = outcome;
  const name = outcome.label || words.predictions.answer(outcome.from_name);
  const scale = 100 / largest;
  const [second, third, fourth] = [kept * scale, (kept + changed) * scale, (kept + changed + added) * scale];
  return (
    <li>
      <span class="nm"><Swatch color={color} /><span class="clip" title={name}>{name}</span></span>
      <svg viewBox="0 0 100 16" preserveAspectRatio="none" role="img" aria-label={words.predictions.sentence(name, kept, changed, added, rejected)}>
        {kept > 0 && <rect class="k-same" width={kept * scale} height="16" />}
        {changed > 0 && <rect class="k-chg" x={second} width={changed * scale} height="16" />}
        {added > 0 && <rect class="k-add" x={third} width={added * scale} height="16" />}
        {rejected > 0 && <rect class="k-del" x={fourth} y="1" width={rejected * scale} height="14" />}
      </svg>
      <span class="n">{share === null ? words.none : percent(share)}</span>
    </li>
  );
}

/** A label's colour beside its name; nothing for what has none. */
export function Swatch({ color }: { readonly color: string | undefined }) {
  return color ? <span class="sw" style={{ "--c": color }} /> : null;
}
