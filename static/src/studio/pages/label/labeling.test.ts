// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { online, useRoot } from "../../api";
import { openPending, type Pending } from "../../pending";
import { editorTask, type EditorAnnotation, type SaveStatus } from "../../shared/editor";
import { asksNothing } from "../../shared/label-config";
import { startServer, type Received, type TestServer } from "../../testing/server";
import type { Project, Task } from "../../types";
import { readLocal } from "./around/local-drafts";
import { Drafts } from "./drafts";
import { Labeling } from "./labeling";
import { wantedTask } from "./wanted-task";

const task = (id: number, more: Partial<Task> = {}): Task => ({ id, data: { text: "a" }, is_labeled: false, annotations: [], predictions: [], drafts: [], ...more });
const RESULT = [{ id: "r1", from_name: "label", to_name: "text", type: "labels", value: { start: 0, end: 1, labels: ["A"] } }];
const annotation = (pk?: number, id = pk === undefined ? "a" : String(pk)): EditorAnnotation => ({ id, pk, leadTime: 2.5, serializeAnnotation: () => RESULT });
const PROJECT = { id: 1, label_config: '<View><Text name="text" value="$text"/></View>', task_number: 3, finished_task_number: 0, sampling: "Uniform sampling" } as Project;

let server: TestServer;
let pending: Pending;
let labeling: Labeling;
let statuses: SaveStatus[];
let done: number;
let drafts: Drafts;
let diverged: number;
let flushed: number;

function open(project: Project, loadsNext = true): void {
  pending = openPending({ storageKey: "pending", onSent: (change, answer) => drafts.sent(change, answer) });
  drafts = new Drafts(pending, "key", () => (diverged += 1));
  labeling = new Labeling({
    pending,
    drafts,
    project: () => project,
    flush: () => Promise.resolve((flushed += 1)),
    countDone: (by) => (done += by),
    recount: () => Promise.resolve(project),
    address: (id) => history.replaceState(null, "", `/label?task=${id}`),
    status: (status) => statuses.push(status),
    loadsNext,
  });
}

function answers({ method, path }: Received): { status?: number; body?: unknown } {
  if (path === "/api/projects/1/next?or_none=true") return { body: task(2) };
  if (path.endsWith("/neighbours")) return { body: { index: 2, total: 3, previous: 1, next: null } };
  if (path.startsWith("/api/tasks/9")) return { status: 404, body: { detail: "There is no task 9 in this project." } };
  if (method === "POST") return { status: 201, body: { id: 31 } };
  return { body: task(1, { annotations: [{ id: 5, result: RESULT }], is_labeled: true }) };
}

beforeEach(async () => {
  localStorage.clear();
  statuses = [];
  done = 0;
  diverged = 0;
  flushed = 0;
  server = await startServer();
  server.answer = answers;
  useRoot(server.address);
  online.value = true;
  open(PROJECT);
});
afterEach(async () => {
  pending.stop();
  await server.close();
});

const sent = (method: string, path: string): Received | undefined => server.received.find((one) => one.method === method && one.path === path);

describe("updating a skip", () => {
  it("shows the task again as it is now, without its badge", async () => {
    const skipped = task(1, { annotations: [{ id: 5, result: [], was_cancelled: true }], is_labeled: true });
    await labeling.start({ task: skipped, position: null }, undefined);
    await labeling.update(annotation(5));
    expect(sent("PATCH", "/api/annotations/5/")?.body).toMatchObject({ was_cancelled: false });
    expect(labeling.task?.annotations).toEqual([{ id: 5, result: RESULT }]); // read anew
  });
});

