// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useRoot } from "../../api";
import { readBootstrap } from "../../bootstrap";
import { startRouter, type Router } from "../../router";
import { startStudio } from "../../studio";
import { startServer, type Received, type TestServer } from "../../testing/server";
import type { Project } from "../../types";
import { DataModel } from "./model";
import { LONGEST_RANGE, RangeTooLong } from "./selection";

const TOTAL = 2_345;
const VIEW = { id: 2, order: 0, data: { title: "Unsure", filters: { conjunction: "and", items: [{ filter: "filter:tasks:predictions_score", operator: "less", type: "Number", value: 0.5 }] }, ordering: ["tasks:predictions_score"], columns: ["id", "status"] } };

let server: TestServer;
let router: Router;
let model: DataModel;
let total: number;

function answerOf({ path }: Received): unknown {
  const url = new URL(path, "http://x");
  if (url.pathname === "/api/dm/columns") return { columns: [{ id: "id", title: "ID", type: "Number" }] };
  if (url.pathname === "/api/dm/views/") return [VIEW];
  if (url.pathname === "/api/projects/1/") return { task_number: TOTAL, finished_task_number: 0, total_annotations_number: 0 };
  const size = Number(url.searchParams.get("page_size"));
  const first = (Number(url.searchParams.get("page")) - 1) * size;
  return { total, tasks: Array.from({ length: Math.max(0, Math.min(size, total - first)) }, (_, at) => ({ id: first + at + 1, data: {} })) };
}

/** The requests for rows so far: page and query. */
const asked = (): (readonly [string | null, unknown])[] =>
  server.received.map(({ path }) => new URL(path, "http://x")).filter((url) => url.pathname === "/api/tasks/")
    .map(({ searchParams }) => [searchParams.get("page"), JSON.parse(searchParams.get("query") ?? "null") as unknown] as const);

const until = (holds: () => boolean): Promise<void> => vi.waitFor(() => expect(holds()).toBe(true), { timeout: 2000 });

async function open(address: string): Promise<void> {
  history.replaceState(null, "", address);
  router = startRouter("");
  startStudio({ bootstrap: { ...readBootstrap(document), project: { task_number: TOTAL, created_at: "now" } as Project }, router });
  model = new DataModel();
  model.open();
  await until(() => model.state.value !== "loading");
}

beforeEach(async () => {
  localStorage.clear();
  total = TOTAL;
  server = await startServer();
  server.answer = (request) => ({ body: answerOf(request) });
  useRoot(server.address);
});
afterEach(async () => {
  model.close();
  router.stop();
  await server.close();
});

it("opens with the first page of everything", async () => {
  await open("/data");
  expect([model.state.value, model.total.value, model.rowAt(0)?.id, model.rowAt(99)?.id, model.rowAt(500)]).toEqual(["ready", TOTAL, 1, 100, undefined]);
  expect(asked()[0]).toEqual(["1", null]);
});

describe("the address", () => {
  it("brings a query", async () => {
    await open(`/data?q=${encodeURIComponent('{"search":"rain","ordering":["-tasks:id"]}')}`);
    expect(asked()[0]).toEqual(["1", { search: "rain", ordering: ["-tasks:id"] }]);
  });

  it("brings a view with its columns; a change to it is named beside the view and marks it changed", async () => {
    await open("/data?view=2");
    expect(model.view.value).toBe(2);
    expect(asked()[0]?.[1]).toEqual({ filters: VIEW.data.filters, ordering: VIEW.data.ordering });
    expect(model.shownColumns.value.map((column) => column.id)).toEqual(["id", "status"]);
    expect(model.viewChanged.value).toBe(false);
    model.setQuery({ search: "rain" });
    expect(new URLSearchParams(location.search).get("view")).toBe("2");
    expect(JSON.parse(new URLSearchParams(location.search).get("q") ?? "")).toMatchObject({ search: "rain" });
    expect(model.viewChanged.value).toBe(true);
  });

  it("follows what is asked for, and Back leads to what was before", async () => {
    await open("/data");
    model.setQuery({ search: "rain" });
    expect(location.search).toContain("rain");
    history.back();
    await until(() => model.query.value.search === "");
  });

  it("names the task of the quick look", async () => {
    await open("/data?look=7");
    expect(model.quickLook.value).toBe(7);
    model.closeQuickLook();
    expect(location.search).toBe("");
  });
});

