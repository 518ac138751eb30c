// What a round brush covers on its way from one point to the next: every pixel whose middle lies within its radius of the way.
import { MaskBuilder, type Mask } from "./mask";
import { clamp, type Point, type Size } from "./points";

/** Brushes thinner than this go from the middle of a pixel to the middle of another, else they would miss some. */
const THIN = 3;

/** `width`: of the brush, in pixels of the picture. Points may lie outside of the picture. */
export function strokeMask(from: Point, to: Point, width: number, size: Size): Mask {
  const [a, b] = width < THIN ? [middleOf(from), middleOf(to)] : [from, to];
  const radius = width / 2;
  const top = clamp(Math.ceil(Math.min(a.y, b.y) - radius - 0.5), 0, size.height);
  const bottom = clamp(Math.floor(Math.max(a.y, b.y) + radius - 0.5) + 1, top, size.height);
  const builder = new MaskBuilder(size, top);
  for (let y = top; y < bottom; y++) {
    const [left, right] = across(a, b, radius, y + 0.5);
    builder.nextRow();
    builder.add(Math.max(0, Math.ceil(left - 0.5)), Math.min(size.width, Math.floor(right - 0.5) + 1));
  }
  return builder.mask();
}

function middleOf({ x, y }: Point): Point {
  return { x: Math.floor(x) + 0.5, y: Math.floor(y) + 0.5 };
}

/** Where a horizontal line enters and leaves the way with its round ends. The shape is convex, so it does so once. */
function across(a: Point, b: Point, radius: number, y: number): readonly [number, number] {
  let [left, right] = [Infinity, -Infinity];
  const meets = (x: number) => {
    left = Math.min(left, x);
    right = Math.max(right, x);
  };
  for (const end of [a, b]) {
    const away = radius ** 2 - (y - end.y) ** 2;
    if (away < 0) continue;
    meets(end.x - Math.sqrt(away));
    meets(end.x + Math.sqrt(away));
  }
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  if (length === 0) return [left, right];
  const [nx, ny] = [(-(b.y - a.y) / length) * radius, ((b.x - a.x) / length) * radius];
  const corners = [{ x: a.x + nx, y: a.y + ny }, { x: b.x + nx, y: b.y + ny }, { x: b.x - nx, y: b.y - ny }, { x: a.x - nx, y: a.y - ny }];
  corners.forEach((start, at) => {
    const end = corners[(at + 1) % 4]!;
    if (start.y === end.y || (y - start.y) * (y - end.y) > 0) return;
    meets(start.x + ((y - start.y) * (end.x - start.x)) / (end.y - start.y));
  });
  return [left, right];
}
