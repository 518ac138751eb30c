// What the server is asked to keep is what the page's download would hold.
import { expect, test } from "vitest";
import { keptBody } from "./kept";
import { exportQuery, readWanted } from "./use-export";

const wanted = (address: string) => readWanted(new URLSearchParams(address), "JSON");

test("the usual: labeled tasks, every annotation, no skips", () => {
  expect(keptBody(wanted(""), undefined, "Letters 1")).toEqual({
    title: "Letters 1",
    export_type: "JSON",
    download_resources: false,
    task_filter_options: { only_with_annotations: true },
    annotation_filter_options: { usual: true, ground_truth: true, skipped: false, annotations: "all" },
  });
});

test("only ground truth, which holds no skip", () => {
  const asked = wanted("annotations=truth&skipped=1&tasks=all");
  expect(exportQuery(asked, undefined)).toEqual({ exportType: "JSON", download_all_tasks: true, ground_truth: true });
  expect(keptBody(asked, undefined, "")).toMatchObject({
    task_filter_options: { only_with_annotations: false },
    annotation_filter_options: { usual: false, ground_truth: true, skipped: false },
  });
});

test("what the table chose, and a view, each with its tasks without labels or not", () => {
  expect(keptBody(wanted("q=Q&unlabeled=0&annotations=newest&skipped=1&files=1&format=COCO"), "Q", "")).toMatchObject({
    export_type: "COCO",
    download_resources: true,
    task_filter_options: { only_with_annotations: true, query: "Q" },
    annotation_filter_options: { usual: true, skipped: true, annotations: "newest" },
  });
  expect(keptBody(wanted("tasks=7"), undefined, "")).toMatchObject({ task_filter_options: { only_with_annotations: false, view: 7 } });
});
