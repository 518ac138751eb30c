// Regions as SVG. One group a region: a dark halo, then the outline in the label's colour. Outlines keep their width on
// the screen (non-scaling-stroke); nothing here listens to events: the surface finds regions by geometry.
import { attributesOf } from "../../core/attributes";
import type { EditorState, Region } from "../../core/types";
import type { Size } from "./points";
import { geometryOf, shapeOfRegion, type Geometry } from "./shape";
import { setAttributes, svgElement } from "./svg";

interface Drawn {
  readonly group: SVGGElement;
  readonly outlines: readonly SVGElement[];
}

export class ShapeLayer {
  readonly root = svgElement("g", { class: "shapes" });
  readonly #editor: EditorState;
  readonly #as: "ghost" | "prompt" | undefined;
  readonly #drawn = new Map<string, Drawn>();
  #selected: ReadonlySet<string> = new Set();
  #hovered: string | undefined;
  size: Size = { width: 1, height: 1 };

  /** `as`: what no annotation holds: a suggestion of a model, or what was drawn to ask one. */
  constructor(editor: EditorState, as?: "ghost" | "prompt") {
    this.#editor = editor;
    this.#as = as;
  }

  /** Draws all of them anew, in their order. */
  drawAll(regions: readonly Region[]): void {
    this.#drawn.clear();
    const groups = document.createDocumentFragment();
    for (const region of regions) {
      const drawn = this.#create(region);
      if (drawn === undefined) continue;
      this.#drawn.set(region.id, drawn);
      groups.append(drawn.group);
      this.update(region);
    }
    this.root.replaceChildren(groups);
  }

  /** Adds what came, removes what went. */
  sync(regions: readonly Region[]): void {
    const wanted = new Set(regions.map((region) => region.id));
    for (const [id, { group }] of this.#drawn) {
      if (wanted.has(id)) continue;
      group.remove();
      this.#drawn.delete(id);
    }
    for (const region of regions) {
      if (this.#drawn.has(region.id)) continue;
      const drawn = this.#create(region);
      if (drawn === undefined) continue;
      this.#drawn.set(region.id, drawn);
      this.root.append(drawn.group);
      this.update(region);
    }
  }

  /** Puts what is drawn into another order, the lowest first. */
  reorder(regions: readonly Region[]): void {
    this.root.append(...regions.flatMap((region) => this.#drawn.get(region.id)?.group ?? []));
  }

  update(region: Region): void {
    const drawn = this.#drawn.get(region.id);
    if (drawn === undefined) return;
    const look = this.#editor.look(region);
    drawn.group.style.setProperty("--c", look.color);
    this.#style(drawn.group, region);
    drawn.group.setAttribute("class", this.#classes(region, look.prediction || this.#as === "ghost"));
    this.place(region, geometryOf(region));
  }

  /** Moves one shape without the annotation knowing: while it is dragged. */
  place(region: Region, geometry: Geometry): void {
    const shape = shapeOfRegion(region);
    const drawn = this.#drawn.get(region.id);
    if (shape === undefined || drawn === undefined) return;
    const attributes = shape.attributes(geometry, this.size);
    for (const outline of drawn.outlines) setAttributes(outline, attributes);
  }

  select(selected: ReadonlySet<string>): void {
    for (const id of this.#selected) this.#drawn.get(id)?.group.classList.remove("sel");
    for (const id of selected) this.#drawn.get(id)?.group.classList.add("sel");
    this.#selected = selected;
  }

  hover(id: string | undefined): void {
    if (id === this.#hovered) return;
    if (this.#hovered !== undefined) this.#drawn.get(this.#hovered)?.group.classList.remove("hov");
    if (id !== undefined) this.#drawn.get(id)?.group.classList.add("hov");
    this.#hovered = id;
  }

  #classes(region: Region, prediction: boolean): string {
    const { id } = region;
    const negative = region.items.some((item) => item["is_positive"] === false);
    return ["shape", this.#as === "prompt" && (negative ? "prompt negative" : "prompt"), prediction && "pred", region.hidden && "hid", region.locked && "lck", this.#selected.has(id) && "sel", this.#hovered === id && "hov"]
      .filter(Boolean)
      .join(" ");
  }

  #create(region: Region): Drawn | undefined {
    const shape = shapeOfRegion(region);
    if (shape === undefined) return undefined;
    const group = svgElement("g", { "data-region": region.id, "data-shape": shape.name });
    const outlines = [svgElement(shape.element, { class: "halo" }), svgElement(shape.element, { class: "sh" })];
    group.append(...outlines);
    return { group, outlines };
  }

  /** What the control's attributes say about fill and outline; without them the look's own. */
  #style(group: SVGGElement, region: Region): void {
    // a bare shape and the labels on it are two controls: the one that draws says how
    const named = region.items.flatMap(({ from_name: name }) => this.#editor.config.byName.get(name ?? "") ?? []);
    const node = named.find(({ descriptor }) => descriptor && "opacity" in descriptor.attributes);
    if (node === undefined) return;
    const attributes = attributesOf(node);
    const set = (property: string, name: string, value: string, valid: boolean) => {
      if (valid && attributes.has(name)) group.style.setProperty(property, value);
    };
    const color = (property: string, name: string) => set(property, name, attributes.string(name), CSS.supports("color", attributes.string(name)));
    const number = (name: string) => attributes.number(name);
    set("--fill", "opacity", `${Math.round(number("opacity") * 100)}%`, number("opacity") >= 0 && number("opacity") <= 1);
    color("--fill-color", "fillColor");
    color("--stroke-color", "strokeColor");
    set("--stroke", "strokeWidth", `${number("strokeWidth")}px`, number("strokeWidth") >= 0);
  }
}
