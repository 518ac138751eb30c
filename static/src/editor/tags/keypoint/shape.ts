import { toPercent, toPixels } from "../../surfaces/image/percent";
import { clampToPicture, distance, type Point, type Size } from "../../surfaces/image/points";
import { meant, type Geometry, type ImageShape } from "../../surfaces/image/shape";
import { texts } from "../../surfaces/image/texts";

/** Of the dot with its halo, in stage pixels; see keypoint.css. */
const DOT = 10;

const pointOf = (value: Geometry, size: Size): Point => ({ x: toPixels(value["x"], size.width), y: toPixels(value["y"], size.height) });

export const keypointShape: ImageShape = {
  name: "keypoint",
  get title() {
    return texts.point;
  },
  icon: "point",
  key: "k",
  element: "path",
  byPress: true,
  reach: DOT,

  // a box has a width as well
  reads: (value) => ["x", "y", "width"].every((key) => typeof value[key] === "number") && value["height"] === undefined,

  // a line of no length: its round ends are the dot, and keep their size on the screen as every outline does
  attributes(value, size) {
    const { x, y } = pointOf(value, size);
    return { d: `M${Math.round(x * 100) / 100} ${Math.round(y * 100) / 100}h0` };
  },

  outline: (value, size) => [pointOf(value, size)],
  area: () => 0,
  // what is meant is the dot, which reaches twice as far as the tolerance of an outline
  contains: (value, point, size, tolerance) => distance(pointOf(value, size), point) <= tolerance * 2,
  handles: () => [],

  draw(_from, to, size, options) {
    const { x, y } = meant(to, size, options);
    return { x: toPercent(x, size.width), y: toPercent(y, size.height), width: toPercent((options.attributes?.number("strokeWidth") ?? 1) * options.unit, size.width) };
  },

  drag: (value) => value,

  move(value, by, size) {
    const { x, y } = pointOf(value, size);
    const to = clampToPicture({ x: x + by.x, y: y + by.y }, size);
    return { x: toPercent(to.x, size.width), y: toPercent(to.y, size.height), width: value["width"] };
  },

  grow: () => undefined,

  describe(value, size) {
    if (size === undefined) return texts.point;
    const { x, y } = pointOf(value, size);
    return texts.pointAt(Math.round(x), Math.round(y));
  },
};
