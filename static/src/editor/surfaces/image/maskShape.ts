// A mask as one of the shapes of a picture: it is painted on a canvas, so the outline that other shapes have is empty.
import { areaOf, boundsOf, reaches } from "./mask";
import { attachMasks } from "./maskLayer";
import { texts } from "./maskTexts";
import { beginAdding, eraser } from "./maskTools";
import { holdsMask, maskOf } from "./maskValues";
import type { ImageShape } from "./shape";

type Named = Pick<ImageShape, "name" | "icon" | "key"> & { readonly title: () => string };

/** The shape of one kind of mask; all of them read what any of them wrote. */
export function maskShape({ name, icon, key, title }: Named): ImageShape {
  const shape: ImageShape = {
    name,
    icon,
    key,
    get title() {
      return title();
    },
    element: "path",
    tools: [eraser],
    reads: holdsMask,
    attributes: () => ({}),
    outline(value, size) {
      const mask = maskOf(value, size);
      const bounds = mask && boundsOf(mask);
      if (bounds === undefined) return [];
      const { left, top, right, bottom } = bounds;
      return [{ x: left, y: top }, { x: right, y: top }, { x: right, y: bottom }, { x: left, y: bottom }];
    },
    area(value, size) {
      const mask = maskOf(value, size);
      return mask ? areaOf(mask) : 0;
    },
    contains(value, point, size, tolerance) {
      const mask = maskOf(value, size);
      return mask !== undefined && reaches(mask, point, tolerance);
    },
    handles: () => [],
    draw: () => undefined,
    drag: (value) => value,
    move: (value) => value,
    grow: () => undefined,
    describe(value, size) {
      const mask = size && maskOf(value, size);
      return mask ? texts.maskOf(areaOf(mask).toLocaleString("en")) : texts.mask;
    },
    begin: (surface, start, under) => beginAdding(surface, shape, start, under),
    attach: attachMasks,
  };
  return shape;
}
