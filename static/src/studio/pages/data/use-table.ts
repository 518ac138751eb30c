// What the table and the grid of pictures have in common: what scrolls, which rows are drawn, and keeping the row under the
// keyboard in sight.
import { useEffect, useRef, useState } from "preact/hooks";
import { labelColors } from "../../shared/label-colors";
import { useValue } from "../../observe";
import { project } from "../../studio";
import type { DataModel } from "./model";
import { elementPort, pagePort, type ScrollPort } from "./scroll-port";
import { useLines, type Lines } from "./use-lines";

/** the frame's bars, in pixels */
const TOP_BAR = 48;
const TAB_BAR = 56;

export const SMALL = "(max-width: 560px)";
const MINUTE = 60_000;

/** True while the window is as narrow as the query says. */
export function useMedia(query: string): boolean {
  const [fits, setFits] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const look = (): void => setFits(list.matches);
    list.addEventListener("change", look);
    return () => list.removeEventListener("change", look);
  }, [query]);
  return fits;
}

/** Goes up every minute. */
export function useMinute(): number {
  const [minute, setMinute] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setMinute((last) => last + 1), MINUTE);
    return () => clearInterval(timer);
  }, []);
  return minute;
}

let config: string | undefined;
let colors: ReadonlyMap<string, string> = new Map();

/** The colours of the project's labels. */
export function useColors(): ReadonlyMap<string, string> {
  const now = useValue(project)?.label_config ?? "";
  if (now !== config) colors = labelColors((config = now));
  return colors;
}

export interface Scrolled {
  readonly lines: Lines;
  /** for the element that scrolls on wide screens */
  readonly element: { current: HTMLDivElement | null };
}

/** Windows the rows of the model, `perLine` in a line of `lineHeight` pixels below a head of `head` pixels. */
export function useRows(model: DataModel, perLine: number, lineHeight: number, head: number): Scrolled {
  const element = useRef<HTMLDivElement>(null);
  const [port, setPort] = useState<ScrollPort>();
  const total = useValue(model.total) ?? 0;
  const query = useValue(model.shownQuery);
  const position = useValue(model.position);
  const small = useMedia(SMALL);
  const lines = useLines(port, Math.ceil(total / perLine), lineHeight, (line) => model.scrolledTo(line * perLine));
  useEffect(() => {
    if (element.current) setPort(small ? pagePort(element.current, TOP_BAR, TAB_BAR) : elementPort(element.current, () => head));
  }, [small, head]);
  useEffect(() => {
    if (!lines.hurried) model.want(lines.first * perLine, lines.last * perLine);
  }, [lines.first, lines.last, lines.hurried, perLine, total, query]);
  const before = useRef(query);
  useEffect(() => {
    if (before.current !== query && model.head.peek() > 0) lines.show(0, true);
    before.current = query;
  }, [query]);
  useEffect(() => {
    if (position !== undefined) lines.show(Math.floor(position / perLine));
  }, [position, perLine]);
  const goal = useValue(model.goal);
  useEffect(() => {
    if (goal) lines.show(Math.floor(goal.position / perLine), true);
  }, [goal, port]);
  return { lines, element };
}
