import { signal } from "@preact/signals-core";
import { afterEach, beforeEach, expect, it } from "vitest";
import { groundTruth } from "../../../../editor/panels/ground-truth";
import type { Editor } from "../../../../editor/core/editor";
import { online, useRoot } from "../../../api";
import type { SaveStatus } from "../../../shared/editor";
import { startServer, type TestServer } from "../../../testing/server";
import { around } from "../../../strings/label-around";
import { toasts } from "../../../toasts";
import type { Annotation, Task } from "../../../types";
import type { Known } from "../drafts";
import type { LabelPage } from "../label-page";
import { newest } from "./elsewhere";
import { isGroundTruth, mark, showMarks, takeMarks } from "./ground-truth";

const RESULT = [{ type: "labels" }];
const annotation = (changes: Partial<Annotation> = {}): Annotation => ({ id: 5, result: RESULT, was_cancelled: false, ground_truth: false, revision: 1, ...changes });
const task = (...annotations: Annotation[]): Task => ({ id: 1, data: {}, annotations, predictions: [] });

let server: TestServer;
let known: Map<string, Known>;
let page: LabelPage;
let status: { value: SaveStatus | undefined; peek(): SaveStatus | undefined };
let order: string[];
let waits: boolean;
const editor = { annotations: signal([{ source: { id: "5", pk: 5 } }, { source: { id: "draft-1" } }]) } as unknown as Editor;
const shown = (): readonly number[] => [...groundTruth(editor).value];

beforeEach(async () => {
  known = new Map<string, Known>([["update:5", annotation()]]);
  status = signal<SaveStatus | undefined>(undefined);
  order = [];
  waits = false;
  page = {
    drafts: { known },
    elsewhere: signal(0),
    status,
    tell: (told: SaveStatus) => (status.value = told),
    pending: { has: (key: string) => waits && key === "update:5", flush: () => Promise.resolve(void order.push("flush")) },
  } as unknown as LabelPage;
  toasts.value = [];
  server = await startServer();
  server.answer = ({ body }) => {
    order.push("patch");
    return { status: 200, body: annotation({ ...(body as Partial<Annotation>), revision: 2 }) };
  };
  useRoot(server.address);
  online.value = true;
  showMarks(page, editor);
});
afterEach(() => server.close());

it("sends the mark alone, shows it and keeps the new revision for the next change", async () => {
  expect(shown()).toEqual([]);
  await mark(page, editor, 5, true);
  expect(server.received.map(({ method, path, body }) => [method, path, body])).toEqual([["PATCH", "/api/annotations/5/", { ground_truth: true }]]);
  expect(shown()).toEqual([5]);
  expect(known.get("update:5")?.revision).toBe(2);
  expect(status.value?.saved).toBe("saved");
  await mark(page, editor, 5, false);
  expect(shown()).toEqual([]);
});

it("says nothing of other work that is not saved", async () => {
  status.value = { saved: "waiting", count: 1 };
  await mark(page, editor, 5, true);
  expect(status.value).toEqual({ saved: "waiting", count: 1 });
});

it("sends what waits for the same annotation first", async () => {
  waits = true;
  await mark(page, editor, 5, true);
  expect(order).toEqual(["flush", "patch"]);
});

it("shows what is stored after a refusal, in the server's words", async () => {
  server.answer = () => ({ status: 403, body: { detail: "This annotation is locked." } });
  await mark(page, editor, 5, true);
  expect(shown()).toEqual([]);
  expect(toasts.value.map(({ message }) => message)).toEqual(["This annotation is locked."]);
  expect(known.get("update:5")?.revision).toBe(1);
});

it("shows what is stored without a connection", async () => {
  await server.close();
  online.value = false;
  await mark(page, editor, 5, true);
  expect(shown()).toEqual([]);
  expect(toasts.value.map(({ message }) => message)).toEqual([around.notMarked]);
});

it("looks again when the annotation was deleted elsewhere", async () => {
  server.answer = () => ({ status: 404, body: { detail: "Gone." } });
  await mark(page, editor, 5, true);
  expect(page.elsewhere.value).toBe(1);
});

it("takes over a mark from elsewhere, which is then no news", () => {
  const now = task(annotation({ ground_truth: true, revision: 2 }));
  expect(newest(page, now)).toBeDefined();
  expect(takeMarks(page, now)).toBe(true);
  expect(isGroundTruth(page, 5)).toBe(true);
  expect(newest(page, now)).toBeUndefined();
  // and what the server said before that is none either
  expect(takeMarks(page, task(annotation()))).toBe(false);
  expect(newest(page, task(annotation()))).toBeUndefined();
});

it("leaves to both versions what differs in more than the mark", () => {
  for (const more of [{ result: [] }, { was_cancelled: true }]) {
    const now = task(annotation({ ground_truth: true, revision: 2, ...more }));
    expect(takeMarks(page, now)).toBe(false);
    expect(newest(page, now)).toBeDefined();
  }
});
