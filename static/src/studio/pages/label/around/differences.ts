// What differs between two results: regions that only one has, other labels or another place, other answers.
import { contentOf, geometryOf, isEmptyContent, readResult } from "../../../../editor/core/results";
import type { Config, Region, ResultItem } from "../../../../editor/core/types";

export type Difference =
  | { readonly kind: "only-left"; readonly left: Region }
  | { readonly kind: "only-right"; readonly right: Region }
  | { readonly kind: "labels" | "place"; readonly left: Region; readonly right: Region }
  | { readonly kind: "answer"; readonly control: string; readonly left: ResultItem | undefined; readonly right: ResultItem | undefined };

export interface Comparison {
  /** regions and answers that are the same in both */
  readonly same: number;
  /** in the order of the left result, then what only the right one has */
  readonly differences: readonly Difference[];
}

/** Compares two results under one config. Regions belong together by their id, else by their place, else when they carry
 *  the same labels and overlap by half. */
export function compare(config: Config, left: readonly ResultItem[], right: readonly ResultItem[]): Comparison {
  const [a, b] = [readResult(left, config), readResult(right, config)];
  const partners = pairs(a.regions, b.regions);
  const differences: Difference[] = [];
  let same = 0;
  for (const region of a.regions) {
    const partner = partners.get(region);
    if (!partner) differences.push({ kind: "only-left", left: region });
    else if (labelsKey(region) !== labelsKey(partner)) differences.push({ kind: "labels", left: region, right: partner });
    else if (placeKey(region) !== placeKey(partner)) differences.push({ kind: "place", left: region, right: partner });
    else same += 1;
  }
  const taken = new Set(partners.values());
  for (const region of b.regions) if (!taken.has(region)) differences.push({ kind: "only-right", right: region });
  for (const control of new Set([...a.answers.keys(), ...b.answers.keys()])) {
    const [mine, theirs] = [answered(a.answers.get(control)), answered(b.answers.get(control))];
    if (!mine && !theirs) continue;
    if (mine && theirs && JSON.stringify(contentOf(mine)) === JSON.stringify(contentOf(theirs))) same += 1;
    else differences.push({ kind: "answer", control, left: mine, right: theirs });
  }
  return { same, differences };
}

const answered = (item: ResultItem | undefined): ResultItem | undefined => (item && !isEmptyContent(contentOf(item)) ? item : undefined);

function pairs(left: readonly Region[], right: readonly Region[]): Map<Region, Region> {
  const found = new Map<Region, Region>();
  const free = new Set(right);
  const pair = (a: Region, b: Region | undefined): void => {
    if (!b || found.has(a) || !free.delete(b)) return;
    found.set(a, b);
  };
  const byId = new Map(right.map((region) => [region.id, region]));
  for (const a of left) if (byId.get(a.id)?.object === a.object) pair(a, byId.get(a.id));
  const byPlace = new Map<string, Region[]>();
  for (const b of free) byPlace.set(placeKey(b), [...(byPlace.get(placeKey(b)) ?? []), b]);
  for (const a of left) {
    const here = (found.has(a) ? [] : (byPlace.get(placeKey(a)) ?? [])).filter((b) => free.has(b));
    pair(a, here.find((b) => labelsKey(b) === labelsKey(a)) ?? here[0]);
  }
  const byLabels = new Map<string, Region[]>();
  const kindOf = (region: Region): string => `${region.object} ${labelsKey(region)}`;
  for (const b of free) byLabels.set(kindOf(b), [...(byLabels.get(kindOf(b)) ?? []), b]);
  for (const a of left) if (!found.has(a)) pair(a, byLabels.get(kindOf(a))?.find((b) => free.has(b) && overlap(a, b) >= 0.5));
  return found;
}

/** The place of a region as one text; what is drawn twice by hand differs by more than a ten-thousandth. */
const placeKey = ({ object, items }: Region): string => `${object} ${JSON.stringify(sorted(geometryOf(items)))}`;

function sorted(value: unknown): unknown {
  if (typeof value === "number") return Math.round(value * 1e4) / 1e4;
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}

/** Every label and answer of a region with the control it comes from, in no order. */
function labelsKey({ items }: Region): string {
  return items
    .flatMap((item) => {
      const content = contentOf(item);
      const list = Array.isArray(content) ? content : isEmptyContent(content) ? [] : [content];
      return list.map((one) => `${item.from_name ?? ""}\u0000${JSON.stringify(one)}`);
    })
    .sort()
    .join("\u0001");
}

/** How much of what two regions cover together both cover, 0 to 1; 0 for shapes it knows nothing of. */
function overlap(a: Region, b: Region): number {
  const [one, two] = [sides(a), sides(b)];
  if (one.length === 0 || one.length !== two.length) return 0;
  let both = 1;
  for (const [at, [start, end]] of one.entries()) {
    const [from, to] = two[at] as Side;
    both *= Math.max(0, Math.min(end, to) - Math.max(start, from));
  }
  const all = area(one) + area(two) - both;
  return all > 0 ? both / all : 0;
}

type Side = readonly [number, number];
const area = (sidesOf: readonly Side[]): number => sidesOf.reduce((product, [start, end]) => product * Math.max(0, end - start), 1);

/** The extent of a span or a box in each direction. */
function sides(region: Region): readonly Side[] {
  const { start, end, x, y, width, height } = geometryOf(region.items) as Readonly<Record<string, unknown>>;
  if (typeof start === "number" && typeof end === "number") return [[start, end]];
  if (typeof x === "number" && typeof y === "number" && typeof width === "number" && typeof height === "number") return [[x, x + width], [y, y + height]];
  return [];
}
