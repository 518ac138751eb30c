import { expect, it } from "vitest";
import { placeCard, type Box, type Size } from "./placing";

const WIDE: Size = { width: 1280, height: 800 };
const PHONE: Size = { width: 390, height: 800 };
const CARD: Size = { width: 320, height: 160 };

const overlap = (at: { left: number; top: number }, card: Size, target: Box): boolean =>
  at.left < target.left + target.width && target.left < at.left + card.width && at.top < target.top + target.height && target.top < at.top + card.height;

it("stands below, above or beside what it points at, never over it while there is room", () => {
  const labels = { left: 0, top: 92, width: 976, height: 47 };
  const submit = { left: 1130, top: 754, width: 134, height: 36 };
  const side = { left: 976, top: 92, width: 304, height: 652 };
  expect(placeCard(labels, CARD, WIDE)).toEqual({ left: 80, top: 151 });
  for (const target of [labels, submit, side]) expect(overlap(placeCard(target, CARD, WIDE), CARD, target)).toBe(false);
});

it("stays inside the window at every width", () => {
  const card = { width: 366, height: 170 };
  for (const target of [{ left: 0, top: 92, width: 390, height: 57 }, { left: 300, top: 748, width: 78, height: 44 }, { left: 0, top: 688, width: 390, height: 52 }]) {
    const at = placeCard(target, card, PHONE);
    expect(at.left).toBeGreaterThanOrEqual(12);
    expect(at.left + card.width).toBeLessThanOrEqual(378);
    expect(at.top).toBeGreaterThanOrEqual(12);
    expect(at.top + card.height).toBeLessThanOrEqual(788);
    expect(overlap(at, card, target)).toBe(false);
  }
});

it("lies over the foot of what fills the window", () => {
  expect(placeCard({ left: 0, top: 0, width: 1280, height: 800 }, CARD, WIDE)).toEqual({ left: 948, top: 628 });
});
