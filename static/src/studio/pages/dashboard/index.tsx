// Figures: how the labeling goes, counted by the server (docs/figures.md).
import { useEffect, useState } from "preact/hooks";
import { ApiError, ConnectionLost } from "../../api";
import { Icon } from "../../components/Icon";
import { Skeleton, State } from "../../components/State";
import { chart, offline, warning } from "../../icons/shell";
import { useSlow, useValue } from "../../observe";
import { dashboard as words } from "../../strings/dashboard";
import { errors } from "../../strings/errors";
import { project, studio } from "../../studio";
import { ActivityChart } from "./ActivityChart";
import { type LabelColors, NO_COLORS } from "./label-colors";
import { Download } from "./Download";
import type { Figures } from "./figures-api";
import { LabelsChart } from "./LabelsChart";
import { PredictionsChart } from "./PredictionsChart";
import { ProgressChart } from "./ProgressChart";
import { addressed, rangeOf, type Range } from "./range";
import { RangeChoice } from "./RangeChoice";
import { Summary } from "./Summary";
import { TimeChart } from "./TimeChart";
import { type Counted, useFigures } from "./use-figures";
import { day } from "./wording";
import "../../components/charts/charts.css";
import "./dashboard.css";

export default function DashboardPage() {
  const { router } = studio();
  const place = useValue(router.place);
  const [range, setRange] = useState<Range>(() => rangeOf(place.query));
  useEffect(() => setRange(rangeOf(place.query)), [place]);
  const counted = useFigures(range);
  const slow = useSlow(counted.figures === undefined && counted.fault === undefined);
  const choose = (next: Range): void => {
    setRange(next);
    router.mark(addressed(next), { replace: true });
  };
  const { figures, fault } = counted;
  const nothing = figures && figures.tasks.labeled === 0;
  return (
    <main class="page wide" id="main" tabIndex={-1} aria-busy={counted.counting}>
      <div class="head">
        <div>
          <h1>{words.heading}</h1>
          {figures && !nothing && <p>{lead(figures)}</p>}
        </div>
        {figures && !nothing && (
          <div class="actions">
            <RangeChoice range={range} onChange={choose} />
            <Download figures={figures} />
          </div>
        )}
      </div>
      {fault && !figures && <Failed fault={fault} counted={counted} onWeek={() => choose({ name: "week", from: "", to: "" })} />}
      {fault && figures && <Stale fault={fault} again={counted.again} />}
      {slow && <Skeleton blocks={3} />}
      {nothing && <Nothing figures={figures} />}
      {figures && !nothing && <Charts figures={figures} counting={counted.counting} />}
    </main>
  );
}

function lead({ tasks, progress }: Figures): string {
  const now = words.labeled(tasks.labeled, tasks.total);
  if (tasks.left === 0) return words.lead(now, words.allDone);
  if (progress.end) return words.lead(now, words.doneOn(day(new Date(progress.end))));
  return words.lead(now, progress.per_day ? words.farAway : words.noPace);
}

function Charts({ figures, counting }: { readonly figures: Figures; readonly counting: boolean }) {
  const colors = useColors();
  return (
    <div class={counting ? "figures counting" : "figures"}>
      <Summary figures={figures} />
      <div class="dash">
        <ProgressChart figures={figures} />
        <TimeChart time={figures.time} />
        <ActivityChart progress={figures.progress} />
        <PredictionsChart labeled={figures.annotations > 0} predictions={figures.predictions} colors={colors} />
        <LabelsChart controls={figures.controls} colors={colors} />
      </div>
    </div>
  );
}

/** The editor's colours come when the figures are there: they need its parser. */
function useColors(): LabelColors {
  const config = useValue(project)?.label_config;
  const [colors, setColors] = useState<LabelColors>(() => NO_COLORS);
  useEffect(() => {
    if (!config) return;
    let here = true;
    import("./colors").then(({ labelColors }) => labelColors(config)).then(
      (found) => here && setColors(() => found),
      (error: unknown) => console.warn(error), // names stand beside the bars: without colours nothing is missing
    );
    return () => {
      here = false;
    };
  }, [config]);
  return colors;
}

function Nothing({ figures: { tasks } }: { readonly figures: Figures }) {
  const { router } = studio();
  const empty = tasks.total === 0;
  const detail = tasks.left === 0 ? words.onlySkips(tasks.skipped) : words.noLabelsDetail(tasks.left);
  return (
    <div class="center-state">
      <State icon={chart} tone="accent" title={empty ? words.noTasks : words.noLabels} detail={empty ? words.noTasksDetail : detail}>
        <a class="btn primary" href={router.href(empty ? "import" : "label")}>{empty ? words.goImport : words.goLabel}</a>
      </State>
    </div>
  );
}

function Failed({ fault, counted, onWeek }: { readonly fault: Error; readonly counted: Counted; readonly onWeek: () => void }) {
  const lost = fault instanceof ConnectionLost;
  const tooSlow = fault instanceof ApiError && fault.code === "figures-too-slow";
  return (
    <div class="center-state">
      <State
        icon={lost ? offline : warning}
        tone={lost || tooSlow ? "warn" : "bad"}
        title={lost ? words.offline : tooSlow ? words.tooSlow : words.failed}
        detail={lost ? words.offlineDetail : fault.message}
      >
        {tooSlow && <button class="btn primary" onClick={onWeek}>{words.lastWeek}</button>}
        <button class="btn" onClick={counted.again}>{errors.tryAgain}</button>
      </State>
    </div>
  );
}

function Stale({ fault, again }: { readonly fault: Error; readonly again: () => void }) {
  return (
    <div class="note warn stale" role="status">
      <Icon path={warning} />
      <span class="grow">{words.stale(fault.message)}</span>
      <button class="btn sm" onClick={again}>{errors.tryAgain}</button>
    </div>
  );
}
