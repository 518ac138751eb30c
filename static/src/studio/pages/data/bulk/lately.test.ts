// @vitest-environment jsdom
import { afterEach, expect, it } from "vitest";
import { startStudio } from "../../../studio";
import { forget, lately, recall, remember } from "./lately";

startStudio({ bootstrap: { root: "", session: { projects: [] }, project: null } as never, router: {} as never });
afterEach(() => localStorage.clear());

const until = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();

it("keeps the newest first, also for the next visit, until the server forgets it", () => {
  remember({ id: "a", detail: "Deleted 2 tasks", until: until(30) });
  remember({ id: "b", detail: "Skipped 1 task", until: until(30) });
  lately.value = [];
  recall();
  expect(lately.value.map(({ id }) => id)).toEqual(["b", "a"]);
  forget("b");
  expect(lately.value.map(({ id }) => id)).toEqual(["a"]);
  forget("a");
  recall();
  expect(lately.value).toEqual([]);
});

it("offers nothing that is over", () => {
  remember({ id: "old", detail: "Deleted 2 tasks", until: until(-1) });
  recall();
  expect(lately.value).toEqual([]);
});
