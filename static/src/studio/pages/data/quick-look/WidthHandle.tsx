// The edge between the table and the quick look: dragged, or moved with the arrow keys; kept in this browser.
import { useState } from "preact/hooks";
import { stored } from "../../../storage";
import { quickLook as words } from "../../../strings/quick-look";

const KEY = "quick-look:width";
const LEAST = 30;
const MOST = 75;
const STEP = 2;

/** the part of the window that the quick look takes, in percent */
const kept = (): number => stored.read<number>(KEY) ?? 50;
const within = (percent: number): number => Math.round(Math.max(LEAST, Math.min(MOST, percent)) * 10) / 10;

function show(percent: number): void {
  document.documentElement.style.setProperty("--quick-look", `${percent}vw`);
}

export function WidthHandle() {
  const [percent, setPercent] = useState(() => {
    const width = within(kept());
    show(width);
    return width;
  });
  const set = (next: number): void => {
    const width = within(next);
    setPercent(width);
    show(width);
    stored.write(KEY, width);
  };
  const rightToLeft = (event: Event): boolean => getComputedStyle(event.currentTarget as Element).direction === "rtl";
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === "ArrowLeft" ? STEP : event.key === "ArrowRight" ? -STEP : 0;
    if (by === 0) return;
    event.preventDefault();
    event.stopPropagation();
    set(percent + (rightToLeft(event) ? -by : by));
  };
  return (
    <div
      class="width-handle"
      role="separator"
      aria-orientation="vertical"
      aria-label={words.width}
      aria-valuenow={Math.round(percent)}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        const from = rightToLeft(event) ? event.clientX : innerWidth - event.clientX;
        set((from / innerWidth) * 100);
      }}
    />
  );
}
