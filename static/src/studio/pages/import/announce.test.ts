import { expect, it } from "vitest";
import { Announcer } from "./announce";
import type { Job, JobState } from "./job";

const pace = { speed: undefined, left: undefined };
const job = (state: JobState): Job => ({ id: 1, name: "a.csv", type: "", kind: "CSV", size: 100, files: [], options: {}, skipRefused: false, server: undefined, state });
const sending = (sent: number): Job => job({ kind: "sending", sent, total: 100, pace });

it("speaks at every tenth of the way, once", () => {
  const announcer = new Announcer();
  const said = [0, 3, 9, 10, 11, 19, 25, 25, 31].map((sent) => announcer.next([sending(sent)]));
  expect(said).toEqual(["a.csv: 0 % sent", undefined, undefined, "a.csv: 10 % sent", undefined, undefined, "a.csv: 20 % sent", undefined, "a.csv: 30 % sent"]);
});

it("tells the end", () => {
  const announcer = new Announcer();
  const answer = { task_count: 1200, annotation_count: 0, prediction_count: 0, duration: 1, refused_count: 0, refusals: [] };
  expect(announcer.next([job({ kind: "done", answer, undone: false, at: 0 })])).toBe("a.csv: 1,200 tasks added");
  expect(announcer.next([job({ kind: "refused", count: 1, tasks: 0, refusals: [] })])).toBe("a.csv: 1 row cannot be read, nothing was imported");
  expect(announcer.next([job({ kind: "waiting" })])).toBeUndefined();
});
