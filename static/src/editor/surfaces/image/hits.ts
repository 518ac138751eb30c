import type { Region } from "../../core/types";
import type { Point, Size } from "./points";
import { geometryOf, shapeOfRegion } from "./shape";

/** The visible regions at a picture point, the smallest first: what lies on top of a larger one can be reached. */
export function regionsAt(regions: Iterable<Region>, point: Point, size: Size, tolerance: number): readonly Region[] {
  const found: { region: Region; area: number }[] = [];
  for (const region of regions) {
    if (region.hidden) continue;
    const shape = shapeOfRegion(region);
    const value = geometryOf(region);
    if (shape?.contains(value, point, size, tolerance)) found.push({ region, area: shape.area(value, size) });
  }
  return found.sort((a, b) => a.area - b.area).map(({ region }) => region);
}
