// The arrows over the labeling area, and what is said while one is being drawn.
import { effect } from "@preact/signals-core";
import { useEffect, useLayoutEffect, useReducer, useRef } from "preact/hooks";
import type { EditorState, Region } from "../../core/types";
import { nameOf } from "../regions/name";
import { useSignal } from "../useSignal";
import { relate, relationLabels, relationsOf, relationView } from "./relations";
import type { Relation, RelationView } from "./relations";
import { arrowHead, boxRoute, textRoute } from "./route";
import type { Edges, Route } from "./route";
import { texts } from "./texts";

/** so few arrows are drawn all of them, unasked */
const FEW = 8;
/** how far from the middle of a word an arrow begins and ends, in pixels, so that several at one word are told apart */
const SHIFTS = [0, 8, -8, 16, -16];

/** left of a document's words, in pixels, as the frame is dressed */
const DOCUMENT_MARGIN = 24;

interface Drawn {
  readonly relation: Relation;
  readonly route: Route;
  readonly ends: readonly Edges[];
  /** of its first label; undefined without one */
  readonly color: string | undefined;
  /** how long its heads are, in pixels */
  readonly head: number;
}

/** A drawing over everything that the labeling area holds; it scrolls with it. */
export function Arrows({ editor }: { readonly editor: EditorState }) {
  const annotation = useSignal(editor.current);
  useSignal(annotation.changed);
  const selection = useSignal(annotation.selection);
  const view = relationView(editor);
  const hovered = useSignal(view.hovered);
  const active = useSignal(view.active);
  const all = useSignal(view.all);
  const from = useSignal(editor.relating)?.from;
  const svg = useRef<SVGSVGElement>(null);
  const [, drawAgain] = useReducer<number, undefined>((count) => count + 1, 0);
  useFollowing(svg, drawAgain);
  useDrawing(editor);
  // what the tags painted for the same change is there only now
  useEffect(() => drawAgain(undefined), [annotation, annotation.changed.peek().version, selection]);
  const relations = relationsOf(annotation);
  const shown = relations.filter(({ key, from: first, to: second }) =>
    all || relations.length <= FEW || key === hovered || key === active || selection.has(first) || selection.has(second));
  const drawn = svg.current ? shown.flatMap((relation, at) => drawnOn(editor, svg.current!, relation, at) ?? []) : [];
  const strong = (key: string): boolean => key === hovered || key === active;
  const groupOf = ({ relation: { key }, color }: Drawn) => ({
    class: strong(key) ? "on" : hovered !== undefined ? "dim" : "", style: color === undefined ? {} : { "--c": color },
  });
  drawn.sort((a, b) => Number(strong(a.relation.key)) - Number(strong(b.relation.key)));
  return (
    <>
      {from !== undefined && annotation.regions.has(from) && (
        <p class="note acc relating-note" role="status">{texts.from(nameOf(editor, annotation.regions.get(from)!).title)}</p>
      )}
      <svg class="arrows" ref={svg} aria-hidden="true">
        {drawn.map((each) => <Arrow key={each.relation.key} {...groupOf(each)} view={view} drawn={each} strong={strong(each.relation.key)} />)}
        {/* names over all lines: another arrow would strike them through */}
        {drawn.map((each) => each.relation.labels.length > 0 && (
          <g key={each.relation.key} {...groupOf(each)}><text x={each.route.middle.x} y={each.route.middle.y}>{each.relation.labels.join(", ")}</text></g>
        ))}
      </svg>
    </>
  );
}

interface ArrowProps {
  readonly class: string;
  readonly style: Readonly<Record<string, string>>;
  readonly view: RelationView;
  readonly drawn: Drawn;
  readonly strong: boolean;
}

function Arrow({ class: className, style, view, drawn: { relation, route, ends, head }, strong }: ArrowProps) {
  return (
    <g class={className} style={style}>
      {strong && ends.map((end) => <rect class="end" x={end.left - 2} y={end.top - 2} width={end.right - end.left + 4} height={end.bottom - end.top + 4} rx="3" />)}
      <path class="halo" d={route.path} />
      <path class="line" d={route.path} />
      {relation.direction !== "left" && <path class="head" d={arrowHead(route.second, head)} />}
      {relation.direction !== "right" && <path class="head" d={arrowHead(route.first, head)} />}
      <path class="reach" d={route.path} onPointerEnter={() => (view.hovered.value = relation.key)} onPointerLeave={() => (view.hovered.value = undefined)}
        onClick={() => (view.active.value = relation.key)} />
    </g>
  );
}

