import type { Size } from "../../surfaces/image/points";
import { LEAST, meant, type Geometry, type Handle, type ImageShape } from "../../surfaces/image/shape";
import { scaledPoint, stretch } from "../../surfaces/image/several";
import { ROTATE, sideCursor, STALK, type Side } from "../../surfaces/image/sides";
import { texts } from "../../surfaces/image/texts";
import { backOnPicture, between, contains, corners, ellipseOf, extents, moved, pointOn, resized, SIDES, turned, valueOf, type Ellipse } from "./ellipse";

/** Only what changed is written anew: a moved ellipse keeps the very radii it was loaded with. */
function written(before: Geometry, ellipse: Ellipse, size: Size, keys: readonly (keyof Ellipse)[]): Geometry {
  const value = valueOf(ellipse, size);
  const rest = { radiusX: before["radiusX"], radiusY: before["radiusY"], rotation: before["rotation"] ?? 0 };
  return { x: value.x, y: value.y, ...rest, ...Object.fromEntries(keys.map((key) => [key, value[key]])) };
}

export const ellipseShape: ImageShape = {
  name: "ellipse",
  get title() {
    return texts.ellipse;
  },
  icon: "ellipse",
  key: "o",
  element: "ellipse",

  reads: (value) => ["x", "y", "radiusX", "radiusY"].every((key) => typeof value[key] === "number"),

  attributes(value, size) {
    const { x, y, radiusX, radiusY, rotation } = ellipseOf(value, size);
    const text = (length: number) => String(Math.round(length * 100) / 100);
    const upright = { cx: text(x), cy: text(y), rx: text(Math.max(0, radiusX)), ry: text(Math.max(0, radiusY)) };
    return { ...upright, transform: rotation === 0 ? "" : `rotate(${rotation} ${x} ${y})` };
  },

  outline: (value, size) => corners(ellipseOf(value, size)),

  area(value, size) {
    const { radiusX, radiusY } = ellipseOf(value, size);
    return Math.PI * radiusX * radiusY;
  },

  contains: (value, point, size, tolerance) => contains(ellipseOf(value, size), point, tolerance),

  handles(value, size, { canRotate, unit }) {
    const ellipse = ellipseOf(value, size);
    const handles: Handle[] = SIDES.map((side) => ({ name: side, at: pointOn(ellipse, side), cursor: sideCursor(side, ellipse.rotation) }));
    if (canRotate) handles.unshift({ name: ROTATE, at: pointOn(ellipse, "n", STALK * unit), stalk: pointOn(ellipse, "n"), cursor: "grab" });
    return handles;
  },

  draw(from, to, size, options) {
    const ellipse = between(meant(from, size, options), meant(to, size, options), options.constrained);
    const least = (LEAST * options.unit) / 2;
    return ellipse.radiusX < least || ellipse.radiusY < least ? undefined : valueOf(ellipse, size);
  },

  drag(value, handle, to, size, options) {
    const ellipse = ellipseOf(value, size);
    if (handle === ROTATE) return written(value, backOnPicture(turned(ellipse, to, options.constrained ? 15 : 0), size), size, ["rotation"]);
    const side = handle as Side;
    const changed = options.constrained ? (["radiusX", "radiusY"] as const) : [side === "e" || side === "w" ? "radiusX" : "radiusY"] as const;
    return written(value, resized(ellipse, side, meant(to, size, options), options.constrained), size, changed);
  },

  move: (value, by, size) => written(value, moved(ellipseOf(value, size), by, size), size, []),

  grow(value, by, size) {
    const ellipse = ellipseOf(value, size);
    const wider = resized(ellipse, "e", pointOn(ellipse, "e", by.x));
    const next = resized(wider, "s", pointOn(wider, "s", by.y));
    const leaves = corners(next).some(({ x, y }) => x < 0 || y < 0 || x > size.width || y > size.height);
    if (leaves && extents(next).width + extents(next).height > extents(ellipse).width + extents(ellipse).height) return value;
    return written(value, next, size, [...(by.x !== 0 ? ["radiusX" as const] : []), ...(by.y !== 0 ? ["radiusY" as const] : [])]);
  },

  scale(value, scaling, size) {
    const ellipse = ellipseOf(value, size);
    const radii = stretch(ellipse.rotation, scaling.by);
    const scaled = { ...ellipse, ...scaledPoint(ellipse, scaling), radiusX: ellipse.radiusX * radii.x, radiusY: ellipse.radiusY * radii.y };
    return written(value, scaled, size, ["radiusX", "radiusY"]);
  },

  describe(value, size) {
    if (size === undefined) return texts.ellipse;
    const { radiusX, radiusY } = ellipseOf(value, size);
    return texts.ellipseOf(Math.round(radiusX * 2), Math.round(radiusY * 2));
  },
};
