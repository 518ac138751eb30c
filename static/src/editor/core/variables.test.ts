import { describe, expect, it } from "vitest";
import { resolve } from "./variables";

const DATA = { text: "hello", n: 0, list: [1, 2], a: { b: [{ c: "deep" }] }, "x.y": "flat", "naïve": "ok", "Comment (EN)": "fine", "Visit date": "May", meta: { k: "v" } };

describe("variables", () => {
  it.each([
    ["$text", "hello"],
    ["$n", 0],
    ["$list", [1, 2]],
    ["$a.b[0].c", "deep"],
    ["$x.y", "flat"],
    ["$naïve", "ok"],
    ["$Comment (EN)", "fine"],
    ["$Visit date", "May"],
    ["$text (EN)", "hello (EN)"],
    ["$missing", ""],
    ["Title: $text.", "Title: hello."],
    ["$text and $a.b[0].c", "hello and deep"],
    ["It costs $5", "It costs $5"],
    ["Data $meta", 'Data {"k":"v"}'],
    ["plain", "plain"],
    ["", ""],
  ])("%s", (template, expected) => expect(resolve(template, DATA)).toEqual(expected));

  it("reads no inherited names", () => expect(resolve("$constructor", DATA)).toBe(""));
});
