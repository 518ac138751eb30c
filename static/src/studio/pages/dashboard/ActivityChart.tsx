// Annotations in each step of time: new, changed again, skipped.
import { dashboard as words } from "../../strings/dashboard";
import { levels, named } from "./axes";
import { Figure } from "./Figure";
import type { Point, Progress } from "./figures-api";
import { Bar, Plot } from "./Plot";
import { activityTable } from "./tables";
import { long, short } from "./wording";

export function ActivityChart({ progress }: { readonly progress: Progress }) {
  const { points } = progress;
  return (
    <Figure
      id="annotations"
      table={activityTable(progress)}
      nothing={points.length === 0 ? words.emptyRange : undefined}
      chart={() => <Chart progress={progress} />}
    />
  );
}

const amount = (point: Point): number => point.new + point.changed + point.skipped;

function Chart({ progress: { points, step } }: { readonly progress: Progress }) {
  const side = levels(Math.max(...points.map(amount)));
  const scale = 100 / (side[0] ?? 1);
  const slot = 100 / points.length;
  const width = Math.min(slot * 0.72, 12);
  const skipped = points.some((point) => point.skipped > 0);
  return (
    <>
      <Plot levels={side} sentence={sentence(points, step)} below={<Below points={points} step={step} />}>
        {points.map((point, place) => {
          const bar = { x: place * slot + (slot - width) / 2, width };
          return (
            <g key={point.at}>
              <Bar {...bar} from={0} tall={point.new * scale} />
              <Bar {...bar} from={point.new * scale} tall={point.changed * scale} light="b" />
              <Bar {...bar} from={(point.new + point.changed) * scale} tall={point.skipped * scale} light="skip" />
            </g>
          );
        })}
      </Plot>
      <div class="lgd">
        <span><i class="q" />{words.activity.new}</span>
        <span><i class="q b" />{words.activity.changed}</span>
        {skipped && <span><i class="q skip" />{words.activity.skipped}</span>}
      </div>
    </>
  );
}

function sentence(points: readonly Point[], step: Progress["step"]): string {
  const title = words.activity.titles[step];
  const [first, ...rest] = points;
  if (!first || rest.length === 0) return words.activity.flat(title, first ? amount(first) : 0);
  const least = rest.reduce((low, point) => (amount(point) < amount(low) ? point : low), first);
  const most = rest.reduce((high, point) => (amount(point) > amount(high) ? point : high), first);
  const at = (point: Point): string => long(new Date(point.at), step);
  return words.activity.sentence(title, amount(least), at(least), amount(most), at(most));
}

function Below({ points, step }: { readonly points: readonly Point[]; readonly step: Progress["step"] }) {
  const shown = named(points.length, 7);
  const onSmall = named(points.length, 4);
  return (
    <div class="x at-middles" aria-hidden="true">
      {points.map((point, place) => (shown.has(place) || onSmall.has(place)) && (
        <span key={point.at} class={shown.has(place) ? (onSmall.has(place) ? undefined : "hide-s") : "only-s"} style={{ left: `${((place + 0.5) / points.length) * 100}%` }}>
          {short(new Date(point.at), step)}
        </span>
      ))}
    </div>
  );
}
