// Texts of shapes that are made point by point.
import { catalogue } from "../../../../language/catalogue";

const points = (count: number): string => `${count} ${count === 1 ? "point" : "points"}`;

export const texts = catalogue("points", {
  polygon: "Polygon",
  polygonOf: (count: number): string => `Polygon, ${points(count)}`,
  openPolygonOf: (count: number): string => `Unfinished polygon, ${points(count)}`,
  path: "Path",
  pathOf: (count: number): string => `Path, ${points(count)}`,
  closedPathOf: (count: number): string => `Closed path, ${points(count)}`,
  bar: "Points",
  drawing: "While drawing points",
  count: (count: number): string => points(count),
  unfinished: (count: number): string => `Unfinished, ${points(count)}`,
  place: (number: number, count: number): string => `Point ${number} of ${count}`,
  at: (x: string, y: string): string => `x ${x} % · y ${y} %`,
  takeBack: "Take the last point back",
  again: "Put the point back",
  close: "Close",
  finish: "Finish",
  leaveOpen: "Leave open",
  drop: "Drop this drawing",
  goOn: "Go on",
  addAfter: "Add after",
  deletePoint: "Delete this point",
  next: "Next point",
  previous: "Point before",
  leave: "Leave the point",
  move1: "Move the point by 1 px",
  move10: "Move the point by 10 px",
  needs: (least: number): string => `This needs at least ${points(least)}.`,
  keeps: (least: number): string => `It keeps at least ${points(least)}. Delete the whole region instead.`,
  dropped: (count: number): string => `A drawing with ${points(count)} was dropped.`,
  bringBack: "Bring back",
});
