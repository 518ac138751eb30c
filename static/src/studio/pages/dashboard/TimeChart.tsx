// How long tasks took: a histogram with its middle half and its median.
import { dashboard as words } from "../../strings/dashboard";
import { levels, named } from "./axes";
import { Figure } from "./Figure";
import type { Bin, TimeFigures } from "./figures-api";
import { Bar, Plot } from "./Plot";
import { timeTable } from "./tables";
import { duration } from "./wording";

const NO_TIME: TimeFigures = { tasks: 0, lower_quartile: 0, median: 0, upper_quartile: 0, bins: [] };

export function TimeChart({ time }: { readonly time: TimeFigures | null }) {
  return (
    <Figure
      id="time-per-task"
      width="w2"
      table={timeTable(time ?? NO_TIME)}
      nothing={time === null ? words.time.nothing : undefined}
      chart={() => time && <Chart time={time} />}
    />
  );
}

function Chart({ time: { bins, lower_quartile: lower, median, upper_quartile: upper } }: { readonly time: TimeFigures }) {
  const side = levels(Math.max(...bins.map(({ tasks }) => tasks)));
  const top = side[0] ?? 1;
  const width = 100 / bins.length;
  const at = placeOf(bins, median);
  const [first, last] = [duration(lower), duration(upper)];
  return (
    <>
      <Plot
        levels={side}
        sentence={words.time.sentence(first, last, duration(median))}
        beside={<span class={at > 55 ? "at-pt at-top" : "at-pt at-top after"} style={{ left: `${at}%` }} aria-hidden="true">{words.time.median(duration(median))}</span>}
        below={<Below bins={bins} />}
      >
        {bins.map((bin, place) => (
          <Bar key={bin.seconds} x={place * width + width * 0.07} width={width * 0.86} from={0} tall={(bin.tasks / top) * 100} light={isMiddle(bin, lower, upper) ? undefined : "b"} />
        ))}
        <path class="median" d={`M${at} -10V100`} />
      </Plot>
      <div class="lgd">
        <span><i class="q" />{words.time.middleHalf(first, last)}</span>
      </div>
    </>
  );
}

/** A bin belongs to the middle half when it reaches into it. */
const isMiddle = ({ seconds, until }: Bin, lower: number, upper: number): boolean => seconds <= upper && (until === null || until > lower);

/** Where a time lies, in percent from the left. */
function placeOf(bins: readonly Bin[], seconds: number): number {
  const at = bins.findLastIndex((bin) => bin.seconds <= seconds);
  const bin = bins[at];
  if (!bin) return 0;
  const inside = bin.until === null ? 0.5 : (seconds - bin.seconds) / (bin.until - bin.seconds);
  return ((at + inside) / bins.length) * 100;
}

function Below({ bins }: { readonly bins: readonly Bin[] }) {
  const shown = named(bins.length, 4);
  return (
    <div class="x at-edges" aria-hidden="true">
      {bins.map((bin, place) => shown.has(place) && <span key={bin.seconds} style={{ left: `${(place / bins.length) * 100}%` }}>{duration(bin.seconds)}</span>)}
    </div>
  );
}
