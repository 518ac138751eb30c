import { expect, it } from "vitest";
import { firstItem } from "./peek";

it("shows the first item of an array, also when the rest is cut off", () => {
  expect(firstItem('[{"id":1,"text":"a } ] \\" b"},{"id":2,"te…')).toBe('{\n  "id": 1,\n  "text": "a } ] \\" b"\n}');
});

it("shows a text as it is when its first item does not end", () => {
  expect(firstItem('[{"id":1,"te…')).toBe('[{"id":1,"te…');
});

it("shows the first lines of a table", () => {
  expect(firstItem("id,text\n1,a\n2,b\n", 2)).toBe("id,text\n1,a\n…");
});
