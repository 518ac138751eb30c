import { expect, it } from "vitest";
import { exportQuery, readWanted } from "./use-export";

const wanted = (query: string) => readWanted(new URLSearchParams(query), "JSON");

it("takes the labeled tasks without skips, when the address says nothing", () => {
  expect(exportQuery(wanted(""), undefined)).toEqual({ exportType: "JSON", skipped: false });
});

it("takes what the data table chose, labeled or not, unless only labeled tasks are asked for", () => {
  const chosen = '{"search":"ship"}';
  const query = `q=${encodeURIComponent(chosen)}`;
  expect(exportQuery(wanted(query), chosen)).toEqual({ exportType: "JSON", query: chosen, download_all_tasks: true, skipped: false });
  expect(exportQuery(wanted(`${query}&unlabeled=0`), chosen)).toEqual({ exportType: "JSON", query: chosen, skipped: false });
});

it("takes a saved view, the newest annotations and skips", () => {
  expect(exportQuery(wanted("tasks=7&annotations=newest&skipped=1&format=CSV"), undefined)).toEqual({ exportType: "CSV", view: 7, download_all_tasks: true, annotations: "newest" });
});

it("takes the pictures along", () => {
  expect(exportQuery(wanted("format=COCO&files=1"), undefined)).toEqual({ exportType: "COCO", skipped: false, download_resources: true });
});

it("does not believe an address that asks for what is not there", () => {
  expect(wanted("tasks=chosen").tasks).toBe("labeled");
  expect(wanted("tasks=-3&annotations=all").tasks).toBe("labeled");
});
