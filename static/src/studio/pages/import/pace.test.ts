import { expect, it } from "vitest";
import { Pacer } from "./pace";

it("tells the speed of the last seconds and what is left", () => {
  let now = 0;
  const pacer = new Pacer(() => now);
  expect(pacer.note(0, 1000)).toEqual({ speed: undefined, left: undefined });
  now = 1000;
  expect(pacer.note(100, 1000)).toEqual({ speed: 100, left: 9 });
  now = 2000;
  expect(pacer.note(200, 1000)).toEqual({ speed: 100, left: 8 });
  for (now = 3000; now <= 9000; now += 1000) pacer.note(200 + (now - 2000) / 2, 20_000);
  now = 10_000;
  expect(pacer.note(4200, 20_000).speed).toBeCloseTo((4200 - 1700) / 5, 5);
});

it("says nothing while nothing goes on", () => {
  let now = 0;
  const pacer = new Pacer(() => now);
  pacer.note(50, 100);
  now = 60_000;
  expect(pacer.note(50, 100)).toEqual({ speed: undefined, left: undefined });
});
