import { describe, expect, it } from "vitest";
import { ApiError } from "../../api";
import { indentAfter } from "./editing";
import { highlight, highlightLines } from "./highlight";
import { lineOf, offsetOf, problemsOf, replacement } from "./problems";

const CONFIG = `<View>
  <!-- one answer -->
  <Choices name="tone" toName="txt">
    <Choice value="Good"/>
  </Choices>
</View>`;

describe("highlight", () => {
  it("names the pieces of XML", () => {
    expect(highlight('<Text name="t"/>')).toEqual([
      { kind: "tag", text: "<Text" },
      { kind: "text", text: " " },
      { kind: "attribute", text: "name" },
      { kind: "text", text: "=" },
      { kind: "value", text: '"t"' },
      { kind: "tag", text: "/>" },
    ]);
    expect(highlight("<!-- a\nb -->x")).toEqual([{ kind: "comment", text: "<!-- a\nb -->" }, { kind: "text", text: "x" }]);
  });

  it.each([CONFIG, "", "<", "<<<", '<a b="', "<!--", "a & b < c", "<View\n  x='1'\n>", "</", "]]>", "<a =='>\"x"])("loses nothing of %j", (text) => {
    expect(highlight(text).map((piece) => piece.text).join("")).toBe(text);
    expect(highlightLines(text).map((line) => line.map((piece) => piece.text).join("")).join("\n")).toBe(text);
  });

  it("has a line for each line of the text", () => {
    expect(highlightLines(CONFIG)).toHaveLength(6);
    expect(highlightLines("<!-- a\nb -->")[1]).toEqual([{ kind: "comment", text: "b -->" }]);
  });
});

describe("problems", () => {
  const problem = { code: "missing-target", line: 3, column: 24, message: "…", tag: "Choices", attribute: "toName", suggestion: "text" };

  it("finds the place of a line and column", () => {
    expect(CONFIG.slice(offsetOf(CONFIG, 3, 3))).toMatch(/^<Choices/);
    expect(offsetOf(CONFIG, 99, 1)).toBe(CONFIG.length);
    expect(lineOf(CONFIG, offsetOf(CONFIG, 3, 3))).toBe(3);
  });

  it("replaces the value of the attribute by the suggestion", () => {
    const fix = replacement(CONFIG, problem);
    expect(fix && CONFIG.slice(0, fix.start) + fix.text + CONFIG.slice(fix.end)).toContain('<Choices name="tone" toName="text">');
  });

  it("replaces the tag's name where no attribute is meant", () => {
    const text = "<View>\n  <Txt/>\n</View>";
    const fix = replacement(text, { code: "unknown-tag", line: 2, column: 3, message: "…", tag: "Txt", suggestion: "Text" });
    expect(fix && text.slice(0, fix.start) + fix.text + text.slice(fix.end)).toBe("<View>\n  <Text/>\n</View>");
  });

  it("offers nothing where the attribute is not to be found", () => {
    expect(replacement(CONFIG, { ...problem, attribute: "hotkey" })).toBeUndefined();
  });

  it("reads the list of the server, and makes one problem of an error without a list", () => {
    expect(problemsOf(new ApiError(400, "x", { problems: [problem] }))).toEqual([problem]);
    expect(problemsOf(new ApiError(400, "Too large."))).toEqual([{ code: "refused", line: 1, column: 1, message: "Too large." }]);
  });
});

describe("indentAfter", () => {
  it("goes a step in after an opening tag and keeps the step elsewhere", () => {
    expect(indentAfter("<View>")).toBe("  ");
    expect(indentAfter('<View>\n  <Labels name="a">')).toBe("    ");
    expect(indentAfter("<View>\n  <Text/>")).toBe("  ");
    expect(indentAfter("<View>\n  </Labels>")).toBe("  ");
    expect(indentAfter("")).toBe("");
  });
});