/** The drawing follows what moves under it: scrolling, another width, a picture that is zoomed. */
function useFollowing(svg: { readonly current: SVGSVGElement | null }, drawAgain: (_: undefined) => void): void {
  useLayoutEffect(() => {
    const main = svg.current!.parentElement!;
    const aborter = new AbortController();
    let frame = 0;
    const follow = (): void => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        drawAgain(undefined);
      });
    };
    for (const name of ["scroll", "wheel", "pointermove", "pointerup", "keyup", "load"]) main.addEventListener(name, follow, { capture: true, passive: true, signal: aborter.signal });
    const observer = new ResizeObserver(follow);
    observer.observe(main);
    for (const child of main.children) observer.observe(child);
    follow();
    return () => {
      aborter.abort();
      observer.disconnect();
      cancelAnimationFrame(frame);
    };
  }, []);
}

/** While a relation is being drawn, the next region that is pressed is its other end. */
function useDrawing(editor: EditorState): void {
  useEffect(() => effect(() => {
    const from = editor.relating.value?.from;
    const annotation = editor.current.value;
    document.documentElement.classList.toggle("relating", from !== undefined);
    if (from === undefined) return;
    if (!annotation.editable || !annotation.regions.has(from)) return void (editor.relating.value = {});
    const [to, ...more] = annotation.selection.value;
    if (to === undefined || to === from || more.length > 0 || !annotation.regions.has(to)) return;
    editor.relating.value = {};
    relate(editor, from, to);
    annotation.selection.value = new Set([from]);
  }), [editor]);
  useEffect(() => () => document.documentElement.classList.remove("relating"), []);
}

function drawnOn(editor: EditorState, svg: SVGSVGElement, relation: Relation, at: number): Drawn | undefined {
  const { regions } = editor.current.peek();
  const origin = svg.getBoundingClientRect();
  const [first, second] = [relation.from, relation.to].map((id) => edgesOf(editor, regions.get(id)!, origin));
  if (!first?.[0] || !second?.[0]) return undefined;
  const color = relationLabels(editor)?.labels.find(({ value }) => relation.labels.includes(value))?.color;
  const inText = [relation.from, relation.to].every((id) => editor.config.byName.get(regions.get(id)!.object)?.tag !== "Image");
  const route = inText ? textRoute(first[0], second[0], { height: 6 + (at % 4) * 3, shift: SHIFTS[at % SHIFTS.length]!, gutter: gutterOf(svg, regions.get(relation.from)!, at) - origin.left }) : boxRoute(first[0], second[0]);
  return { relation, route, color, ends: [...first, ...second], head: inText ? 6 : 12 };
}

function edgesOf(editor: EditorState, region: Region, origin: DOMRect): readonly Edges[] {
  const rects = editor.instances.get(region.object)?.rects?.(region) ?? [];
  return rects.filter(({ width }) => width > 0).map(({ left, top, right, bottom }) => ({ left: left - origin.left, top: top - origin.top, right: right - origin.left, bottom: bottom - origin.top }));
}

/** Beside the text, where its lines begin; each arrow has a track of its own there. */
function gutterOf(svg: SVGSVGElement, region: Region, at: number): number {
  const host = [...svg.parentElement!.querySelectorAll<HTMLElement>("[data-name]")].find(({ dataset }) => dataset["name"] === region.object);
  const text = host?.querySelector(".text,.hypertext") ?? host;
  if (!text) return 0;
  const { left, right } = text.getBoundingClientRect();
  const track = 8 + (at % 4) * 4;
  // a document's own margin is within its frame
  if (text.matches(".hypertext")) return left + DOCUMENT_MARGIN - track;
  const style = getComputedStyle(text);
  return style.direction === "rtl" ? right - Number.parseFloat(style.paddingRight) + track : left + Number.parseFloat(style.paddingLeft) - track;
}
