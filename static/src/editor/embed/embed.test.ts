// @vitest-environment jsdom
// The contract with hosts: today's names and those of 2020.
import { afterEach, describe, expect, it, vi } from "vitest";
import { addPrompt, type Prompt } from "../core/prompts";
import { LabelStudio } from "./LabelStudio";
import type { LabelStudioOptions } from "./options";
import type { HostAnnotationView, HostStore } from "./store";
import "../testing/layout";

const CONFIG = '<View><Labels name="l" toName="t"><Label value="A"/></Labels><Text name="t" value="$text"/><Choices name="c" toName="t"><Choice value="x"/></Choices></View>';
const RESULT = [{ id: "a", from_name: "l", to_name: "t", type: "labels", value: { start: 0, end: 2, text: "So", labels: ["A"] } }];
const PREDICTION = { id: 9, model_version: "m1", result: [{ id: "p", from_name: "c", to_name: "t", type: "choices", value: { choices: ["x"] } }] };
const TASK = { id: 4, data: { text: "Some text" }, annotations: [{ id: 7, lead_time: 30, result: RESULT }], predictions: [PREDICTION] };

async function open(options: LabelStudioOptions): Promise<{ readonly studio: LabelStudio; readonly store: HostStore; readonly root: HTMLElement }> {
  const root = document.body.appendChild(document.createElement("div"));
  const studio = new LabelStudio(root, { config: CONFIG, task: TASK, ...options });
  await vi.waitFor(() => expect(root.querySelector(".text")).not.toBeNull());
  return { studio, store: studio.store!, root };
}

afterEach(() => {
  LabelStudio.destroyAll();
  document.body.replaceChildren();
});

const key = (init: KeyboardEventInit): boolean => document.body.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init }));
const SUBMIT = { key: "Enter", code: "Enter", ctrlKey: true };

describe("new LabelStudio", () => {
  it("opens a task with what was made before", async () => {
    const { store } = await open({});
    expect(store.task.id).toBe(4);
    expect(store.annotationStore.selected).toMatchObject({ id: "7", pk: 7, type: "annotation", userGenerate: false });
    expect(store.annotationStore.selected.serializeAnnotation()).toEqual(RESULT);
    expect(store.annotationStore.selected.leadTime).toBeGreaterThanOrEqual(30);
    expect(store.annotationStore.predictions.map(({ pk }) => pk)).toEqual([9]);
    expect((window as unknown as { Htx: unknown }).Htx).toBe(store);
  });

  it("takes completions, JSON text and the names of 2020", async () => {
    const told = vi.fn();
    const { store } = await open({
      task: { id: 4, data: '{"text":"Some text"}' as never, completions: [{ id: 7, result: JSON.stringify(RESULT) }] },
      interfaces: ["submit", "update"], onUpdateCompletion: told,
    });
    expect(store.completionStore.completions.map((completion) => completion.serializeCompletion())).toEqual([RESULT]);
    key(SUBMIT);
    await vi.waitFor(() => expect(told).toHaveBeenCalledOnce());
  });

  it("adds a result that a host gives to an annotation, under both names", async () => {
    const { store } = await open({ task: { id: 1, data: { text: "Some text" } } });
    const { selected } = store.completionStore;
    selected.deserializeCompletion(JSON.stringify(RESULT));
    selected.deserializeResults(PREDICTION.result);
    expect(selected.serializeAnnotation()).toEqual([...RESULT, { id: expect.any(String), from_name: "c", to_name: "t", type: "choices", origin: "manual", value: { choices: ["x"] } }]);
    key({ key: "z", code: "KeyZ", ctrlKey: true });
    expect(selected.serializeAnnotation()).toEqual(RESULT);
  });

  it("lets the host make the first annotation, or makes one", async () => {
    const load = vi.fn((store: HostStore) => store.annotationStore.selectAnnotation(store.annotationStore.addAnnotation({ userGenerate: true }).id));
    const made = await open({ task: { id: 1, data: {} }, onLabelStudioLoad: load });
    expect(made.store.annotationStore.annotations.length).toBe(1);
    const own = await open({ task: { id: 1, data: {} } });
    expect(own.store.annotationStore.annotations.length).toBe(1);
    expect(own.store.annotationStore.selected.userGenerate).toBe(true);
  });

  it("copies a prediction", async () => {
    const { store } = await open({});
    const copy = store.annotationStore.addAnnotationFromPrediction(store.annotationStore.predictions[0]!);
    expect(copy.parentPrediction).toBe(9);
    expect(copy.serializeAnnotation()).toEqual([{ ...PREDICTION.result[0], origin: "prediction" }]);
  });

  it("hides predictions", async () => {
    const { store } = await open({ interfaces: ["submit", "predictions:hide"] });
    expect(store.annotationStore.predictions).toEqual([]);
  });

  it("opens the draft of an annotation, and of none", async () => {
    const draft = { id: 1, annotation: 7, result: [] };
    const { store } = await open({ task: { ...TASK, drafts: [draft, { id: 2, annotation: null, result: RESULT }] } });
    expect(store.annotationStore.annotations.map((annotation) => [annotation.pk, annotation.serializeAnnotation(), annotation.hasChanges])).toEqual([
      [undefined, RESULT, true], [7, [], true],
    ]);
  });
});

