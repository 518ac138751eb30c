import { describe, expect, it } from "vitest";
import { layoutData, readColumns, readLayout, showable, usualColumns, valueOf, type ColumnView } from "./columns";
import { rowHeight, tracksOf } from "./tracks";
import type { Row } from "./types";

const data = (id: string, display: ColumnView["display"], type = "String"): ColumnView => ({ id, title: id, type, parent: "data", ...(display ? { display } : {}), visibility_defaults: { explore: true } });
const VIEWS: readonly ColumnView[] = [
  { id: "id", title: "ID", type: "Number", visibility_defaults: { explore: true } },
  { id: "updated_at", title: "Updated at", type: "Datetime", visibility_defaults: { explore: false } },
  { id: "predictions_score", title: "Prediction score", type: "Number", visibility_defaults: { explore: false } },
  { id: "annotations_results", title: "Annotation results", type: "String" },
  { id: "data", title: "Data", type: "List", children: ["width", "text", "image", "folder", "meta.source"] },
  data("width", "number", "Number"), data("text", "text"), data("image", "image"), data("folder", "text"), data("meta.source", "text"),
];
const COLUMNS = readColumns(VIEWS);
const ROW = { id: 7, data: { text: "rain", meta: { source: "web" }, "a.b": 1, none: null } } as unknown as Row;

it("names data keys as a query does, and leaves groups out", () => {
  expect(COLUMNS.map((column) => column.id)).toEqual(["id", "updated_at", "predictions_score", "annotations_results", "data.width", "data.text", "data.image", "data.folder", "data.meta.source"]);
});

it("shows the task, its picture, its text and how far it is", () => {
  expect(usualColumns(COLUMNS, true)).toEqual(["id", "data.image", "data.text", "data.folder", "status", "labels", "predictions_score", "updated_at"]);
  expect(usualColumns(COLUMNS, false)).not.toContain("predictions_score");
  const every = showable(COLUMNS).map((column) => column.id);
  expect(every).toContain("status");
  expect(every).not.toContain("annotations_results"); // rows of the table do not carry it
});

it("reads data by whole keys first, then into objects; what is null is not there", () => {
  expect(["data.text", "data.meta.source", "data.a.b", "data.none", "data.text.x", "data.constructor", "id"].map((id) => valueOf(ROW, id))).toEqual(["rain", "web", 1, undefined, undefined, undefined, 7]);
});

describe("a layout", () => {
  it("is read as it was written", () => {
    const layout = { display: "grid", columns: ["id", "status"], widths: { id: 120 }, density: "tight" } as const;
    expect(readLayout(layoutData(layout))).toEqual(layout);
    expect(readLayout(layoutData(readLayout({})))).toEqual(readLayout({}));
  });

  it("of another program is taken where it fits", () => {
    expect(readLayout({ type: "list", columns: [1, "id"], columnsWidth: { id: "wide", status: 90, labels: null } })).toEqual({ display: "table", columns: ["id"], widths: { status: 90 }, density: "roomy" });
  });

  it("keeps widths that were chosen within bounds", () => {
    const shown = COLUMNS.filter((column) => ["id", "data.text"].includes(column.id));
    expect(tracksOf(shown, { ...readLayout({}), widths: { id: 4000 } }).template).toBe("44px 900px minmax(180px,2fr)");
    expect(tracksOf(shown, { ...readLayout({}), widths: { id: 100, "data.text": 200 } })).toEqual({ template: "44px 100px 200px 1fr", least: 344 });
  });

  it("makes rows as high as a thumbnail where there is one", () => {
    const picture = COLUMNS.filter((column) => column.id === "data.image");
    expect([rowHeight(picture, "roomy"), rowHeight(picture, "tight"), rowHeight([], "roomy"), rowHeight([], "tight")]).toEqual([52, 38, 48, 32]);
  });
});
