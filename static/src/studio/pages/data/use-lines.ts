// The window over a long list of lines of one height: which of them are drawn, and where.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { GROUP, linesInView, ScaledScroll } from "./scaled-scroll";
import type { ScrollPort } from "./scroll-port";

/** lines that are drawn above and below those in view */
const MORE = 4;
/** after this long without scrolling the hand is still, in milliseconds */
const STILL = 160;

export interface Lines {
  readonly first: number;
  /** not included */
  readonly last: number;
  /** the height of the element that holds the lines, in pixels */
  readonly height: number;
  /** where a line stands within that element, in pixels */
  placeOf(line: number): number;
  /** no more lines than these are ever drawn while the view stays as high: a line that comes can take the element of one that went */
  readonly most: number;
  /** The bar is being dragged fast: wholly other lines come with every frame, and their shape is enough. */
  readonly hurried: boolean;
  /** how many whole lines are seen at once */
  readonly fit: number;
  /** Scrolls no further than needed for this line to be seen; with `start` it becomes the first one. */
  show(line: number, start?: boolean): void;
}

/** Draws `count` lines of `lineHeight` pixels within `port`, which is undefined while there is no element yet. `onHead` is told
 *  the first line that is wholly seen. */
export function useLines(port: ScrollPort | undefined, count: number, lineHeight: number, onHead: (line: number) => void): Lines {
  const scroll = useMemo(() => new ScaledScroll(), []);
  const [view, setView] = useState(0);
  const [, setFrame] = useState(0);
  const drawn = useRef("");
  const hurry = useRef({ first: 0, since: 0, on: false });
  scroll.resize(count * lineHeight, view);

  const window = linesInView(scroll.offset, view, lineHeight, count, MORE);
  const fit = Math.max(1, Math.floor(view / lineHeight));
  const key = (): string => {
    const { first, last } = linesInView(scroll.offset, view, lineHeight, count, MORE);
    return `${first}:${last}:${scroll.shift}:${hurry.current.on}`;
  };
  drawn.current = key();
  const tellHead = (): void => onHead(Math.ceil(scroll.offset / lineHeight));
  useEffect(tellHead, [drawn.current, count, lineHeight]);

  useLayoutEffect(() => {
    if (!port) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const draw = (): void => {
      if (key() !== drawn.current) setFrame((frame) => frame + 1);
    };
    const onStill = (): void => {
      const place = scroll.settle();
      if (place !== undefined) port.scrollTo(place);
      hurry.current.on = false;
      draw();
    };
    const onScroll = (): void => {
      const top = port.top();
      scroll.moved(top);
      noteHurry(hurry.current, Math.floor(scroll.offset / lineHeight), Math.ceil(port.height() / lineHeight));
      clearTimeout(timer);
      if (scroll.pressing) onStill();
      else timer = setTimeout(onStill, STILL);
      tellHead();
      draw();
    };
    setView(port.height());
    const stop = port.listen(onScroll, () => setView(port.height()));
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [port, count, lineHeight, view]);

  useEffect(() => {
    // fewer lines than before: the browser has moved its bar by itself
    if (port && port.top() !== scroll.offset + scroll.shift) port.scrollTo(scroll.to(scroll.offset));
  }, [port, count, lineHeight]);

  const show = (line: number, start = false): void => {
    if (!port) return;
    const seen = port.height(); // at first nothing was drawn with it yet
    scroll.resize(count * lineHeight, seen);
    const top = line * lineHeight;
    const hidden = top < scroll.offset || top + lineHeight > scroll.offset + seen;
    if (!start && !hidden) return;
    port.scrollTo(scroll.to(start || top < scroll.offset ? top : top + lineHeight - seen));
    setFrame((frame) => frame + 1);
  };
  const most = Math.ceil(view / lineHeight) + 2 * (MORE + GROUP);
  return { ...window, most, height: scroll.height, placeOf: (line) => line * lineHeight + scroll.shift, hurried: hurry.current.on, fit, show };
}

/** One leap is a leap; a second one right after it is a hand that drags the bar. */
function noteHurry(hurry: { first: number; since: number; on: boolean }, first: number, fit: number): void {
  const now = performance.now();
  if (Math.abs(first - hurry.first) >= fit) {
    if (now - hurry.since < STILL) hurry.on = true;
    hurry.since = now;
  }
  hurry.first = first;
}
