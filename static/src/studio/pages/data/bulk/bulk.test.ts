// @vitest-environment jsdom
import { signal } from "@preact/signals-core";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useRoot } from "../../../api";
import { startStudio } from "../../../studio";
import { startServer, type TestServer } from "../../../testing/server";
import { toasts } from "../../../toasts";
import type { DataModel } from "../model";
import { Selection } from "../selection";
import { BulkActions } from "./bulk-actions";
import { labelQuery, MOST_IN_ADDRESS, selectionQuery } from "./destinations";

const FILTERS = { conjunction: "and", items: [{ filter: "filter:tasks:data.folder", operator: "equal", type: "String", value: "harbour" }] };

let server: TestServer;
let selection: Selection;
let reloads: number;
beforeEach(async () => {
  server = await startServer();
  useRoot(server.address);
  startStudio({ bootstrap: { root: server.address, session: { projects: [] }, project: null } as never, router: {} as never });
  selection = new Selection();
  reloads = 0;
  toasts.value = [];
});
afterEach(() => server.close());

/** What the bulk bar uses of the model, with a real selection of 5,000 tasks that the filters find. */
function model(): DataModel {
  return {
    selected: selection.selected,
    selectedCount: signal(selection.count(5000)),
    selectedItems: () => ({ selectedItems: selection.items(), filters: FILTERS }),
    clear: () => selection.clear(),
    reload: () => {
      reloads += 1;
      return Promise.resolve();
    },
  } as unknown as DataModel;
}

const answered = (until: () => boolean): Promise<void> => vi.waitFor(() => expect(until()).toBe(true));

it("sends the selection with its filters, says what was done, and undoes it with the server's own mark", async () => {
  selection.selectAll();
  selection.select([7], false);
  server.answer = ({ path }) => ({ body: path.includes("id=undo") ? { processed_items: 4999, detail: "4,999 tasks are back." } : { processed_items: 4999, detail: "4,999 tasks deleted.", undo: { id: "u1", until: "2026-11-21T14:20:00Z" } } });
  const actions = new BulkActions(model());
  const seen: (string | undefined)[] = [];
  const stop = actions.running.subscribe((said) => seen.push(said));
  expect(await actions.perform("delete_tasks")).toBe(true);
  expect(server.received[0]).toEqual({
    method: "POST", path: "/api/dm/actions/?id=delete_tasks&project=1", body: { project: 1, selectedItems: { all: true, excluded: [7] }, filters: FILTERS },
  });
  expect(seen).toEqual([undefined, "Deleting 4,999 tasks…", undefined]);
  expect([selection.count(5000), reloads]).toEqual([0, 1]);
  const told = toasts.value.at(-1);
  expect(told?.message).toBe("4,999 tasks deleted.");
  told?.action?.run();
  await answered(() => reloads === 2);
  stop();
  expect(server.received[1]).toEqual({ method: "POST", path: "/api/dm/actions/?id=undo&project=1", body: { project: 1, undo: "u1" } });
  expect(toasts.value.at(-1)).toMatchObject({ message: "4,999 tasks are back.", action: undefined });
});

it("keeps the selection where nothing was done, and offers no undo of nothing", async () => {
  selection.select([1, 2]);
  server.answer = () => ({ body: { processed_items: 0, detail: "No selected task has a prediction.", undo: { id: "u2", until: "" } } });
  await new BulkActions(model()).perform("predictions_to_annotations");
  expect(selection.count(5000)).toBe(2);
  expect(toasts.value.at(-1)).toMatchObject({ message: "No selected task has a prediction.", action: undefined });
});

it("tells an undo that came too late as it is, and looks again at what there is", async () => {
  selection.select([1]);
  server.answer = ({ path }) =>
    path.includes("id=undo") ? { status: 400, body: { detail: "This was done too long ago to undo it.", code: "undo-late" } } : { body: { processed_items: 1, detail: "1 task deleted.", undo: { id: "u3", until: "" } } };
  await new BulkActions(model()).perform("delete_tasks");
  toasts.value.at(-1)?.action?.run();
  await answered(() => reloads === 2);
  expect(toasts.value.at(-1)).toMatchObject({ message: "This was done too long ago to undo it.", kind: "bad" });
});

it("keeps the selection when the server refuses", async () => {
  selection.select([1, 2, 3]);
  server.answer = () => ({ status: 403, body: { detail: "This project is frozen." } });
  expect(await new BulkActions(model()).perform("skip_tasks")).toBe(false);
  expect(selection.count(5000)).toBe(3);
  expect(toasts.value.at(-1)).toMatchObject({ message: "This project is frozen.", kind: "bad" });
});

it("takes the selection elsewhere as a query, unless it names too many one by one", () => {
  selection.select([5, 4]);
  expect(JSON.parse(selectionQuery(model()) ?? "")).toEqual({ selectedItems: { all: false, included: [5, 4] }, filters: FILTERS });
  // for labeling, which may change what the filters find, they are named alone
  expect(JSON.parse(labelQuery(model()) ?? "")).toEqual({ selectedItems: { all: false, included: [5, 4] } });
  selection.select(Array.from({ length: MOST_IN_ADDRESS }, (_, index) => 10 + index));
  expect(selectionQuery(model())).toBeUndefined();
  expect(labelQuery(model())).toBeUndefined();
  selection.selectAll();
  expect(JSON.parse(labelQuery(model()) ?? "")).toEqual({ selectedItems: { all: true, excluded: [] }, filters: FILTERS });
});
