// The name of a region, hung at its top left in stage pixels: the same size at every zoom.
import type { EditorState, Region } from "../../core/types";
import { geometryOf, shapeOfRegion, type Geometry } from "./shape";
import { svgElement } from "./svg";
import type { Viewport } from "./viewport";

const HEIGHT = 18;
/** With more regions than this, a name that is wider than its region waits until there is room, or until it is selected. */
const CROWD = 200;
const PADDING = 6;
const FONT = '600 11.5px -apple-system, "Segoe UI", Inter, Roboto, "Noto Sans", system-ui, sans-serif';

interface Flag {
  readonly group: SVGGElement;
  readonly back: SVGRectElement;
  readonly text: SVGTextElement;
  width: number;
}

export class FlagLayer {
  readonly root = svgElement("g", { class: "flags" });
  readonly #editor: EditorState;
  readonly #viewport: Viewport;
  readonly #suggestionOf: ((id: string) => Region | undefined) | undefined;
  readonly #flags = new Map<string, Flag>();
  readonly #widths = new Map<string, number>();
  #selected: ReadonlySet<string> = new Set();
  #context: CanvasRenderingContext2D | null | undefined;

  /** `suggestionOf`: names of what a model suggests, and no annotation holds. */
  constructor(editor: EditorState, viewport: Viewport, suggestionOf?: (id: string) => Region | undefined) {
    this.#editor = editor;
    this.#viewport = viewport;
    this.#suggestionOf = suggestionOf;
  }

  clear(): void {
    this.#flags.clear();
    this.root.replaceChildren();
  }

  /** Puts every flag in its place; those off the stage leave the document. */
  placeAll(regions: readonly Region[]): void {
    const wanted = new Set(regions.map((region) => region.id));
    for (const [id, flag] of this.#flags) {
      if (wanted.has(id)) continue;
      flag.group.remove();
      this.#flags.delete(id);
    }
    for (const region of regions) this.place(region, geometryOf(region));
  }

  place(region: Region, geometry: Geometry): void {
    const shape = shapeOfRegion(region);
    if (shape === undefined) return;
    const points = shape.outline(geometry, this.#viewport.picture).map((point) => this.#viewport.toStage(point));
    const left = Math.min(...points.map((point) => point.x));
    const top = Math.min(...points.map((point) => point.y));
    const right = Math.max(...points.map((point) => point.x));
    const { width, height } = this.#viewport.stage;
    if (region.hidden || right < 0 || left > width || top > height + HEIGHT || Math.max(...points.map((point) => point.y)) < 0) {
      this.#flags.get(region.id)?.group.remove();
      return;
    }
    const flag = this.#flagOf(region);
    if (this.#crowded && right - left < flag.width && !this.#isSelected(region)) return flag.group.remove();
    const { reach = 0 } = shape;
    const over = top - HEIGHT - reach;
    const y = over < 0 ? Math.max(0, top) : over;
    flag.group.setAttribute("transform", `translate(${Math.round(Math.max(0, left - reach) - 1)} ${Math.round(y)})`);
    if (!flag.group.isConnected) this.root.append(flag.group);
  }

  /** Writes name and colour again. */
  update(region: Region): void {
    const flag = this.#flags.get(region.id);
    if (flag !== undefined) this.#write(flag, region);
    this.place(region, geometryOf(region));
  }

  select(selected: ReadonlySet<string>): void {
    const { regions } = this.#editor.current.peek();
    for (const id of new Set([...this.#selected, ...selected])) {
      const region = this.#suggestionOf ? this.#suggestionOf(id) : regions.get(id);
      this.#flags.get(id)?.group.classList.toggle("sel", selected.has(id));
      if (region !== undefined) this.place(region, geometryOf(region));
    }
    this.#selected = selected;
  }

  #flagOf(region: Region): Flag {
    const known = this.#flags.get(region.id);
    if (known !== undefined) return known;
    const flag = { group: svgElement("g"), back: svgElement("rect", { height: String(HEIGHT), rx: "3" }), text: svgElement("text", { x: String(PADDING), y: "13" }), width: 0 };
    flag.group.append(flag.back, flag.text);
    this.#flags.set(region.id, flag);
    this.#write(flag, region);
    return flag;
  }

  get #crowded(): boolean {
    return this.#editor.current.peek().regions.size > CROWD;
  }

  #isSelected(region: Region): boolean {
    return this.#editor.current.peek().selection.peek().has(region.id);
  }

  #write(flag: Flag, region: Region): void {
    const { group, back, text } = flag;
    const look = this.#editor.look(region);
    const name = [look.labels.join(", "), scoreText(look.score)].filter(Boolean).join(" ");
    group.setAttribute("class", `flag${look.prediction || this.#suggestionOf ? " pred" : ""}${this.#isSelected(region) ? " sel" : ""}`);
    group.style.setProperty("--c", look.color);
    group.style.setProperty("--on", look.onColor);
    text.textContent = name;
    flag.width = Math.ceil(this.#widthOf(name)) + 2 * PADDING;
    back.setAttribute("width", String(flag.width));
  }

  /** Measured on a canvas: asking the document would lay it out once for each flag. */
  #widthOf(name: string): number {
    const known = this.#widths.get(name);
    if (known !== undefined) return known;
    this.#context ??= document.createElement("canvas").getContext("2d");
    if (this.#context) this.#context.font = FONT;
    const width = this.#context?.measureText(name).width ?? name.length * 7;
    this.#widths.set(name, width);
    return width;
  }
}

/** Short enough to stand beside a name: .88 */
export function scoreText(score: number | undefined): string {
  return score === undefined ? "" : score.toFixed(2).replace(/^0/, "");
}
