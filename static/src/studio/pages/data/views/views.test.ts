import { afterEach, beforeEach, expect, it } from "vitest";
import { useRoot } from "../../../api";
import { startServer, type TestServer } from "../../../testing/server";
import type { DataModel } from "../model";
import type { SavedView } from "../types";
import { movedTo, replacing, titleOf, ViewActions } from "./view-actions";

it("moves one among the others and stays within the ends", () => {
  expect(movedTo([1, 2, 3, 4], 2, 3)).toEqual([1, 3, 4, 2]);
  expect(movedTo([1, 2, 3, 4], 4, 0)).toEqual([4, 1, 2, 3]);
  expect(movedTo([1, 2], 1, 9)).toEqual([2, 1]);
  expect(movedTo([1, 2], 2, -1)).toEqual([2, 1]);
});

it("names a view without a title", () => {
  expect([titleOf({ id: 7, order: 0, data: {} }), titleOf({ id: 7, order: 0, data: { title: " " } }), titleOf({ id: 7, order: 0, data: { title: "Open" } })]).toEqual(["View 7", "View 7", "Open"]);
});

it("says what a merge would keep", () => {
  expect(replacing({ columnsWidth: { id: 90, text: 300 } }, { columnsWidth: { text: 200 }, type: "list" })).toEqual({ columnsWidth: { id: null, text: 200 }, type: "list" });
  expect(replacing({}, { type: "grid" })).toEqual({ columnsWidth: {}, type: "grid" });
});

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
  useRoot(server.address);
});
afterEach(() => server.close());

it("brings a deleted view back to its place, and opens it if it was open", async () => {
  const kept: SavedView[] = [1, 2, 3].map((id, order) => ({ id, order, data: { title: `V${id}` } }));
  server.answer = ({ method, path }) => {
    if (method === "POST" && path === "/api/dm/views/") kept.push({ id: 9, order: 2, data: { title: "V2" } });
    if (method === "DELETE") kept.splice(1, 1);
    return { body: method === "GET" ? kept : (kept.at(-1) ?? {}) };
  };
  const opened: (number | undefined)[] = [];
  let listed: readonly SavedView[] = [...kept];
  // what the actions use of the model: the list, as the server last told it, and which one is open
  const model = {
    views: { peek: () => listed },
    view: { peek: () => opened.at(-1) ?? 2 },
    openView: (id: number | undefined) => void opened.push(id),
    loadViews: async () => {
      listed = (await (await fetch(`${server.address}/api/dm/views/`)).json()) as SavedView[];
    },
  } as unknown as DataModel;
  const view = kept[1]!;
  const undo = await new ViewActions(model).remove(view);
  expect(opened).toEqual([undefined]);
  expect(listed.map(({ id }) => id)).toEqual([1, 3]);
  await undo();
  expect(opened).toEqual([undefined, 9]);
  expect(server.received.find(({ method, path }) => method === "POST" && path === "/api/dm/views/")?.body).toEqual({ project: 1, data: { title: "V2" } });
  expect(server.received.find(({ path }) => path === "/api/dm/views/order/")?.body).toEqual({ project: 1, ids: [1, 9, 3] });
});
