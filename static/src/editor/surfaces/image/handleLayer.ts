// The handles of the one selected region, in stage pixels.
import { distance, type Point } from "./points";
import type { Handle } from "./shape";
import { setAttributes, svgElement } from "./svg";
import type { Viewport } from "./viewport";

const SIDE = 10;
const REACH = 9;
const REACH_TOUCH = 20;

export class HandleLayer {
  readonly root = svgElement("g", { class: "handles" });
  readonly #viewport: Viewport;
  #handles: readonly Handle[] = [];

  constructor(viewport: Viewport) {
    this.#viewport = viewport;
  }

  show(handles: readonly Handle[], color: string): void {
    const same = handles.length === this.#handles.length;
    this.#handles = handles;
    this.root.style.setProperty("--c", color);
    if (!same) this.root.replaceChildren(...handles.map((handle) => this.#create(handle)));
    handles.forEach((handle, index) => this.#place(handle, this.root.children[index]!));
  }

  hide(): void {
    if (this.#handles.length > 0) this.root.replaceChildren();
    this.#handles = [];
  }

  /** The handle under a stage point. */
  at(point: Point, touch: boolean): Handle | undefined {
    const reach = touch ? REACH_TOUCH : REACH;
    let best: Handle | undefined;
    let nearest = reach;
    for (const handle of this.#handles) {
      const far = distance(point, this.#viewport.toStage(handle.at));
      // corners win over sides on a small box
      const weighed = far + (handle.name.length === 1 ? 1 : 0);
      if (far <= reach && weighed < nearest + 1) {
        nearest = weighed;
        best = handle;
      }
    }
    return best;
  }

  #create(handle: Handle): SVGGElement {
    const group = svgElement("g");
    if (handle.stalk) group.append(svgElement("line", { class: "stalk" }), svgElement("circle", { class: "hd", r: "5" }));
    else group.append(svgElement("rect", { class: "hd", width: String(SIDE), height: String(SIDE), rx: "2" }));
    return group;
  }

  #place(handle: Handle, group: Element): void {
    const at = this.#viewport.toStage(handle.at);
    const mark = group.lastElementChild!;
    if (handle.stalk) {
      const from = this.#viewport.toStage(handle.stalk);
      setAttributes(group.firstElementChild!, { x1: String(from.x), y1: String(from.y), x2: String(at.x), y2: String(at.y) });
      setAttributes(mark, { cx: String(at.x), cy: String(at.y) });
    } else {
      setAttributes(mark, { x: String(at.x - SIDE / 2), y: String(at.y - SIDE / 2) });
    }
  }
}
