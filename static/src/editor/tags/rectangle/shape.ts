import type { Size } from "../../surfaces/image/points";
import { LEAST, meant, type Geometry, type Handle, type ImageShape } from "../../surfaces/image/shape";
import { ROTATE, sideCursor, STALK, type Side } from "../../surfaces/image/sides";
import { between, boxOf, contains, corners, inward, moved, pointOn, resized, scaled, SIDES, throughPoints, turned, valueOf, type Box } from "./box";
import { texts } from "../../surfaces/image/texts";

/** Only what changed is written anew: a moved box keeps the very width it was loaded with. */
function written(before: Geometry, box: Box, size: Size, keys: readonly (keyof Box)[]): Geometry {
  const value = valueOf(box, size);
  const rest = { width: before["width"], height: before["height"], rotation: before["rotation"] ?? 0 };
  return { x: value.x, y: value.y, ...rest, ...Object.fromEntries(keys.map((key) => [key, value[key]])) };
}

export const rectangleShape: ImageShape = {
  name: "rectangle",
  get title() {
    return texts.box;
  },
  icon: "box",
  key: "r",
  element: "rect",
  ways: [
    {
      name: "rectangle-by-points",
      get title() {
        return texts.boxByPoints;
      },
      icon: "boxByPoints",
      key: "shift+r",
      points: 3,
      through(points, size, options) {
        const [from, to, height] = points.map((point) => meant(point, size, options));
        const box = throughPoints(from!, to!, height, size);
        const least = LEAST * options.unit;
        if (box.width < least) return undefined;
        if (height === undefined) return valueOf({ ...box, height: options.unit }, size);
        return box.height < least ? undefined : valueOf(box, size);
      },
    },
  ],

  reads: (value) => ["x", "y", "width", "height"].every((key) => typeof value[key] === "number"),

  attributes(value, size) {
    const box = boxOf(value, size);
    const text = (length: number) => String(Math.round(length * 100) / 100);
    const upright = { x: text(box.x), y: text(box.y), width: text(Math.max(0, box.width)), height: text(Math.max(0, box.height)) };
    return { ...upright, transform: box.rotation === 0 ? "" : `rotate(${box.rotation} ${box.x} ${box.y})` };
  },

  outline: (value, size) => corners(boxOf(value, size)),

  area(value, size) {
    const box = boxOf(value, size);
    return box.width * box.height;
  },

  contains: (value, point, size, tolerance) => contains(boxOf(value, size), point, tolerance),

  handles(value, size, { canRotate, unit }) {
    const box = boxOf(value, size);
    const handles: Handle[] = SIDES.map((side) => ({ name: side, at: pointOn(box, side), cursor: sideCursor(side, box.rotation) }));
    if (canRotate) handles.unshift({ name: ROTATE, at: pointOn(box, "n", STALK * unit), stalk: pointOn(box, "n"), cursor: "grab" });
    return handles;
  },

  draw(from, to, size, options) {
    const box = between(meant(from, size, options), meant(to, size, options), options.constrained);
    const least = LEAST * options.unit;
    return box.width < least || box.height < least ? undefined : valueOf(box, size);
  },

  drag(value, handle, to, size, options) {
    const box = boxOf(value, size);
    if (handle !== ROTATE) {
      const next = resized(box, handle as Side, meant(to, size, options), options.constrained);
      return written(value, next, size, ["width", "height"]);
    }
    const next = turned(box, to, options.constrained ? 15 : 0);
    return written(value, backOnPicture(next, size), size, ["rotation"]);
  },

  move: (value, by, size) => written(value, moved(boxOf(value, size), by, size), size, []),

  grow(value, by, size) {
    const box = boxOf(value, size);
    const corner = inward(box, pointOn(box, "se"));
    const width = Math.max(1, corner.x + by.x);
    const height = Math.max(1, corner.y + by.y);
    const room = box.rotation === 0 ? { width: size.width - box.x, height: size.height - box.y } : { width, height };
    return written(value, { ...box, width: Math.min(width, room.width), height: Math.min(height, room.height) }, size, ["width", "height"]);
  },

  scale(value, { about, by }, size, { snap }) {
    const box = scaled(boxOf(value, size), about, by);
    if (!snap || box.rotation !== 0) return written(value, box, size, ["width", "height"]);
    const [x, y] = [Math.round(box.x), Math.round(box.y)];
    const corner = { x: Math.max(x + 1, Math.round(box.x + box.width)), y: Math.max(y + 1, Math.round(box.y + box.height)) };
    return written(value, { ...box, x, y, width: corner.x - x, height: corner.y - y }, size, ["width", "height"]);
  },

  describe(value, size) {
    if (size === undefined) return texts.box;
    const box = boxOf(value, size);
    return texts.boxOf(Math.round(box.width), Math.round(box.height));
  },
};

/** Moves a turned box inwards when a corner left the picture and the whole fits. */
function backOnPicture(box: Box, size: Size): Box {
  const points = corners(box);
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const fits = Math.max(...xs) - Math.min(...xs) <= size.width && Math.max(...ys) - Math.min(...ys) <= size.height;
  if (!fits) return box;
  const dx = Math.max(0, -Math.min(...xs)) - Math.max(0, Math.max(...xs) - size.width);
  const dy = Math.max(0, -Math.min(...ys)) - Math.max(0, Math.max(...ys) - size.height);
  return { ...box, x: box.x + dx, y: box.y + dy };
}
