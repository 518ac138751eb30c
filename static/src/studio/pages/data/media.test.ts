import { expect, it } from "vitest";
import { useRoot } from "../../api";
import { fileName, mediaAddress, previewOf } from "./media";

it("loads uploads, https and pictures in the data, and nothing that runs", () => {
  useRoot("/studio");
  expect(mediaAddress("/data/upload/1/cat.jpg")).toBe("/studio/data/upload/1/cat.jpg");
  expect(mediaAddress("https://example.org/cat.jpg")).toBe("https://example.org/cat.jpg");
  expect(mediaAddress("data:image/png;base64,AAAA")).toBe("data:image/png;base64,AAAA");
  expect(["javascript:alert(1)", "data:text/html,x", "s3://bucket/cat.jpg", "cat", "", 7, null, {}].map(mediaAddress)).toEqual(Array(8).fill(undefined));
  useRoot("");
});

it("calls files by their names", () => {
  expect(["/data/upload/1/5b295e2eac64695b-cat%20two.jpg", "https://example.org/5b295e2eac64695b-cat.jpg", "https://example.org/a/b.png?x=1/2#c", "data:image/png;base64,AA/AA", "100%.png", 7].map(fileName)).toEqual(["cat two.jpg", "5b295e2eac64695b-cat.jpg", "b.png", "", "100%.png", ""]);
});

it("makes one line of anything", () => {
  expect([["a", 1], { a: [1] }, "x".repeat(400), true, null].map(previewOf)).toEqual(["a, 1", '{"a":[1]}', "x".repeat(300), "true", ""]);
});
