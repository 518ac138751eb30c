// The handles of the one selected region, of what is being drawn, or of the dashed box around several, in stage pixels.
import { distance, type Point } from "./points";
import type { Handle } from "./shape";
import { cursorOnTurned } from "./sides";
import { setAttributes, svgElement } from "./svg";
import type { Viewport } from "./viewport";

const SIDE = 10;
/** Of more than these only the marked one is drawn while the shape, or one of them, is dragged. */
const MANY = 40;
const REACH = 9;
const REACH_TOUCH = 20;

interface Shown {
  /** what decides which elements it has */
  readonly form: string;
  readonly group: SVGGElement;
  place: string;
}

export class HandleLayer {
  readonly root = svgElement("g", { class: "handles" });
  readonly #viewport: Viewport;
  readonly #frame = svgElement("polygon", { class: "group" });
  #handles: readonly Handle[] = [];
  #shown: Shown[] = [];

  constructor(viewport: Viewport) {
    this.#viewport = viewport;
  }

  /** `marked`: the name of the handle that keys act on. `frame`: corners of the box around several regions, in picture pixels. */
  show(handles: readonly Handle[], color: string, marked?: string, frame?: readonly Point[]): void {
    this.#handles = handles;
    this.root.style.setProperty("--c", color);
    this.root.classList.toggle("many", handles.length > MANY);
    for (const { group } of this.#shown.splice(handles.length)) group.remove();
    handles.forEach((handle, index) => this.#place(handle, this.#formed(handle, index), handle.name === marked));
    if (frame === undefined) return this.#frame.remove();
    this.#frame.setAttribute("points", frame.map((point) => this.#viewport.toStage(point)).map(({ x, y }) => `${x},${y}`).join(" "));
    if (!this.#frame.isConnected) this.root.prepend(this.#frame);
  }

  hide(): void {
    if (this.#shown.length > 0) this.root.replaceChildren();
    this.#frame.remove();
    this.#handles = [];
    this.#shown = [];
  }

  /** The handle under a stage point. */
  at(point: Point, touch: boolean): Handle | undefined {
    const reach = touch ? REACH_TOUCH : REACH;
    let best: Handle | undefined;
    let nearest = reach;
    for (const handle of this.#handles) {
      const far = distance(point, this.#viewport.toStage(handle.at));
      // corners win over sides on a small box, points over the places between them
      const weighed = far + (handle.name.length === 1 || handle.mark === "hollow" ? 1 : 0);
      if (far <= reach && weighed < nearest + 1) {
        nearest = weighed;
        best = handle;
      }
    }
    return best && { ...best, cursor: cursorOnTurned(best.cursor, this.#viewport.turns) };
  }

  /** The elements at this place of the row: those that are there when they have the form, else new ones. */
  #formed(handle: Handle, index: number): Shown {
    const form = `${handle.mark ?? (handle.stalk ? "round" : "square")} ${handle.width ?? SIDE} ${handle.stalk ? "stalk" : ""}`;
    const there = this.#shown[index];
    if (there?.form === form) return there;
    const shown = { form, group: create(handle), place: "" };
    if (there === undefined) this.root.append(shown.group);
    else there.group.replaceWith(shown.group);
    this.#shown[index] = shown;
    return shown;
  }

  #place(handle: Handle, shown: Shown, marked: boolean): void {
    const at = this.#viewport.toStage(handle.at);
    const place = `translate(${rounded(at.x)} ${rounded(at.y)})`;
    if (place !== shown.place) shown.group.setAttribute("transform", place);
    shown.place = place;
    shown.group.classList.toggle("on", marked);
    if (handle.stalk === undefined) return;
    const from = this.#viewport.toStage(handle.stalk);
    setAttributes(shown.group.firstElementChild!, { x2: rounded(from.x - at.x), y2: rounded(from.y - at.y) });
  }
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function create({ mark, stalk, width = SIDE }: Handle): SVGGElement {
  const group = svgElement("g");
  if (stalk) group.append(svgElement("line", { class: "stalk" }));
  const className = mark === "hollow" ? "hd hollow" : "hd";
  const half = String(width / 2);
  if (mark === "square" || (mark === undefined && !stalk)) {
    group.append(svgElement("rect", { class: className, x: `-${half}`, y: `-${half}`, width: String(width), height: String(width), rx: "2" }));
  } else group.append(svgElement("circle", { class: className, r: half }));
  return group;
}
