// Labeled tasks added up over time, and on from there at the present pace.
import { dashboard as words } from "../../strings/dashboard";
import { levels } from "./axes";
import { Figure } from "./Figure";
import type { Figures, Step } from "./figures-api";
import { Plot } from "./Plot";
import { progressLine, type Place } from "./progress-line";
import { progressTable } from "./tables";
import { day, long, short } from "./wording";

const MARKS = 5;
const corners = (places: readonly Place[]): string => places.map(({ x, y }) => `${round(x)},${round(y)}`).join(" ");
const round = (value: number): number => Math.round(value * 100) / 100;

export function ProgressChart({ figures }: { readonly figures: Figures }) {
  const { progress } = figures;
  return (
    <Figure
      id="progress"
      width="w4"
      table={progressTable(progress)}
      detail={words.progress.detail}
      nothing={progress.points.length === 0 ? words.emptyRange : undefined}
      chart={() => <Chart figures={figures} now={new Date()} />}
    />
  );
}

function Chart({ figures: { progress, tasks, to }, now }: { readonly figures: Figures; readonly now: Date }) {
  const labeled = progress.points.at(-1)?.labeled_in_all ?? 0;
  const open = to === null || Date.parse(to) > now.getTime();
  const ahead = open && progress.end !== null;
  const side = levels(ahead ? labeled + tasks.left : labeled);
  const drawn = progressLine(ahead ? progress : { ...progress, end: null }, tasks.left, side[0] ?? 1, now);
  const here = drawn.line.at(-1) ?? { x: 100, y: 100 };
  const told = words.progress.sentence(progress.labeled_before, long(drawn.start, progress.step), labeled, long(drawn.last, progress.step));
  const sentence = ahead && progress.end ? words.progress.sentenceEnd(told, day(new Date(progress.end), now)) : told;
  const place = `${here.x < 15 ? "after " : ""}${here.y < 22 ? "under" : ""}`;
  return (
    <>
      <Plot
        levels={side}
        sentence={sentence}
        beside={<span class={`at-pt ${place}`} style={{ left: `${here.x}%`, top: `${here.y}%` }} aria-hidden="true">{open ? words.progress.now(labeled) : words.progress.at(labeled)}</span>}
        below={<Below start={drawn.start} end={drawn.end} step={progress.step} />}
      >
        <polygon class="area" points={`0,100 ${corners(drawn.line)} ${round(here.x)},100`} />
        {drawn.ahead && <polyline class="ser b" points={corners(drawn.ahead)} />}
        <polyline class="ser" points={corners(drawn.line)} />
      </Plot>
      <div class="lgd">
        <span><i />{words.progress.series}</span>
        {drawn.ahead && <span><i class="d" />{words.progress.projected}</span>}
      </div>
    </>
  );
}

function Below({ start, end, step }: { readonly start: Date; readonly end: Date; readonly step: Step }) {
  const span = end.getTime() - start.getTime();
  const days = span / 86_400_000;
  const written = days < 2 ? "hour" : days < 700 ? "day" : "month";
  const marks = Array.from({ length: MARKS }, (_, place) => short(new Date(start.getTime() + (span * place) / (MARKS - 1)), step === "year" ? "year" : written));
  return (
    <div class="x" aria-hidden="true">
      {marks.map((mark, place) => <span key={place} class={place % 2 === 1 ? "hide-s" : undefined}>{mark !== marks[place - 1] && mark}</span>)}
    </div>
  );
}
