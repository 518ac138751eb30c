// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fetchAhead, untilThere } from "./late";

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A part that does not come the first times. */
function part(failures: number) {
  const load = vi.fn(async () => {
    if (load.mock.calls.length <= failures) throw new TypeError("Failed to fetch");
    return "here";
  });
  return load;
}

describe("a part that comes late", () => {
  it("is asked for again at growing intervals, and its absence told once", async () => {
    const load = part(3);
    const failed = vi.fn();
    const there = untilThere(load, failed);
    await vi.advanceTimersByTimeAsync(2000 + 4000 + 7999);
    expect(load).toHaveBeenCalledTimes(3);
    await vi.advanceTimersByTimeAsync(1);
    expect([await there, failed.mock.calls.length, load.mock.calls.length]).toEqual(["here", 1, 4]);
  });

  it("is asked for at once when the connection is back", async () => {
    const load = part(1);
    const there = untilThere(load);
    await vi.advanceTimersByTimeAsync(0);
    dispatchEvent(new Event("online"));
    expect(await there).toBe("here");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it("is fetched ahead of need after the first paint, and not before", async () => {
    const [first, second] = [part(0), part(0)];
    fetchAhead(first, second);
    await vi.advanceTimersByTimeAsync(999);
    expect(first).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 1]);
  });
});
