import { afterEach, beforeEach, expect, it } from "vitest";
import { useRoot } from "../../api";
import { startServer, type TestServer } from "../../testing/server";
import { PAGE, Stream } from "./stream";

const OPEN = JSON.stringify({ search: "rain", open: true });

let server: TestServer;
/** what the query finds on the server now, in its order */
let order: number[];

beforeEach(async () => {
  server = await startServer();
  server.answer = ({ path }) => {
    const asked = new URL(path, "http://test").searchParams;
    const [page, size] = [Number(asked.get("page")), Number(asked.get("page_size"))];
    return { body: { tasks: order.slice((page - 1) * size, page * size).map((id) => ({ id })), total: order.length } };
  };
  useRoot(server.address);
});
afterEach(() => server.close());

const picked = (included: readonly number[]): string => JSON.stringify({ selectedItems: { all: false, included }, ordering: ["-tasks:id"] });
const asked = (): readonly string[] => server.received.map(({ path }) => new URL(path, "http://test").searchParams.get("page") ?? "");

it("goes through what was selected, in the table's order, and ends", async () => {
  order = [9, 5, 2];
  const stream = new Stream(picked([5, 9, 2]));
  expect(await stream.next()).toBe(9);
  expect(await stream.place(9)).toEqual({ index: 1, total: 3, previous: null, next: 5 });
  expect(stream.shown(9)).toEqual({ q: stream.query, at: 1 });
  await stream.place(5); // asked for in advance: the person is still at the one before
  expect(await stream.next(9)).toBe(5);
  stream.shown(5);
  expect(await stream.place(2)).toEqual({ index: 3, total: 3, previous: 5, next: null });
  expect(await stream.next(2)).toBeUndefined();
  expect(await stream.place(77)).toBeNull();
  expect(server.received).toHaveLength(1);
});

it("shows every open task of a view once, though those that are answered leave it", async () => {
  order = Array.from({ length: 3 * PAGE }, (_, index) => index + 1);
  const all = [...order];
  const stream = new Stream(OPEN);
  const seen: number[] = [];
  let passed = 0;
  for (let id = await stream.next(); id !== undefined && seen.length < 200; ) {
    seen.push(id);
    expect(await stream.place(id)).toMatchObject({ index: seen.length, total: 3 * PAGE });
    stream.shown(id);
    const answers = id % 10 !== 0; // each tenth is passed by with "next"
    if (answers) order = order.filter((one) => one !== id);
    else passed += 1;
    id = answers ? await stream.next(id) : ((await stream.place(id))?.next ?? undefined);
  }
  expect(seen).toEqual(all);
  expect(stream.passed).toBe(passed);
  expect(order).toHaveLength(passed);
});

it("begins at the place that the address names, and asks for no page before somebody goes there", async () => {
  order = Array.from({ length: 1000 }, (_, index) => index + 1);
  const stream = new Stream(JSON.stringify({ selectedItems: { all: true, excluded: [] }, search: "rain" }), PAGE * 4 + 2);
  expect(await stream.place(PAGE * 4 + 2)).toMatchObject({ index: PAGE * 4 + 2, total: 1000, next: PAGE * 4 + 3 });
  expect(asked()).toEqual(["5"]);
  expect(await stream.place(PAGE * 4 + 1)).toMatchObject({ index: PAGE * 4 + 1, previous: PAGE * 4 });
  expect(stream.shown(PAGE * 4 + 1)).toMatchObject({ at: PAGE * 4 + 1 });
  expect(asked()).toEqual(["5", "4"]);
});

it("goes on from a task that is not open any more when the page is loaded anew", async () => {
  order = [3, 4];
  const stream = new Stream(OPEN);
  expect(await stream.place(2)).toMatchObject({ index: 1, total: 3, next: 3 });
  expect(stream.shown(2)).toEqual({ q: OPEN });
});

it("leaves out none that was selected, though its place changes while others are labeled", async () => {
  const ids = Array.from({ length: PAGE + 3 }, (_, index) => index + 1);
  order = [...ids];
  const stream = new Stream(picked(ids));
  for (let at = 0; at < PAGE; at += 1) stream.shown((await stream.next(at || undefined)) ?? 0);
  order = [ids.at(-1) ?? 0, ...ids.slice(0, -1)]; // sorted by what labeling changes: the last is the first now
  const rest: (number | undefined)[] = [];
  for (let id = await stream.next(PAGE); id !== undefined; id = await stream.next(id)) rest.push(id);
  expect(rest.sort()).toEqual([PAGE + 1, PAGE + 2, PAGE + 3]);
});
