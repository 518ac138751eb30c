import { afterEach, beforeEach, expect, it } from "vitest";
import { address, api, ApiError, ConnectionLost, online, request, retryWait, revision, sentence, useRoot } from "./api";
import { startServer, type TestServer } from "./testing/server";

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
  useRoot(server.address);
});
afterEach(() => server.close());

const failing = async (work: Promise<unknown>): Promise<unknown> => work.then(() => undefined, (error: unknown) => error);

it("puts the root path before addresses and leaves out what is undefined", () => {
  useRoot("/studio");
  expect(address("/api/tasks/", { page: 2, all: undefined, only: true })).toBe("/studio/api/tasks/?page=2&only=true");
});

it("decodes JSON, and an empty answer to undefined", async () => {
  server.answer = ({ path }) => (path === "/empty" ? { status: 204, body: "" } : { body: { id: 7 } });
  expect(await api.get("/one")).toEqual({ id: 7 });
  expect(await api.delete("/empty")).toBeUndefined();
});

it("throws the server's own sentence with its code", async () => {
  server.answer = () => ({ status: 400, body: { detail: "Your project already exists.", code: "project-not-empty" } });
  const error = await failing(api.post("/open"));
  expect(error).toBeInstanceOf(ApiError);
  expect((error as ApiError).message).toBe("Your project already exists.");
  expect((error as ApiError).code).toBe("project-not-empty");
  expect(server.received).toHaveLength(1);
});

it("makes a sentence where the server gives none", () => {
  expect(sentence(413, {})).toMatch(/larger than the server accepts/);
  expect(sentence(502, {})).toMatch(/could not finish/);
  expect(sentence(418, { detail: 3 })).toMatch(/418/);
});

it("asks again after 503 when asking twice does no harm", async () => {
  server.answer = () => (server.received.length < 2 ? { status: 503 } : { body: { ok: true } });
  expect(await api.get("/busy")).toEqual({ ok: true });
  expect(server.received).toHaveLength(2);
});

it("does not repeat a POST that carries no id of its own", async () => {
  server.answer = () => ({ status: 503 });
  expect(await failing(api.post("/tasks"))).toBeInstanceOf(ApiError);
  expect(server.received).toHaveLength(1);
});

it("repeats the first write once after 401, when the cookie has come with the refusal", async () => {
  server.answer = () => (server.received.length < 2 ? { status: 401 } : { status: 201, body: { id: 1 } });
  expect(await api.post("/tasks")).toEqual({ id: 1 });
  expect(retryWait(new ApiError(401, ""), 1, false)).toBeUndefined();
});

it("waits as long as the server says, if that is not long", () => {
  expect(retryWait(new ApiError(429, "", {}, 3), 0, false)).toBe(3000);
  expect(retryWait(new ApiError(429, "", {}, 600), 0, false)).toBeUndefined();
});

it("knows a lost connection, and that it is back", async () => {
  await server.close();
  expect(await failing(request("POST", "/x"))).toBeInstanceOf(ConnectionLost);
  expect(online.value).toBe(false);
  server = await startServer();
  useRoot(server.address);
  await api.get("/x");
  expect(online.value).toBe(true);
});

it("keeps the revision that the server tells", async () => {
  server.answer = () => ({ headers: { "X-Project-Revision": "r2" } });
  await api.get("/x");
  expect(revision.value).toBe("r2");
});
