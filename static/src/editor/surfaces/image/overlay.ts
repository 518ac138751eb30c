import type { Point, Size } from "./points";
import type { Bounds } from "./several";
import { setAttributes, svgElement } from "./svg";

interface OverlayOptions {
  readonly crosshair: boolean;
  readonly grid: { readonly size: number; readonly color: string } | undefined;
}

/** The grid over the picture (in picture pixels), the lines through the pointer and the rubber band (in stage pixels). */
export class Overlay {
  readonly grid = svgElement("path", { class: "gridline" });
  readonly cross = svgElement("g");
  readonly band = svgElement("rect", { class: "band", rx: "2" });
  readonly #options: OverlayOptions;

  constructor(options: OverlayOptions) {
    this.#options = options;
    if (options.crosshair) this.cross.append(svgElement("line", { class: "cross" }), svgElement("line", { class: "cross" }));
    this.cross.style.display = "none";
    this.band.style.display = "none";
  }

  gridOn({ width, height }: Size): void {
    const { grid } = this.#options;
    if (grid === undefined || grid.size < 2 || this.grid.hasAttribute("d")) return;
    const lines: string[] = [];
    for (let x = grid.size; x < width; x += grid.size) lines.push(`M${x} 0V${height}`);
    for (let y = grid.size; y < height; y += grid.size) lines.push(`M0 ${y}H${width}`);
    this.grid.setAttribute("d", lines.join(""));
    this.grid.style.stroke = grid.color;
  }

  bandOn(band: Bounds | undefined): void {
    this.band.style.display = band === undefined ? "none" : "";
    if (band === undefined) return;
    const { left, top, right, bottom } = band;
    setAttributes(this.band, { x: String(left), y: String(top), width: String(right - left), height: String(bottom - top) });
  }

  crossAt(at: Point | undefined, stage: Size): void {
    if (!this.#options.crosshair) return;
    this.cross.style.display = at === undefined ? "none" : "";
    if (at === undefined) return;
    const [across, down] = this.cross.children;
    setAttributes(across!, { x1: "0", x2: String(stage.width), y1: String(at.y), y2: String(at.y) });
    setAttributes(down!, { x1: String(at.x), x2: String(at.x), y1: "0", y2: String(stage.height) });
  }
}
