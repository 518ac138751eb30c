import { expect, test } from "vitest";
import { fileMark } from "./file-mark";

test("a format is marked with a whole word, not with the beginning of one", () => {
  expect(["JSON_MIN", "JSONL", "PARQUET", "CONLL2003", "SPACY", "ASR_MANIFEST", "YOLO_OBB", "VOC", "BRUSH_TO_PNG"].map(fileMark)).toEqual(
    ["JSON", "JSONL", "PARQ", "CONLL", "SPACY", "ASR", "YOLO", "VOC", "MASK"],
  );
});
