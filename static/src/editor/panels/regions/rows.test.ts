// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { parseConfig } from "../../core/config";
import { Editor } from "../../core/editor";
import { loadTags } from "../../tags/registry";
import { buildRows, noteOf, stepRow } from "./rows";

const CONFIG = '<View><Text name="text" value="$text"/><Labels name="label" toName="text"><Label value="Person"/><Label value="Place"/></Labels></View>';

const item = (id: string, label: string, start: number, note?: string) => ({
  id, from_name: "label", to_name: "text", type: "labels", value: { start, end: start + 4, labels: [label] }, ...(note !== undefined && { meta: { text: [note] } }),
});

async function opened() {
  const find = await loadTags(["view", "text", "labels", "label"]);
  const config = parseConfig(CONFIG, find, { text: "x".repeat(100) });
  const result = [item("a", "Place", 0), item("b", "Person", 10, "a mayor"), item("c", "Place", 20), item("d", "Gone", 30)];
  const editor = new Editor({ config, task: { id: 1, data: {} }, annotations: [{ id: "1", kind: "annotation", result }], predictions: [], interfaces: new Set(), settings: {} });
  return { editor, annotation: editor.current.value };
}

describe("buildRows", () => {
  it("groups by label in the order of the config; what the config does not know comes last", async () => {
    const { editor, annotation } = await opened();
    const rows = buildRows(editor, annotation, "label", "");
    expect(rows.map((row) => (row.kind === "group" ? `${row.label} ${row.count}` : row.id))).toEqual(["Person 1", "b", "Place 2", "a", "c", "Gone 1", "d"]);
  });

  it("lists by time", async () => {
    const { editor, annotation } = await opened();
    expect(buildRows(editor, annotation, "time", "").map((row) => row.kind === "region" && row.id)).toEqual(["a", "b", "c", "d"]);
  });

  it("finds labels and notes, in any case", async () => {
    const { editor, annotation } = await opened();
    expect(buildRows(editor, annotation, "time", " PLACE ").map((row) => row.kind === "region" && row.id)).toEqual(["a", "c"]);
    expect(buildRows(editor, annotation, "time", "mayor").map((row) => row.kind === "region" && row.id)).toEqual(["b"]);
    expect(buildRows(editor, annotation, "label", "nothing has this")).toEqual([]);
  });

  it("steps over group heads", async () => {
    const { editor, annotation } = await opened();
    const rows = buildRows(editor, annotation, "label", "");
    expect([stepRow(rows, -1, 1), stepRow(rows, 1, 1), stepRow(rows, 3, -1), stepRow(rows, 6, 1)]).toEqual([1, 3, 1, 6]);
  });

  it("reads the note of a region", async () => {
    const { annotation } = await opened();
    expect([noteOf(annotation.regions.get("a")!), noteOf(annotation.regions.get("b")!)]).toEqual(["", "a mayor"]);
  });
});
