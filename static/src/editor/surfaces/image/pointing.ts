// Drawing by a number of points: a side of a box, then its height.
import type { Interaction, Press } from "./interactions";
import type { Point } from "./points";
import type { Geometry, Handle } from "./shape";
import type { ImageSurface } from "./surface";
import type { DrawingTool } from "./tools";

type WayTool = DrawingTool & Required<Pick<DrawingTool, "way">>;

/** Each point is a click; the first two may also be the ends of a drag. */
export class Pointing implements Interaction {
  readonly cursor = "crosshair";
  readonly #surface: ImageSurface;
  readonly #tool: WayTool;
  readonly #points: Point[];
  waiting = true;
  #firstIsOver = false;

  constructor(surface: ImageSurface, tool: WayTool, start: Press) {
    this.#surface = surface;
    this.#tool = tool;
    this.#points = [surface.viewport.toPicture(start.at)];
  }

  move(press: Press): void {
    this.#show(this.#geometry(press));
  }

  end(press: Press, clicked: boolean): void {
    const first = !this.#firstIsOver;
    this.#firstIsOver = true;
    if (first && clicked) return this.#show(undefined);
    const { way, shape } = this.#tool;
    const geometry = this.#geometry(press);
    // a second press on the same spot is not a side
    if (geometry === undefined) return;
    this.#points.push(this.#surface.viewport.toPicture(press.at));
    if (this.#points.length < way.points) return this.#show(geometry);
    this.waiting = false;
    this.#surface.showDraft(shape, undefined);
    this.#surface.create(shape, geometry);
  }

  cancel(): void {
    this.waiting = false;
    this.#surface.showDraft(this.#tool.shape, undefined);
  }

  /** The shape so far, and the points that made it. */
  #show(geometry: Geometry | undefined): void {
    const marks = this.#points.map((at, index): Handle => ({ name: String(index), at, cursor: this.cursor, mark: "round" }));
    this.#surface.showDraft(this.#tool.shape, geometry, marks);
  }

  #geometry({ at, shift }: Press): Geometry | undefined {
    const { viewport } = this.#surface;
    const options = this.#surface.shapeOptions(this.#tool.shape, shift);
    return this.#tool.way.through([...this.#points, viewport.toPicture(at)], viewport.picture, options);
  }
}
