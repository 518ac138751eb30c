// From hands to results: a marking of a Text becomes a region, a dragged end another place of one.
import { effect, untracked } from "@preact/signals-core";
import type { TagContext } from "../../core/types";
import { meant, nextEdge, widest } from "../../surfaces/text/granularity";
import type { Granularity, Stretch } from "../../surfaces/text/granularity";
import { TextHands } from "../../surfaces/text/hands";
import type { Touchable } from "../../surfaces/text/hands";
import type { CodePoints } from "../../surfaces/text/offsets";
import type { TextSurface } from "../../surfaces/text/surface";
import { texts } from "./marking-texts";

/** Something with a text that is marked: what differs between a text and a document. */
export interface Markable {
  readonly context: TagContext;
  readonly surface: Touchable;
  /** the shape that labels of its own kind have: "hypertext" for those of HyperTextLabels */
  readonly shape?: string;
  /** what a marking is widened to; nothing when only white space was marked */
  meant(stretch: Stretch, granularity: Granularity): Stretch | undefined;
  /** the next place where a unit begins or ends */
  nextEdge(position: number, step: 1 | -1, granularity: Granularity): number;
  /** a stretch as results write it, without the words in it */
  place(stretch: Stretch): Readonly<Record<string, unknown>>;
  textOf(stretch: Stretch): string;
  /** a place was pressed; see TextSurfaceEvents */
  press(ids: readonly string[], extend: boolean): void;
}

export interface MarkedText {
  readonly context: TagContext;
  readonly text: string;
  readonly points: CodePoints;
  readonly surface: TextSurface;
  /** a place was pressed; see TextSurfaceEvents */
  press(ids: readonly string[], extend: boolean): void;
}

/** As `startMarkingOn`, for a Text tag. */
export function startMarking({ text, points, ...marked }: MarkedText, pressed: boolean): () => void {
  return startMarkingOn({
    ...marked,
    meant: ({ start, end }, granularity) => meant(text, { start, end: Math.min(end, text.length) }, granularity),
    nextEdge: (position, step, granularity) => nextEdge(text, position, step, granularity),
    place: ({ start, end }) => ({ start: points.fromUnits(start), end: points.fromUnits(end) }),
    textOf: ({ start, end }) => text.slice(start, end),
  }, pressed);
}

/** Takes the hands to what is marked; the returned function takes them away. `pressed`: a pointer is down already. */
export function startMarkingOn(marked: Markable, pressed: boolean): () => void {
  const marking = new Marking(marked, pressed);
  return () => marking.destroy();
}

class Marking {
  readonly #on: Markable;
  readonly #hands: TextHands;
  readonly #stop: (() => void)[];

  constructor(marked: Markable, pressed: boolean) {
    this.#on = marked;
    const { context, surface } = marked;
    const { editor } = context;
    this.#hands = new TextHands(surface, {
      marked: (stretch) => this.#mark(stretch),
      meant: (stretch) => this.#meant(stretch),
      pressed: (ids, extend) => marked.press(ids, extend),
      resizable: (id) => this.#resizable(id),
      resized: (id, stretch, drag) => this.#resize(id, this.#meant(stretch), `resize ${id} ${drag}`),
    }, pressed);
    this.#stop = [
      effect(() => {
        if (editor.activeLabels.value.size > 0) untracked(() => this.#hands.finishPending());
      }),
      effect(() => void (editor.current.value.changed.value, untracked(() => surface.follow?.()))),
      ...this.#keys(),
    ];
  }

  destroy(): void {
    for (const stop of this.#stop) stop();
    this.#hands.destroy();
  }

  /** Makes a region of a marking when labels are active; true when it did. */
  #mark(marked: Stretch): boolean {
    const { editor, name, attributes } = this.#on.context;
    const annotation = editor.current.peek();
    if (!annotation.editable || !attributes.boolean("selectionEnabled")) return false;
    const stretch = this.#meant(marked);
    const parts = stretch && editor.partsForNewRegion(name, this.#on.shape);
    if (!stretch || !parts) return false;
    editor.regionCreated(annotation.add({ object: name, geometry: this.#geometry(stretch), parts }));
    return true;
  }

  #meant(stretch: Stretch): Stretch | undefined {
    return this.#on.meant(stretch, this.#granularity());
  }

  /** The text's own; a wider one that an active label, or a label of the selected region, asks for. */
  #granularity(): Granularity {
    const { attributes, editor, name } = this.#on.context;
    const ofLabels = editor.labelControls(name).flatMap(({ attributes: { name: control = "" } }) =>
      untracked(() => editor.pressedLabels(control)).map((value) => editor.entry(control, value)?.node.attributes["granularity"] ?? ""));
    return widest([attributes.string("granularity"), ...ofLabels]);
  }

  #geometry(stretch: Stretch): Readonly<Record<string, unknown>> {
    const { attributes } = this.#on.context;
    const place = this.#on.place(stretch);
    const wish = attributes.string("saveTextResult").toLowerCase();
    const savesText = wish === "yes" || (wish !== "no" && attributes.string("valueType").toLowerCase() !== "url");
    return savesText ? { ...place, text: this.#on.textOf(stretch) } : place;
  }

  #resizable(id: string): boolean {
    const annotation = this.#on.context.editor.current.peek();
    return annotation.editable && annotation.regions.get(id)?.locked === false;
  }

  #resize(id: string, stretch: Stretch | undefined, mergeKey?: string): void {
    const { editor } = this.#on.context;
    const annotation = editor.current.peek();
    const span = this.#on.surface.painter.span(id);
    if (!stretch || !annotation.editable || (span?.start === stretch.start && span.end === stretch.end)) return;
    annotation.history.transact(() => annotation.setGeometry(id, this.#geometry(stretch)), mergeKey);
  }

  /** Alt and an arrow move the start of the selected region the way the arrow points, with Shift its end. */
  #keys(): readonly (() => void)[] {
    const { editor } = this.#on.context;
    return (["start", "end"] as const).flatMap((edge) => (["left", "right"] as const).map((arrow) => editor.hotkeys.bind({
      key: `alt+${edge === "end" ? "shift+" : ""}${arrow}`,
      title: texts[edge], group: texts.group,
      enabled: () => this.#selected() !== undefined,
      run: () => this.#step(edge, arrow),
    })));
  }

  #selected(): string | undefined {
    const { selected, painter } = this.#on.surface;
    const [id] = selected;
    return id !== undefined && selected.size === 1 && painter.span(id) && this.#resizable(id) ? id : undefined;
  }

  #step(edge: "start" | "end", arrow: "left" | "right"): void {
    const id = this.#selected();
    const { painter } = this.#on.surface;
    const span = id === undefined ? undefined : painter.span(id);
    const mark = span && painter.marksOf(span.id)[0];
    if (!span || !mark) return;
    const forward = (arrow === "right") === (getComputedStyle(mark).direction !== "rtl");
    const place = this.#on.nextEdge(span[edge], forward ? 1 : -1, this.#granularity());
    const [start, end] = edge === "start" ? [place, span.end] : [span.start, place];
    if (start < end) this.#resize(span.id, { start, end }, `step ${span.id} ${edge}`);
  }
}
