// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it } from "vitest";
import { api, ApiError, EXPIRED, refused, tryAgain, useRoot, waitingChanges, wrote } from "../api";
import { openPending, passes, type Pending } from "../pending";
import { startServer, type TestServer } from "../testing/server";
import { toastError, toasts } from "../toasts";
import { refusalWords } from "./refusals";

const error = (status: number, code: string, retryAfter?: number): ApiError => new ApiError(status, "The server's sentence.", { code }, retryAfter);

it("says the limit, what still works, and when it changes", () => {
  expect(refusalWords(error(429, "too-many-creations", 240))).toMatchObject({
    title: "Many people are here",
    detail: "New projects open again in about 4 minutes. This page tries by itself.",
    wait: 240,
    counted: true,
  });
  const holdings = { usage: { bytes: 200 * 2 ** 20, tasks: 0, uploads: 0 }, limits: { bytes: 200 * 2 ** 20, tasks: 0, uploads: 0 } };
  expect(refusalWords(error(403, "quota-bytes"), holdings).detail).toBe("It holds 200 MB of 200 MB. You can go on labeling; new files do not fit.");
  const roomy = { ...holdings, usage: { ...holdings.usage, bytes: 24 * 2 ** 10 } };
  expect(refusalWords(error(403, "quota-bytes"), roomy)).toMatchObject({ title: "That does not fit", detail: "The project holds 24 kB of 200 MB. What is smaller fits, and you can go on labeling." });
  expect(refusalWords(error(403, "quota-bytes")).detail).toBe("You can go on labeling; new files do not fit.");
  expect(refusalWords(error(503, "maintenance", 120))).toMatchObject({ detail: "The server's sentence. This page tries by itself.", wait: 30 });
  expect(refusalWords(error(403, "closed"))).toMatchObject({ title: "Closed to new projects", detail: "The server's sentence." });
  expect(refusalWords(error(403, "closed")).wait).toBeUndefined();
});

it("keeps the server's sentence where it has no words of its own", () => {
  expect(refusalWords(error(418, "teapot"))).toMatchObject({ title: "The server's sentence.", detail: "", counted: false });
});

it.each([
  [403, "frozen", true],
  [403, "closed", true],
  [403, "too-many-sessions", true],
  [403, "quota-bytes", true],
  [429, "rate", true],
  [507, "disk-floor", true],
  [503, "maintenance", true],
  [401, EXPIRED, true],
  [400, "result-shape", false],
  [404, "", false],
  [403, "cross-site", false],
])("keeps a change that was refused with %i %s: %s", (status, code, kept) => {
  expect(passes(error(status, code))).toBe(kept);
});

let server: TestServer;
let pending: Pending | undefined;
beforeEach(async () => {
  localStorage.clear();
  refused.value = undefined;
  toasts.value = [];
  server = await startServer();
  useRoot(server.address);
});
afterEach(async () => {
  pending?.stop();
  refused.value = undefined;
  waitingChanges.value = undefined;
  await server.close();
});

const failing = async (work: Promise<unknown>): Promise<unknown> => work.then(() => undefined, (reason: unknown) => reason);

it("remembers what the host refused until a change goes through", async () => {
  server.answer = () => ({ status: 403, body: { detail: "Frozen.", code: "frozen" } });
  const first = await failing(api.patch("/api/projects/1", {}));
  expect(refused.value).toBe(first);
  toastError(first); // the frame says it: no message beside that
  expect(toasts.value).toEqual([]);
  server.answer = () => ({});
  await api.get("/api/projects/1");
  expect(refused.value).toBe(first);
  await api.patch("/api/projects/1", {});
  expect(refused.value).toBeUndefined();
});

it("leaves other errors, and those of the host's console, to the page", async () => {
  server.answer = () => ({ status: 400, body: { detail: "No.", code: "label-config" } });
  await failing(api.patch("/api/projects/1", {}));
  expect(refused.value).toBeUndefined();
  server.answer = () => ({ status: 403, body: { detail: "No.", code: "closed" } });
  await failing(api.patch("/api/host/mode", {}));
  expect(refused.value).toBeUndefined();
});

it("sends nothing more once the project is gone, not even with the new cookie", async () => {
  server.answer = () => ({ status: 401, body: { detail: "Gone.", code: EXPIRED } });
  const first = await failing(api.post("/api/tasks/1/annotations/", {}));
  server.answer = () => ({});
  expect(await failing(api.post("/api/tasks/2/annotations/", {}))).toBe(first);
  await api.get("/api/session");
  expect(await failing(api.delete("/api/session/project"))).toBe(first);
  expect(server.received.map(({ method, path }) => `${method} ${path}`)).toEqual(["POST /api/tasks/1/annotations/", "GET /api/session"]);
});

it("tries what waits again when it is asked to", async () => {
  server.answer = () => ({ status: 403, body: { detail: "Frozen.", code: "frozen" } });
  pending = openPending({ storageKey: "p" });
  pending.add({ key: "a", method: "POST", path: "/first", body: {}, task: 1 });
  expect(await pending.flush()).toBe(0);
  expect(pending.count.value).toBe(1);
  server.answer = () => ({});
  tryAgain.value += 1;
  await expect.poll(() => pending?.count.value).toBe(0);
  expect(wrote.value).toBe(true);
});
