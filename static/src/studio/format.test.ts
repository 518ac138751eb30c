import { expect, it } from "vitest";
import { ago, bytes, dateTime, daysUntil, decimal, plural } from "./format";

it.each([
  // the refusals of the server write them alike: the same table stands in tests/web/test_written_size.py
  [0, "0 bytes"],
  [1023, "1023 bytes"],
  [1024, "1 kB"],
  [1536, "1.5 kB"],
  [12_800, "13 kB"],
  [20_000_000, "19 MB"],
  [250 * 2 ** 20, "250 MB"],
  [2 ** 30, "1 GB"],
  [3 * 2 ** 29, "1.5 GB"],
  [5 * 2 ** 50, "5120 TB"],
])("writes the size of %i bytes as %s", (size, text) => {
  expect(bytes(size)).toBe(text);
});

it("counts", () => {
  expect(plural(1, "task", "tasks")).toBe("1 task");
  expect(plural(8204, "task", "tasks")).toBe("8,204 tasks");
});

it("rounds scores and leaves whole numbers", () => {
  expect([0.9371, 0.5, 0, 0.00123, 12, 12.3456, 1234.567].map(decimal)).toEqual(["0.94", "0.50", "0", "0.0012", "12", "12.35", "1,234.57"]);
});

it("writes times for people", () => {
  const now = new Date(2026, 10, 21, 12, 0, 0);
  expect(ago(new Date(now.getTime() - 4_000), now)).toBe("just now");
  expect(ago(new Date(now.getTime() - 200_000), now)).toBe("3 min ago");
  expect(ago(new Date(now.getTime() - 5.9 * 3_600_000), now)).toBe("5 h ago");
  expect(ago(new Date(now.getTime() - 86_400_000), now)).toBe("20 November, 12:00");
  expect(dateTime(new Date(2026, 11, 5, 14, 20), now)).toBe("5 December, 14:20");
  expect(dateTime(new Date(2027, 1, 20, 9, 5), now)).toBe("20 February 2027, 09:05");
  expect(daysUntil(new Date(now.getTime() + 13.2 * 86_400_000), now)).toBe(14);
});