describe("submitting", () => {
  it("sends the result with an id of its own, and shows the next task", async () => {
    await labeling.start({ task: task(1), position: null }, undefined);
    await labeling.submit(annotation());
    const body = sent("POST", "/api/tasks/1/annotations/")?.body as Record<string, unknown>;
    expect(body).toMatchObject({ result: RESULT, lead_time: 2.5, was_cancelled: false });
    expect(body["unique_id"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(labeling.task?.id).toBe(2);
    expect(done).toBe(1);
    expect(statuses.at(-1)?.saved).toBe("saved");
    expect(location.search).toBe("?task=2");
  });

  it("goes on to the neighbour, however quickly the answer came", async () => {
    pending.stop();
    open({ ...PROJECT, sampling: "Sequential sampling" });
    server.answer = (request) => (request.path === "/api/tasks/3/" ? { body: task(3) } : answers(request));
    await labeling.start({ task: task(1), position: { index: 1, total: 3, previous: null, next: 3 } }, undefined);
    await labeling.submit(annotation());
    expect(labeling.task?.id).toBe(3);
    expect(sent("GET", "/api/projects/1/next?or_none=true")).toBeUndefined();
  });

  it("marks a skip, and names the draft that it came from", async () => {
    await labeling.start({ task: task(1, { drafts: [{ id: 77, annotation: null, result: [] }] }), position: null }, undefined);
    await labeling.submit(annotation(undefined, "draft-77"), { skip: true });
    expect(sent("POST", "/api/tasks/1/annotations/")?.body).toMatchObject({ was_cancelled: true, draft_id: 77 });
  });

  it("keeps the answer in the browser while nobody answers, and sends it later", async () => {
    await labeling.start({ task: task(1), position: null }, undefined);
    await server.close();
    await labeling.submit(annotation());
    expect(pending.count.value).toBe(1);
    expect(labeling.view.value.kind).toBe("offline");
    server = await startServer();
    server.answer = answers;
    useRoot(server.address);
    expect(await pending.flush()).toBe(1);
    expect(sent("POST", "/api/tasks/1/annotations/")?.body).toMatchObject({ result: RESULT });
  });

  it("stays on the task where the host does not load the next one", async () => {
    pending.stop();
    open(PROJECT, false);
    await labeling.start({ task: task(1), position: null }, undefined);
    await labeling.submit(annotation());
    expect(labeling.task?.annotations).toHaveLength(1);
  });

  it("updates under the annotation's id", async () => {
    await labeling.start({ task: task(1, { annotations: [{ id: 5, result: [], revision: 3 }] }), position: null }, undefined);
    server.answer = () => ({ body: { id: 5, revision: 4 } });
    await labeling.update(annotation(5));
    expect(sent("PATCH", "/api/annotations/5/")?.body).toMatchObject({ result: RESULT, was_cancelled: false, revision: 3, draft_id: 0 });
    await labeling.update(annotation(5));
    expect(server.received.at(-1)?.body).toMatchObject({ revision: 4 });
    expect(statuses.at(-1)?.saved).toBe("saved");
  });
});

describe("drafts", () => {
  it("makes one draft and changes it from then on", async () => {
    await labeling.start({ task: task(1), position: null }, undefined);
    await Promise.all([labeling.saveDraft(annotation()), labeling.saveDraft(annotation())]);
    expect(server.received.filter(({ path }) => path.includes("draft")).map(({ method, path }) => `${method} ${path}`)).toEqual([
      "POST /api/tasks/1/drafts",
      "PATCH /api/drafts/31/",
    ]);
    expect(statuses.at(-1)?.saved).toBe("saved");
  });

  it("keeps two new annotations of a task apart, and names the one that is submitted", async () => {
    let next = 40;
    server.answer = (request) => (request.method === "POST" ? { status: 201, body: { id: (next += 1) } } : answers(request));
    await labeling.start({ task: task(1), position: null }, undefined);
    await labeling.saveDraft(annotation(undefined, "one"));
    await labeling.saveDraft(annotation(undefined, "two"));
    await labeling.saveDraft(annotation(undefined, "one"));
    expect(server.received.filter(({ path }) => path.includes("draft")).map(({ method, path }) => `${method} ${path}`)).toEqual([
      "POST /api/tasks/1/drafts", "POST /api/tasks/1/drafts", "PATCH /api/drafts/41/",
    ]);
    await labeling.submit(annotation(undefined, "two"));
    expect(sent("POST", "/api/tasks/1/annotations/")?.body).toMatchObject({ draft_id: 42 });
  });

  it("makes a draft of its own when another tab was faster, and says so", async () => {
    await labeling.start({ task: task(1, { drafts: [{ id: 77, annotation: null, result: [], updated_at: "then" }] }), position: null }, undefined);
    server.answer = (request) =>
      request.path === "/api/drafts/77/" ? { status: 400, body: { detail: "Saved elsewhere.", code: "draft-changed" } } : answers(request);
    await labeling.saveDraft(annotation(undefined, "draft-77"));
    expect(sent("PATCH", "/api/drafts/77/")?.body).toMatchObject({ based_on: "then" });
    expect(sent("POST", "/api/tasks/1/drafts")?.body).toMatchObject({ result: RESULT, annotation: null });
    expect(diverged).toBe(1);
    await labeling.saveDraft(annotation(undefined, "draft-77"));
    expect(server.received.at(-1)?.path).toBe("/api/drafts/31/");
  });

  it("saves what the editor still holds before another task is shown", async () => {
    await labeling.start({ task: task(1), position: null }, undefined);
    server.answer = (request) => {
      expect(flushed).toBe(1);
      return answers(request);
    };
    await labeling.open(2);
    expect(flushed).toBe(1);
  });

  it("shows what waits in this browser in the place of the server's older draft", async () => {
    await labeling.start({ task: task(1, { drafts: [{ id: 77, annotation: null, result: [] }] }), position: null }, undefined);
    await server.close();
    await labeling.saveDraft(annotation(undefined, "draft-77"));
    await labeling.saveDraft(annotation(undefined, "new"));
    await labeling.saveDraft(annotation(5));
    readLocal(drafts);
    const shown = editorTask(task(1, { drafts: [{ id: 77, annotation: null, result: [] }, { id: 78, annotation: 5, result: [] }] }), drafts.local(1));
    expect(shown.drafts?.map(({ id, annotation: on, key, result }) => [id, on, key, result.length])).toEqual([
      [77, null, "draft-77", 1], [0, null, "new", 1], [0, 5, "5", 1],
    ]);
    server = await startServer();
  });

  it("waits in the browser while nobody answers", async () => {
    await labeling.start({ task: task(1), position: null }, undefined);
    await server.close();
    await labeling.saveDraft(annotation());
    expect(statuses.at(-1)).toEqual({ saved: "waiting", count: 1 });
    expect(localStorage.getItem("studio:pending")).toContain('"r1"');
    server = await startServer();
  });
});

describe("what there is to show", () => {
  it("says that there is nothing to label", async () => {
    pending.stop();
    open({ ...PROJECT, task_number: 0 });
    await labeling.start(undefined, undefined);
    expect(labeling.view.value.kind).toBe("empty");
  });

  it("says that labels are missing", async () => {
    pending.stop();
    open({ ...PROJECT, label_config: "<View></View>" });
    await labeling.start({ task: task(1), position: null }, undefined);
    expect(labeling.view.value.kind).toBe("no-labels");
  });

  it("says that all is done, and that a task is not here", async () => {
    server.answer = ({ path }) => (path.includes("/next") ? { status: 204, body: "" } : { status: 404, body: { detail: "There is no task 9 in this project." } });
    await labeling.start(undefined, undefined);
    expect(labeling.view.value.kind).toBe("done");
    await labeling.open(9);
    expect(labeling.view.value.kind).toBe("missing");
  });

});

it("knows a config that asks for nothing", () => {
  expect(["", "<View></View>", "<View/>", " <!-- later --> <View>\n</View> "].map(asksNothing)).toEqual([true, true, true, true]);
  expect(asksNothing('<View><Text name="t" value="$t"/></View>')).toBe(false);
});

it("reads the task from the address", () => {
  expect(["task=12", "task=0", "task=x", "", "task=1.5"].map((query) => wantedTask(new URLSearchParams(query)))).toEqual([12, undefined, undefined, undefined, undefined]);
});
