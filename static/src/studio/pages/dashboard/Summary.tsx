// Four figures at the top.
import type { ComponentChildren } from "preact";
import { Bar } from "../../components/State";
import { count } from "../../format";
import { dashboard as words } from "../../strings/dashboard";
import type { Figures } from "./figures-api";
import { modelName } from "./PredictionsChart";
import { duration, percent, rounded } from "./wording";

export function Summary({ figures: { tasks, progress, time, predictions } }: { readonly figures: Figures }) {
  const usual = progress.usual_day === null ? words.firstDay : words.usualDay(rounded(progress.usual_day));
  const half = time ? words.middleHalf(duration(time.lower_quartile), duration(time.upper_quartile)) : words.noTime;
  const kept = predictions?.all.kept_share ?? null;
  return (
    <section class="card kpis" aria-label={words.glance}>
      <Box name={words.kpi.labeled} value={count(tasks.labeled)} beside={tasks.skipped > 0 ? words.ofSkipped(tasks.total, tasks.skipped) : words.of(tasks.total)}>
        <Bar part={tasks.total > 0 ? tasks.labeled / tasks.total : 0} label={words.kpi.labeled} />
      </Box>
      <Box name={words.kpi.today} value={count(progress.today)} beside={usual} />
      <Box name={words.kpi.time} value={time ? duration(time.median) : words.none} beside={half} />
      <Box name={words.kpi.kept} value={kept === null ? words.none : percent(kept)} beside={predictions ? modelName(predictions) : words.noPredictions} />
    </section>
  );
}

interface BoxProps {
  readonly name: string;
  readonly value: string;
  readonly beside: string;
  readonly children?: ComponentChildren;
}

function Box({ name, value, beside, children }: BoxProps) {
  return (
    <div class="kpi">
      <h2 class="k1">{name}</h2>
      <p class="k2">
        {value} <small>{beside}</small>
      </p>
      {children}
    </div>
  );
}
