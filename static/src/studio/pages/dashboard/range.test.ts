import { expect, it } from "vitest";
import { addressed, asked, inOrder, rangeOf } from "./range";

const of = (query: string) => rangeOf(new URLSearchParams(query));

it("reads an address, and writes the same one", () => {
  expect(of("")).toEqual({ name: "all", from: "", to: "" });
  expect(of("time=week&from=2026-01-01")).toEqual({ name: "week", from: "", to: "" });
  expect(of("time=century")).toEqual({ name: "all", from: "", to: "" });
  expect(addressed(of("time=dates&from=2026-01-02&to=2026-01-03"))).toEqual({ time: "dates", from: "2026-01-02", to: "2026-01-03" });
  expect(addressed(of("time=dates&from=yesterday"))).toEqual({ time: "dates" });
});

it("asks from midnight to midnight of this browser, the last day included", () => {
  const now = new Date(2026, 10, 21, 15, 30);
  expect(asked(of(""), now)).toEqual({});
  expect(asked(of("time=day"), now)).toEqual({ from: new Date(2026, 10, 21).toISOString() });
  expect(asked(of("time=week"), now)).toEqual({ from: new Date(2026, 10, 15).toISOString() });
  expect(asked(of("time=dates&from=2026-11-01&to=2026-11-30"), now)).toEqual({ from: new Date(2026, 10, 1).toISOString(), to: new Date(2026, 11, 1).toISOString() });
});

it("knows days that are in the wrong order", () => {
  expect(inOrder(of("time=dates&from=2026-11-02&to=2026-11-01"))).toBe(false);
  expect(inOrder(of("time=dates&from=2026-11-02&to=2026-11-02"))).toBe(true);
  expect(inOrder(of("time=dates&to=2026-11-01"))).toBe(true);
});
