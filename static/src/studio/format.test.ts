import { expect, it } from "vitest";
import { ago, bytes, dateTime, daysUntil, plural } from "./format";

it("writes sizes as file managers do", () => {
  expect(bytes(0)).toBe("0 bytes");
  expect(bytes(1536)).toBe("1.5 kB");
  expect(bytes(250 * 1024 * 1024)).toBe("250 MB");
});

it("counts", () => {
  expect(plural(1, "task", "tasks")).toBe("1 task");
  expect(plural(8204, "task", "tasks")).toBe("8,204 tasks");
});

it("writes times for people", () => {
  const now = new Date(2026, 10, 21, 12, 0, 0);
  expect(ago(new Date(now.getTime() - 4_000), now)).toBe("4 s ago");
  expect(ago(new Date(now.getTime() - 200_000), now)).toBe("3 min ago");
  expect(dateTime(new Date(2026, 11, 5, 14, 20), now)).toBe("5 December, 14:20");
  expect(dateTime(new Date(2027, 1, 20, 9, 5), now)).toBe("20 February 2027, 09:05");
  expect(daysUntil(new Date(now.getTime() + 13.2 * 86_400_000), now)).toBe(14);
});
