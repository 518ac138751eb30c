// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { IDLE, startWorkClock, type WorkClock } from "./work-clock";

let machine: number;
let clock: WorkClock;
const see = (state: "visible" | "hidden"): void => {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue(state);
  document.dispatchEvent(new Event("visibilitychange"));
};
const touch = (): void => void document.dispatchEvent(new Event("pointermove"));

beforeEach(() => {
  machine = 1000;
  clock = startWorkClock(5000, () => machine);
});
afterEach(() => {
  clock.stop();
  vi.restoreAllMocks();
});

it("goes on from where it was started", () => {
  machine += 1500;
  expect(clock.now()).toBe(6500);
});

it("stands still when nothing was done for a minute", () => {
  machine += IDLE * 5;
  expect(clock.now()).toBe(5000 + IDLE);
  expect(clock.running()).toBe(false);
  touch();
  machine += 2000;
  expect(clock.now()).toBe(5000 + IDLE + 2000);
  expect(clock.running()).toBe(true);
});

it("stands still while the page is out of sight", () => {
  machine += 3000;
  see("hidden");
  machine += 20_000;
  touch();
  expect(clock.now()).toBe(8000);
  see("visible");
  machine += 1000;
  expect(clock.now()).toBe(9000);
});
