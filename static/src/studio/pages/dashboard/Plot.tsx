// What charts over an axis share: numbers at the side, lines behind, words below. The drawing stretches, the words do not.
import type { ComponentChildren } from "preact";
import { count } from "../../format";

export interface PlotProps {
  /** numbers at the side from the top to 0 */
  readonly levels: readonly number[];
  /** the chart in a sentence */
  readonly sentence: string;
  /** in a box of 100 by 100 */
  readonly children: ComponentChildren;
  /** on top of the drawing */
  readonly beside?: ComponentChildren;
  readonly below: ComponentChildren;
}

export function Plot({ levels, sentence, children, beside, below }: PlotProps) {
  const lines = levels.slice(0, -1).map((_, place) => `M0 ${(place / (levels.length - 1)) * 100}H100`);
  return (
    <div class="plot">
      <div class="y" aria-hidden="true">{levels.map((level) => <span key={level}>{count(level)}</span>)}</div>
      <div class="cv">
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={sentence}>
          <path class="gridl" d={lines.join("")} />
          {children}
          <path class="basel" d="M0 100H100" />
        </svg>
        {beside}
      </div>
      {below}
    </div>
  );
}

/** One column, from `from` up by `tall`, both in percent of the height. */
export function Bar({ x, width, from, tall, light }: { readonly x: number; readonly width: number; readonly from: number; readonly tall: number; readonly light?: string | undefined }) {
  return tall > 0 ? <rect class={light ? `col ${light}` : "col"} x={x} width={width} y={100 - from - tall} height={tall} /> : null;
}
