// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it } from "vitest";
import { online, useRoot } from "./api";
import { openPending, type Change, type Pending } from "./pending";
import { startServer, type TestServer } from "./testing/server";

const change = (key: string, path: string, body: unknown = {}): Change => ({ key, method: "POST", path, body, task: 1 });
let server: TestServer;
let pending: Pending | undefined;

beforeEach(async () => {
  localStorage.clear();
  server = await startServer();
  useRoot(server.address);
  online.value = false;
});
afterEach(async () => {
  pending?.stop();
  await server.close();
});

it("sends in the order of the changes when the connection is back", async () => {
  pending = openPending({ storageKey: "p" });
  pending.add(change("a", "/first"));
  pending.add(change("b", "/second"));
  expect(pending.count.value).toBe(2);
  expect(await pending.flush()).toBe(2);
  expect(server.received.map(({ path }) => path)).toEqual(["/first", "/second"]);
  expect(pending.count.value).toBe(0);
});

it("keeps one change of each key, in its first place", async () => {
  pending = openPending({ storageKey: "p" });
  pending.add(change("draft", "/draft", { n: 1 }));
  pending.add(change("b", "/second"));
  pending.add(change("draft", "/draft", { n: 2 }));
  await pending.flush();
  expect(server.received.map(({ body }) => body)).toEqual([{ n: 2 }, {}]);
});

it("finds what waited from an earlier visit", () => {
  openPending({ storageKey: "p" }).add(change("a", "/first"));
  pending = openPending({ storageKey: "p" });
  expect(pending.has("a")).toBe(true);
  expect(pending.of(1)).toHaveLength(1);
});

it("hands a refused change over and goes on with the next", async () => {
  const refused: string[] = [];
  server.answer = ({ path }) => (path === "/bad" ? { status: 404, body: { detail: "There is no task 9." } } : {});
  pending = openPending({ storageKey: "p", onRefused: (one, error) => refused.push(`${one.key}: ${error.message}`) });
  pending.add(change("a", "/bad"));
  pending.add(change("b", "/good"));
  expect(await pending.flush()).toBe(1);
  expect(refused).toEqual(["a: There is no task 9."]);
  expect(pending.count.value).toBe(0);
});

it("keeps everything while nobody answers", async () => {
  pending = openPending({ storageKey: "p" });
  pending.add(change("a", "/first"));
  await server.close();
  expect(await pending.flush()).toBe(0);
  expect(pending.count.value).toBe(1);
  expect(localStorage.getItem("studio:p")).toContain("/first");
  server = await startServer();
});

