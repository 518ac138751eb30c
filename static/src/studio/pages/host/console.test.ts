// @vitest-environment jsdom
// The console's state against a real server: the address, the sign-in, what is asked for again and again.
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useRoot } from "../../api";
import { startServer, type TestServer } from "../../testing/server";
import { access, accessNote, keyOf, signIn, startAccess, takeKey } from "./access";
import { deletedParts } from "./actions";
import { host } from "./host-api";
import { FIRST, go, place, placeOf, searchOf } from "./place";
import { Poll } from "./poll";

const ID = "0123456789abcdef0123456789abcdef";
let server: TestServer;

beforeEach(async () => {
  server = await startServer();
  useRoot(server.address);
  access.value = "asking";
  accessNote.value = "";
});
afterEach(async () => {
  useRoot("");
  history.replaceState(null, "", "/host");
  await server.close().catch(() => undefined);
});

it("keeps where one is in the address, and nothing that is at its first value", () => {
  expect(searchOf(placeOf(""))).toBe("");
  const search = `?view=load&session=${ID}&task=7&tasks=2&search=a%26b&state=frozen&sort=bytes&order=asc&page=3`;
  expect(searchOf(placeOf(search))).toBe(search);
  expect(placeOf(search).query).toEqual({ ...FIRST, search: "a&b", state: "frozen", sort: "bytes", order: "asc", page: 3 });
});

it("takes nothing from the address that it does not understand", () => {
  expect(placeOf("?view=other&session=../../etc&task=-1&tasks=x&state=all&sort=id&order=up&page=0")).toEqual(placeOf(""));
});

it("changes the address as one goes", () => {
  history.replaceState(null, "", "/host");
  go({ session: ID });
  expect(location.search).toBe(`?session=${ID}`);
  go({ session: undefined, query: { ...FIRST, state: "frozen" } }, { replace: true });
  expect([location.search, place.value.session]).toEqual(["?state=frozen", undefined]);
});

it("takes the key out of the address before it is used", () => {
  history.replaceState(null, "", "/host?view=load#key=amber%2Bcloud");
  expect(takeKey()).toBe("amber+cloud");
  expect(location.pathname + location.search + location.hash).toBe("/host?view=load");
  expect(takeKey()).toBeUndefined();
  expect([keyOf("#keys=a"), keyOf("#key="), keyOf("#key=%zz")]).toEqual([undefined, undefined, "%zz"]);
});

it("signs in with one request, and says why it did not work", async () => {
  server.answer = () => ({ status: 401, body: { detail: "This is not the key of this studio.", code: "host-key-invalid" } });
  await signIn(" wrong ");
  expect([access.value, accessNote.value]).toEqual(["out", "This is not the key of this studio."]);
  expect(server.received).toEqual([{ method: "POST", path: "/api/host/sign-in", body: { key: "wrong" } }]);
  server.answer = () => ({ status: 204, body: "" });
  await signIn("right");
  expect([access.value, accessNote.value]).toEqual(["in", ""]);
});

it("asks whether it is signed in only when the page does not say so", async () => {
  await startAccess(undefined, true);
  expect([access.value, server.received.length]).toEqual(["in", 0]);
  server.answer = () => ({ body: { signed_in: false } });
  await startAccess(undefined, false);
  expect([access.value, accessNote.value, server.received.length]).toEqual(["out", "", 1]);
});

it("goes to the sign-in page when the cookie ends, and says so", async () => {
  await startAccess(undefined, true);
  server.answer = () => ({ status: 401, body: { detail: "Sign in.", code: "host-key-needed" } });
  await expect(host.overview()).rejects.toThrow("Sign in.");
  expect([access.value, accessNote.value]).toEqual(["out", "The sign-in has ended. Sign in again to go on where you were."]);
  expect(server.received.length).toBe(1);
});

it("leaves out of a search what narrows nothing", async () => {
  server.answer = () => ({ body: { total: 0, sessions: [] } });
  await host.sessions(FIRST);
  expect(server.received[0]?.path).toBe("/api/host/sessions?sort=last_seen&order=desc&page=1&page_size=25");
});

it("keeps the last answer while no newer one comes, and says which of the two it is", async () => {
  const poll = new Poll((signal) => host.task(ID, 1, signal), 60_000);
  server.answer = () => ({ body: { id: 1 } });
  const stop = poll.start();
  await vi.waitFor(() => expect(poll.reading.value.value).toEqual({ id: 1 }));
  const { at } = poll.reading.value;
  server.answer = () => ({ status: 503, body: { detail: "Not now." } });
  await poll.again();
  expect(poll.reading.value).toEqual({ value: { id: 1 }, at, fault: { silent: false, message: "Not now." } });
  await server.close();
  await poll.again();
  expect(poll.reading.value).toMatchObject({ value: { id: 1 }, at, fault: { silent: true } });
  stop();
});

it("shows the answer to the last question, whatever order the answers come in", async () => {
  const waiting: ((value: string) => void)[] = [];
  const asked = (): Promise<string> => new Promise((resolve) => waiting.push(resolve));
  const poll = new Poll(asked, 60_000);
  const stop = poll.start();
  poll.change(asked);
  waiting[1]?.("second");
  await vi.waitFor(() => expect(poll.reading.value.value).toBe("second"));
  waiting[0]?.("first");
  await Promise.resolve();
  expect(poll.reading.value.value).toBe("second");
  poll.change(asked, { forget: true });
  expect(poll.reading.value.value).toBeUndefined();
  stop();
});

it("asks again after its time, not while the page is hidden, and at once when it is looked at again", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  const seen = vi.spyOn(document, "visibilityState", "get");
  try {
    let asked = 0;
    const poll = new Poll(() => Promise.resolve((asked += 1)), 10_000);
    const stop = poll.start();
    await vi.advanceTimersByTimeAsync(20_001);
    expect(asked).toBe(3);
    seen.mockReturnValue("hidden");
    document.dispatchEvent(new Event("visibilitychange"));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toBe(3);
    seen.mockReturnValue("visible");
    document.dispatchEvent(new Event("visibilitychange"));
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toBe(4);
    stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toBe(4);
  } finally {
    seen.mockRestore();
    vi.useRealTimers();
  }
});

it("names what was deleted, and leaves out what there was none of", () => {
  expect(deletedParts({ tasks: 64, annotations: 1, uploads: 0, bytes: 2048 })).toEqual(["64 tasks", "1 annotation", "2 kB"]);
  expect(deletedParts({ tasks: 0, annotations: 0, uploads: 0, bytes: 0 })).toEqual([]);
});
