// How often each label and each choice was used, by control.
import { useState } from "preact/hooks";
import { count } from "../../format";
import { dashboard as words } from "../../strings/dashboard";
import type { LabelColors } from "./label-colors";
import { Figure } from "./Figure";
import type { ControlFigures, Use } from "./figures-api";
import { Swatch } from "./PredictionsChart";
import { labelsTable } from "./tables";
import { percent } from "./wording";

/** Rows of a control that are drawn at first, and controls that are drawn; all are in the table. */
const FIRST = 10;
const CONTROLS = 20;

export interface LabelsChartProps {
  readonly controls: readonly ControlFigures[];
  readonly colors: LabelColors;
}

export function LabelsChart({ controls, colors }: LabelsChartProps) {
  const used = controls.some(({ total }) => total > 0);
  return (
    <Figure
      id="labels"
      width="w6"
      table={labelsTable(controls)}
      detail={words.labels.detail}
      nothing={used ? undefined : words.labels.nothing}
      chart={() => <div class="controls">{controls.slice(0, CONTROLS).map((control) => <Control key={control.from_name} control={control} colors={colors} />)}</div>}
    />
  );
}

function Control({ control, colors }: { readonly control: ControlFigures; readonly colors: LabelColors }) {
  const [all, setAll] = useState(false);
  const { labels, total, from_name: name } = control;
  const hidden = labels.length - FIRST;
  const largest = Math.max(1, ...labels.map((use) => use.count));
  return (
    <section aria-label={name}>
      <h3 class="cname"><b class="clip" title={name}>{name}</b><span>{whatItMakes(control)}</span></h3>
      <ul class="hb">
        {(all ? labels : labels.slice(0, FIRST)).map((use) => <Row key={use.label} use={use} largest={largest} total={total} color={colors(name, use.label)} />)}
        {(all || hidden <= 0) && control.other_count > 0 && (
          <li class="rest"><span class="nm">{words.labels.others(control.other_labels)}</span><span /><span class="n">{count(control.other_count)}</span><span class="p">{percent(control.other_count / total)}</span></li>
        )}
      </ul>
      {hidden > 0 && <button class="btn quiet sm more-labels" onClick={() => setAll(!all)}>{all ? words.labels.fewer : words.labels.more(hidden)}</button>}
    </section>
  );
}

/** "2,612 boxes, 302 other shapes", or how many answers. */
function whatItMakes({ kind, types, total }: ControlFigures): string {
  if (kind === "answers") return words.labels.answers(total);
  const [first, ...others] = types;
  if (!first) return words.labels.regions(0);
  const told = (words.labels.shapes[first.type] ?? words.labels.regions)(first.count);
  const rest = others.reduce((sum, { count: amount }) => sum + amount, 0);
  return rest > 0 ? words.labels.both(told, words.labels.otherShapes(rest)) : told;
}

function Row({ use, largest, total, color }: { readonly use: Use; readonly largest: number; readonly total: number; readonly color: string | undefined }) {
  const name = use.label || words.labels.noName;
  return (
    <li>
      <span class="nm"><Swatch color={color} /><span class="clip" title={name}>{name}</span></span>
      <svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
        <rect class="col" width={(use.count / largest) * 100} height="12" style={color ? { fill: color } : undefined} />
      </svg>
      <span class="n">{count(use.count)}</span>
      <span class="p">{total > 0 && percent(use.count / total)}</span>
    </li>
  );
}
