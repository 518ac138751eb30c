import type { Region } from "../../core/types";
import type { Point, Size } from "./points";
import { geometryOf, shapeOfRegion } from "./shape";
import type { Ranks } from "./stacking";

const NONE: Ranks = new Map();

/**
 * The visible regions at a picture point: what was brought to the front first, what was sent to the back last, and of one
 * rank the smallest first, so that what lies on top of a larger one can be reached.
 */
export function regionsAt(regions: Iterable<Region>, point: Point, size: Size, tolerance: number, ranks: Ranks = NONE): readonly Region[] {
  const found: { region: Region; area: number; rank: number }[] = [];
  for (const region of regions) {
    if (region.hidden) continue;
    const shape = shapeOfRegion(region);
    const value = geometryOf(region);
    if (shape?.contains(value, point, size, tolerance)) found.push({ region, area: shape.area(value, size), rank: ranks.get(region.id) ?? 0 });
  }
  return found.sort((a, b) => b.rank - a.rank || a.area - b.area).map(({ region }) => region);
}