describe("submitting", () => {
  it("tells the host once while its promise is open", async () => {
    let answer = (): void => undefined;
    const submit = vi.fn((_: HostStore, annotation: HostAnnotationView) => new Promise<void>((resolve) => ((answer = resolve), void annotation)));
    await open({ task: { id: 1, data: { text: "x" } }, onSubmitAnnotation: submit });
    key(SUBMIT);
    key(SUBMIT);
    expect(submit).toHaveBeenCalledOnce();
    expect(submit.mock.calls[0]![1].serializeAnnotation()).toEqual([]);
    answer();
  });

  it("refuses an empty result when asked to", async () => {
    const submit = vi.fn();
    const { root } = await open({ task: { id: 1, data: { text: "x" } }, interfaces: ["submit", "submit:check-empty"], onSubmitAnnotation: submit });
    key(SUBMIT);
    await vi.waitFor(() => expect(root.textContent).toContain("Nothing is labeled yet. Label something, then submit."));
    expect(submit).not.toHaveBeenCalled();
  });

  it("skips", async () => {
    const skip = vi.fn();
    const { studio } = await open({});
    studio.on("skipTask", skip);
    key({ key: " ", code: "Space", ctrlKey: true });
    expect(skip).toHaveBeenCalledOnce();
  });
});

describe("smart tools", () => {
  it("tell the host what was drawn, of all that belongs to one question, and suggest what it answers", async () => {
    const { studio, store } = await open({ task: { id: 1, data: { text: "Some text" } } });
    const asked = vi.fn();
    studio.on("regionFinishedDrawing", asked);
    const part = { control: "l", type: "labels", field: "labels", content: ["A"] };
    addPrompt(studio.editor!, { object: "t", geometry: { start: 0, end: 1 }, parts: [part] });
    addPrompt(studio.editor!, { object: "t", geometry: { start: 2, end: 3 }, parts: [part] });
    const [last, group] = asked.mock.calls.at(-1) as [Prompt, readonly Prompt[]];
    expect([asked.mock.calls.length, group.length, last.cleanId]).toEqual([2, 2, last.id]);
    expect(last.serialize()).toEqual([{ id: last.id, from_name: "l", to_name: "t", type: "labels", origin: "manual", value: { start: 2, end: 3, labels: ["A"] } }]);
    expect(store.annotationStore.selected.serializeAnnotation()).toEqual([]);
    store.annotationStore.selected.setSuggestions(JSON.stringify([{ id: "s", from_name: "l", to_name: "t", type: "labels", value: { start: 0, end: 4, labels: ["A"] } }]));
    await vi.waitFor(() => expect(studio.editor!.answered.value.map(({ id }) => id)).toEqual(["s"]));
  });

  it("say when the host has no answer", async () => {
    const { studio, root } = await open({ onRegionFinishedDrawing: () => Promise.reject(new Error("busy")) });
    addPrompt(studio.editor!, { object: "t", geometry: { start: 0, end: 1 }, parts: [{ control: "l", type: "labels" }] });
    await vi.waitFor(() => expect(root.textContent).toContain("The model gave no answer."));
  });
});

describe("while working", () => {
  it("saves drafts when asked, and tells of regions that come and go", async () => {
    const [draft, created, deleted] = [vi.fn(), vi.fn(), vi.fn()];
    const { studio, store } = await open({ onSubmitDraft: draft, onEntityCreate: created, onEntityDelete: deleted });
    store.annotationStore.selectAnnotation("7");
    key({ key: "6", code: "Digit6" });
    key({ key: "2", code: "Digit2" });
    await studio.flushDraft();
    expect(draft.mock.calls.map(([, annotation]) => (annotation as HostAnnotationView).serializeAnnotation().length)).toEqual([2]);
    await studio.flushDraft();
    expect(draft).toHaveBeenCalledOnce();
    key({ key: "Backspace", code: "Backspace", ctrlKey: true });
    expect(deleted).toHaveBeenCalledWith({ id: "a" });
    expect(created).not.toHaveBeenCalled();
  });

  it("shows another task in the same place", async () => {
    const { studio, root } = await open({});
    studio.replaceTask({ id: 5, data: { text: "Another text" } }, { queuePosition: 2 });
    await vi.waitFor(() => expect(root.querySelector(".text")?.textContent).toBe("Another text"));
    expect(studio.store?.task.id).toBe(5);
  });

  it("keeps unsaved work under a new config", async () => {
    const { studio, root } = await open({});
    key({ key: "2", code: "Digit2" });
    studio.replaceConfig(CONFIG.replace("</View>", '<Header value="New"/></View>'));
    await vi.waitFor(() => expect(root.querySelector(".config-header")?.textContent).toBe("New"));
    expect(studio.store!.annotationStore.selected.serializeAnnotation().map(({ type }) => type)).toEqual(["labels", "choices"]);
    expect(studio.store!.annotationStore.selected.hasChanges).toBe(true);
  });

  it("takes the next task from an older host", async () => {
    const { studio, store } = await open({});
    store.assignTask({ id: 8, data: { text: "Eight" } });
    store.initializeStore({ annotations: [], predictions: [] });
    await vi.waitFor(() => expect(studio.store?.task.id).toBe(8));
  });

  it("goes away whole", async () => {
    const { studio, root } = await open({});
    studio.destroy();
    expect(root.childElementCount).toBe(0);
    expect(LabelStudio.instances.size).toBe(0);
  });
});
