import { expect, it } from "vitest";
import { batches, isArchive, isFolder, isTable, kindOf, pastedName } from "./batches";
import { ImportQueue } from "./queue";
import { tarOf } from "./tar";

const file = (name: string, size = 1): File => new File([new Uint8Array(size)], name);

it("imports each table for itself and pictures together", () => {
  const names = batches([file("a.csv"), file("1.png"), file("b.JSON"), file("2.jpg")]).map((batch) => batch.map(({ name }) => name));
  expect(names).toEqual([["a.csv"], ["b.JSON"], ["1.png", "2.jpg"]]);
});

it("imports each archive for itself", () => {
  const names = batches([file("1.png"), file("set.zip"), file("set.tar.gz"), file("train-0.parquet"), file("2.png")]).map((batch) => batch.map(({ name }) => name));
  expect(names).toEqual([["set.zip"], ["set.tar.gz"], ["train-0.parquet"], ["1.png", "2.png"]]);
});

it("sends at most fifty pictures at once", () => {
  const pictures = Array.from({ length: 120 }, (_, index) => file(`${index}.png`));
  expect(batches(pictures).map((batch) => batch.length)).toEqual([50, 50, 20]);
});

it("names the kind of a file", () => {
  expect(kindOf("letters.csv")).toBe("CSV");
  expect(kindOf("photo.jpeg")).toBe("JPEG");
  expect(kindOf("README")).toBe("FILE");
});

it("recognises what was pasted", () => {
  expect(pastedName(' [{"text": "a"}]')).toMatch(/\.json$/);
  expect(pastedName("id\ttext\n1\thello")).toMatch(/\.tsv$/);
  expect(pastedName("One line\nAnother line, with a comma")).toMatch(/\.txt$/);
});

it("does not send what cannot be taken, and says why", () => {
  const jobs = new ImportQueue({ limit: 10, key: "", onImported: () => undefined });
  jobs.add([file("large.csv", 11), file("empty.csv", 0)]);
  expect(jobs.list.value.map((job) => job.state)).toEqual([
    { kind: "failed", reason: "This file is larger than the 10 bytes that the server accepts. Split it and import the parts.", full: undefined, file: true },
    { kind: "failed", reason: "This file is empty.", full: undefined, file: true },
  ]);
});

it("takes a folder for one archive, whatever its name reads like", () => {
  const folder = (name: string): File => tarOf(name, [{ path: "a.png", file: file("a.png") }]);
  expect(batches([folder("photos"), folder("rows.csv"), file("1.png")]).map((batch) => batch.map(({ name }) => name))).toEqual([["photos"], ["rows.csv"], ["1.png"]]);
  expect([folder("photos"), folder("rows.csv")].map((one) => [isFolder(one), isArchive(one), isTable(one)])).toEqual([[true, true, false], [true, true, false]]);
  expect(isFolder(new File(["x"], "set.tar", { type: "application/x-tar" }))).toBe(false);
});
