// @vitest-environment jsdom
import { beforeEach, expect, it } from "vitest";
import { stored } from "../storage";
import { forget, leftoversOf, strayKeys } from "./leftovers";

const KEY = "/studio:2026-11-21T06:00:00Z";
beforeEach(() => localStorage.clear());

it("finds submissions, changes, skips and drafts that the server does not have", () => {
  stored.write(`${KEY}:pending`, [
    { key: "draft:9:new", method: "POST", path: "/api/tasks/9/drafts", task: 9, body: { result: [1], lead_time: 2.5, annotation: null } },
    { key: "submit:u1", method: "POST", path: "/api/tasks/7/annotations/", task: 7, body: { result: [], lead_time: 4, was_cancelled: true } },
    { key: "update:31", method: "PATCH", path: "/api/annotations/31/", task: 8, body: { result: [2], lead_time: 1, was_cancelled: false } },
  ]);
  stored.write(`${KEY}:kept:draft:12:5`, { result: [3], annotation: 5, lead_time: 6 });
  expect(leftoversOf(KEY)).toEqual([
    { task: 7, annotation: null, submitted: true, skipped: true, lead_time: 4, result: [] },
    { task: 8, annotation: 31, submitted: true, skipped: false, lead_time: 1, result: [2] },
    { task: 9, annotation: null, submitted: false, skipped: false, lead_time: 2.5, result: [1] },
    { task: 12, annotation: 5, submitted: false, skipped: false, lead_time: 6, result: [3] },
  ]);
});

it("forgets one project and leaves the others", () => {
  stored.write(`${KEY}:pending`, []);
  stored.write(`${KEY}:kept:draft:1:new`, {});
  stored.write("/studio:other:pending", []);
  stored.write("theme", "dark");
  forget(KEY);
  expect(Object.keys(localStorage).sort()).toEqual(["studio:/studio:other:pending", "studio:theme"]);
});

it("finds what belongs to no project that is still there", () => {
  stored.write(`${KEY}:pending`, []);
  stored.write(":2026-01-01T00:00:00Z:pending", []);
  stored.write("/studio:gone:kept:draft:3:new", {});
  stored.write("/studio:gone:kept:draft:4:new", {});
  expect(strayKeys("/studio", [KEY])).toEqual(["/studio:gone"]);
  expect(strayKeys("", [])).toEqual([":2026-01-01T00:00:00Z"]);
});
