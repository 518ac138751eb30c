// A new shape while it is drawn: nothing of it is in the annotation yet.
import type { Size } from "./points";
import type { Geometry, Handle, ImageShape } from "./shape";
import { setAttributes, svgElement } from "./svg";

export class DraftLayer {
  readonly root = svgElement("g", { class: "shape draft" });
  /** places of it that can be pressed */
  handles: readonly Handle[] = [];
  #element = "";

  /** Without a geometry there is none. */
  show(shape: ImageShape, geometry: Geometry | undefined, size: Size, color: string): void {
    this.root.style.setProperty("--c", color);
    this.root.setAttribute("data-shape", shape.name);
    const element = geometry === undefined ? "" : shape.element;
    if (element !== this.#element) {
      this.root.replaceChildren(...(element === "" ? [] : ["halo", "sh"].map((name) => svgElement(element as ImageShape["element"], { class: name }))));
      this.#element = element;
    }
    if (geometry === undefined) return;
    const attributes = shape.attributes(geometry, size);
    for (const outline of this.root.children) setAttributes(outline, attributes);
  }
}
