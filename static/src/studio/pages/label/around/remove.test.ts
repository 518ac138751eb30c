import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { online, useRoot } from "../../../api";
import type { EditorAnnotation } from "../../../shared/editor";
import { startServer, type TestServer } from "../../../testing/server";
import { toasts } from "../../../toasts";
import type { Task } from "../../../types";
import type { LabelPage } from "../label-page";
import { remove } from "./remove";

const TASK = { id: 1, data: {}, annotations: [{ id: 5, result: [] }], predictions: [] } as Task;
const annotation = (pk?: number): EditorAnnotation => ({ id: "x", pk, leadTime: 2, serializeAnnotation: () => [{ type: "labels" }] });
let server: TestServer;
let done: number;

function page(draft: number): LabelPage {
  return {
    labeling: { task: TASK, open: () => Promise.resolve() },
    drafts: { finish: () => Promise.resolve(draft), forget: () => undefined, known: new Map([["update:5", { id: 5, ground_truth: true }]]) },
    countDone: (by: number) => (done += by),
  } as unknown as LabelPage;
}

beforeEach(async () => {
  done = 0;
  toasts.value = [];
  server = await startServer();
  server.answer = ({ method }) => (method === "POST" ? { status: 201, body: { id: 9 } } : { status: 204 });
  useRoot(server.address);
  online.value = true;
});
afterEach(() => server.close());

const requests = (): string[] => server.received.map(({ method, path }) => `${method} ${path}`);

it("deletes a submitted annotation with its draft, and brings it back", async () => {
  await remove(page(7), annotation(5));
  expect(requests()).toEqual(["DELETE /api/drafts/7/", "DELETE /api/annotations/5/"]);
  expect(done).toBe(-1);
  toasts.value.at(-1)?.action?.run();
  await vi.waitFor(() => expect(done).toBe(0));
  expect(server.received.at(-1)?.body).toMatchObject({ result: [{ type: "labels" }], ground_truth: true, draft_id: 0 });
});

it("deletes the draft of what was never submitted", async () => {
  await remove(page(7), annotation());
  expect(requests()).toEqual(["DELETE /api/drafts/7/"]);
  await remove(page(0), annotation());
  expect(requests()).toHaveLength(1);
});

it("takes it as deleted when another tab has done it", async () => {
  server.answer = () => ({ status: 404, body: { detail: "Gone." } });
  await remove(page(7), annotation(5));
  expect(done).toBe(-1);
});
