// How much is going on: charts over time, and the requests that took long.
import { useState } from "preact/hooks";
import { Skeleton, State } from "../../components/State";
import { offline } from "../../icons/shell";
import { useSlow } from "../../observe";
import { errors } from "../../strings/errors";
import { host as words } from "../../strings/host";
import { hostLoad } from "../../strings/host-load";
import { CHARTS } from "./charts";
import { FaultNote, Freshness } from "./Freshness";
import { HistoryChart } from "./HistoryChart";
import { host } from "./host-api";
import { SlowRequests } from "./SlowRequests";
import { usePoll } from "./use-poll";

const RANGES = [24, 168, 336] as const;
const EVERY = 60_000;

export function LoadView() {
  const [hours, setHours] = useState<number>(24);
  const history = usePoll(String(hours), (signal) => host.history(hours, signal), { every: EVERY });
  const overview = usePoll("overview", (signal) => host.overview(signal));
  const slow = useSlow(history.value === undefined && history.fault === undefined);
  return (
    <main class="page wide host" id="main" tabIndex={-1}>
      <div class="head">
        <div>
          <h1>{words.heading.load}</h1>
          <p>{hostLoad.lead}</p>
        </div>
        <div class="actions">
          <Freshness {...overview} />
          <div class="seg-ctl" role="group" aria-label={hostLoad.range}>
            {RANGES.map((range) => (
              <button key={range} aria-pressed={hours === range} onClick={() => setHours(range)}>{hostLoad.ranges[range]}</button>
            ))}
          </div>
        </div>
      </div>
      <FaultNote {...overview} />
      {history.value ? (
        <div class="dash">
          {CHARTS.map((chart) => history.value && <HistoryChart key={chart.series} chart={chart} history={history.value} />)}
        </div>
      ) : history.fault ? (
        <State icon={offline} tone="bad" title={hostLoad.failed} detail={history.fault.message}>
          <button class="btn" onClick={() => void history.again()}>{errors.tryAgain}</button>
        </State>
      ) : slow ? (
        <Skeleton blocks={3} />
      ) : null}
      {overview.value && <SlowRequests slow={overview.value.slow} />}
    </main>
  );
}