it("shows the rows before until those of a new query come, and forgets a selection that would mean others", async () => {
  await open("/data");
  model.selectAll();
  expect(model.selectedCount.value).toBe(TOTAL);
  total = 3;
  model.setQuery({ search: "rain" });
  expect([model.busy.value, model.rowAt(0)?.id, model.selectedCount.value]).toEqual([true, 1, 0]);
  await until(() => model.total.value === 3);
  expect(model.busy.value).toBe(false);
  expect(model.shownQuery.value.search).toBe("rain");
});

it("keeps a selection while only the order changes", async () => {
  await open("/data");
  model.select([4, 5]);
  model.setQuery({ ordering: ["-tasks:id"] });
  expect(model.selectedItems()).toEqual({ selectedItems: { all: false, included: [4, 5] }, ordering: ["-tasks:id"] });
});

describe("ranges", () => {
  it("run from the last toggle to here, also over rows that no page has shown, and shrink again", async () => {
    await open("/data");
    model.toggle(10);
    await model.selectRange(1_499);
    expect(model.selectedCount.value).toBe(1_491);
    await model.selectRange(11);
    expect(model.selectedItems().selectedItems).toEqual({ all: false, included: [10, 11, 12] });
  });

  it("have an end, which is said", async () => {
    total = 50_000;
    await open("/data");
    model.toggle(1);
    await expect(model.selectRange(LONGEST_RANGE)).rejects.toThrow(RangeTooLong);
    expect(model.selectedCount.value).toBe(1);
  });
});

it("keeps the keyboard on its task when rows before it are gone", async () => {
  await open("/data");
  model.moveTo(20);
  expect(model.focused.value).toBe(21);
  server.answer = (request) => {
    const body = answerOf(request) as { tasks?: { id: number }[] };
    return { body: body.tasks ? { ...body, tasks: body.tasks.map((task) => ({ ...task, id: task.id + 5 })) } : body };
  };
  await model.reload();
  await until(() => model.rowAt(0)?.id === 6);
  expect([model.position.value, model.focused.value]).toEqual([15, 21]);
});

describe("states", () => {
  it("tells an empty project from a filter that finds nothing", async () => {
    total = 0;
    await open("/data");
    expect(model.state.value).toBe("empty");
    model.setQuery({ search: "rain" });
    await until(() => model.state.value === "nothing-found");
  });

  it("says why a query failed and shows rows again when it is tried again", async () => {
    await open("/data");
    server.answer = () => ({ status: 400, body: { detail: "Too slow.", code: "filter-too-slow" } });
    model.setQuery({ search: "rain" });
    await until(() => model.state.value === "failed");
    expect(model.busy.value).toBe(false);
    expect(model.error.value).toMatchObject({ code: "filter-too-slow", message: "Too slow." });
    server.answer = (request) => ({ body: answerOf(request) });
    model.retry();
    await until(() => model.state.value === "ready");
  });
});

it("keeps the columns of all tasks in this browser, and those of a view in the view", async () => {
  await open("/data");
  model.setLayout({ columns: ["status", "id"], density: "tight" });
  model.openView(undefined);
  expect(model.shownColumns.value.map((column) => column.id)).toEqual(["status", "id"]);
  await until(() => model.views.value !== undefined);
  model.openView(2);
  model.setLayout({ columns: ["id"] });
  expect([model.viewChanged.value, model.viewData()]).toEqual([true, expect.objectContaining({ columns: ["id"], ordering: VIEW.data.ordering })]);
  model.openView(undefined);
  expect(model.shownColumns.value.map((column) => column.id)).toEqual(["status", "id"]);
});
