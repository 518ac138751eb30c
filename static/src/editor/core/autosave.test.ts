import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Autosave } from "./autosave";

describe("saving drafts", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("waits for a pause", async () => {
    const save = vi.fn();
    const autosave = new Autosave(save, 1000);
    autosave.touch();
    await vi.advanceTimersByTimeAsync(900);
    autosave.touch();
    await vi.advanceTimersByTimeAsync(900);
    expect(save).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    expect(save).toHaveBeenCalledOnce();
  });

  it("never saves twice at once, and saves what came meanwhile", async () => {
    const finish: (() => void)[] = [];
    const save = vi.fn(() => new Promise<void>((resolve) => finish.push(resolve)));
    const autosave = new Autosave(save, 10);
    autosave.touch();
    await vi.advanceTimersByTimeAsync(20);
    autosave.touch();
    await vi.advanceTimersByTimeAsync(20);
    expect(save).toHaveBeenCalledOnce();
    finish.shift()!();
    await vi.advanceTimersByTimeAsync(0);
    expect(save).toHaveBeenCalledTimes(2);
    finish.shift()!();
  });

  it("saves at once when asked, and nothing after it was cancelled", async () => {
    const save = vi.fn();
    const autosave = new Autosave(save, 1000);
    autosave.touch();
    await autosave.flush();
    autosave.touch();
    autosave.cancel();
    await autosave.flush();
    expect(save).toHaveBeenCalledOnce();
  });
});
