// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useRoot } from "../../api";
import { startServer, type TestServer } from "../../testing/server";
import { ImportQueue } from "./queue";

const queue = (): ImportQueue => new ImportQueue({ limit: undefined, key: "", onImported: () => undefined });

let server: TestServer;

beforeEach(async () => {
  server = await startServer();
  useRoot(server.address);
});
afterEach(() => server.close());

it("begins anew with a file whose import the server has forgotten", async () => {
  server.answer = ({ method, path }) => {
    if (path.endsWith("/jobs")) return { status: 201, body: { id: "a", name: "set.zip", size: 3, received: 3, state: "receiving" } };
    return { status: 404, body: { detail: `${method}: it is gone.`, status_code: 404, code: "import-gone" } };
  };
  const jobs = queue();
  const state = (): string | undefined => jobs.list.value[0]?.state.kind;
  jobs.add([new File(["abc"], "set.zip")]);
  await vi.waitFor(() => expect(state()).toBe("failed"));
  jobs.again(jobs.list.value[0]!);
  await vi.waitFor(() => expect(state()).toBe("failed"));
  expect(server.received.filter(({ path }) => path.endsWith("/jobs"))).toHaveLength(2);
});

it("lets go of what somebody else imported to its end", async () => {
  const moments = { created_at: "2026-11-22T00:00:00Z", kept_until: "2999-01-01T00:00:00Z" };
  const importing = { ...moments, id: "a", name: "a.csv", content_type: "", size: 3, received: 3, state: "importing", report: null, refusals: [] };
  server.answer = ({ path }) => {
    if (path.endsWith("/jobs")) return { body: [importing] };
    if (server.received.length < 4) return { body: importing };
    return { status: 404, body: { detail: "It is gone.", status_code: 404, code: "import-gone" } };
  };
  const imported = vi.fn();
  const jobs = new ImportQueue({ limit: undefined, key: "", onImported: imported });
  await jobs.restore();
  await vi.waitFor(() => expect(jobs.list.value).toEqual([]), 4_000);
  expect(imported).toHaveBeenCalledOnce();
});
