// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { PatchHistory } from "./history";
import { editorOn } from "../testing/editor";

const XML = '<View><Labels name="label" toName="text"><Label value="A"/><Label value="B"/></Labels><Text name="text" value="$text"/><Choices name="q" toName="text"><Choice value="x"/></Choices></View>';
const part = (label: string) => ({ control: "label", type: "labels", field: "labels", content: [label] });

/** A small generator of numbers, so that a failure can be repeated. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state % below;
  };
}

describe("history", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])("undoes and redoes any work exactly (run %i)", (seed) => {
    const random = numbers(seed);
    const annotation = editorOn(XML).current.value;
    for (let step = 0; step < 60; step++) {
      const ids = annotation.order.value;
      const id = ids[random(Math.max(1, ids.length))];
      const work = random(6);
      if (work === 0 || id === undefined) annotation.add({ object: "text", geometry: { start: step, end: step + 1 }, parts: [part("A")] });
      else if (work === 1) annotation.remove([id]);
      else if (work === 2) annotation.setGeometry(id, { start: step, end: step + 5 });
      else if (work === 3) annotation.setPart(id, part(random(2) === 0 ? "A" : `B${step}`));
      else if (work === 4) annotation.setMeta(id, { text: [`note ${step}`] });
      else annotation.setContent({ control: "q", object: "text", type: "choices", field: "choices", content: step % 2 === 0 ? [`x${step}`] : undefined });
    }
    const last = annotation.serialize();
    const states: unknown[] = [];
    while (annotation.history.canUndo.value) {
      states.push(annotation.serialize());
      annotation.history.undo();
    }
    expect(annotation.serialize()).toEqual([]);
    expect(annotation.dirty.value).toBe(false);
    expect(states.length).toBeGreaterThan(10);
    while (annotation.history.canRedo.value) {
      annotation.history.redo();
      expect(annotation.serialize()).toEqual(states.pop());
    }
    expect(annotation.serialize()).toEqual(last);
  });

  it("keeps a step for everything in one transaction, and merges steps with one key", () => {
    const values = new Map<string, number | undefined>();
    const history = new PatchHistory<number>((key, value) => void values.set(key, value));
    const set = (key: string, value: number): void => {
      history.record({ key, before: values.get(key), after: value });
      values.set(key, value);
    };
    history.transact(() => {
      set("a", 1);
      set("b", 2);
    });
    for (const value of [3, 4, 5]) history.transact(() => set("a", value), "drag");
    history.undo();
    expect(values.get("a")).toBe(1);
    history.undo();
    expect([values.get("a"), values.get("b")]).toEqual([undefined, undefined]);
    expect(history.canUndo.value).toBe(false);
  });

  it("knows what was marked as saved", () => {
    const annotation = editorOn(XML).current.value;
    const region = annotation.add({ object: "text", geometry: { start: 0, end: 1 }, parts: [part("A")] });
    annotation.markSaved();
    expect(annotation.dirty.value).toBe(false);
    annotation.setGeometry(region.id, { end: 2 });
    expect(annotation.dirty.value).toBe(true);
    annotation.history.undo();
    expect(annotation.dirty.value).toBe(false);
    annotation.history.undo();
    expect(annotation.dirty.value).toBe(true);
  });

  it("announces a step with many regions once", () => {
    const annotation = editorOn(XML).current.value;
    const announced: number[] = [];
    annotation.history.transact(() => {
      for (let at = 0; at < 100; at++) annotation.add({ object: "text", geometry: { start: at, end: at + 1 }, parts: [part("A")] });
    });
    const stop = annotation.changed.subscribe(({ regions }) => announced.push(regions === "all" ? -1 : regions.size));
    annotation.remove(annotation.order.value);
    expect(announced.at(-1)).toBe(100);
    expect(announced.length).toBe(2);
    stop();
  });

  it("leaves hiding and locking alone, and a locked region unchanged", () => {
    const annotation = editorOn(XML).current.value;
    const { id } = annotation.add({ object: "text", geometry: { start: 0, end: 1 }, parts: [part("A")] });
    annotation.setGeometry(id, { end: 3 });
    annotation.setHidden([id], true);
    annotation.history.undo();
    expect(annotation.regions.get(id)).toMatchObject({ hidden: true });
    annotation.setLocked([id], true);
    annotation.remove([id]);
    expect(annotation.regions.has(id)).toBe(true);
  });

  it("resets to what was loaded, and redo leads forward again", () => {
    const annotation = editorOn(XML).current.value;
    for (let at = 0; at < 3; at++) annotation.add({ object: "text", geometry: { start: at, end: at + 1 }, parts: [part("A")] });
    annotation.history.reset();
    expect(annotation.order.value).toEqual([]);
    annotation.history.redo();
    expect(annotation.order.value.length).toBe(1);
  });
});
