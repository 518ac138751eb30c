// @vitest-environment jsdom
import { afterEach, expect, it, vi } from "vitest";
import { CodeView, difference } from "./code-view";

// jsdom measures nothing, and CodeMirror asks for it
Range.prototype.getClientRects ??= () => [] as unknown as DOMRectList;

const made: CodeView[] = [];
afterEach(() => made.splice(0).forEach((view) => view.destroy()));

function open(text: string) {
  const parent = document.body.appendChild(document.createElement("div"));
  const onChange = vi.fn<(text: string) => void>();
  const options = { parent, text, selection: [0, 0] as const, label: "Config", describedBy: "keys", problemId: "problem", readOnly: false };
  const view = new CodeView({ ...options, onChange, onSave: () => undefined, onCursor: () => undefined });
  made.push(view);
  const content = parent.querySelector<HTMLElement>(".cm-content")!;
  const lines = (): readonly string[] => [...content.querySelectorAll(".cm-line")].map((line) => line.textContent ?? "");
  return { view, parent, content, lines, onChange };
}

const PROBLEM = { code: "missing-target", line: 2, column: 9, message: "No tag has that name.", attribute: "toName", suggestion: "text" };

it("makes one change of two texts", () => {
  expect(difference("<a/><b/><c/>", "<a/><x/><c/>")).toEqual({ from: 5, to: 6, insert: "x" });
  expect(difference("aa", "aaa")).toEqual({ from: 2, to: 2, insert: "a" });
  expect(difference("abc", "")).toEqual({ from: 0, to: 3, insert: "" });
});

it("takes a text from outside without telling of it", () => {
  const { view, lines, onChange } = open("<View>\n</View>");
  view.setText("<View>\n  <Text/>\n</View>");
  expect(lines()).toEqual(["<View>", "  <Text/>", "</View>"]);
  expect(onChange).not.toHaveBeenCalled();
});

it("shows the problem below its line, puts it right at a press, and says so to who reads aloud", () => {
  const { view, content, parent, lines, onChange } = open('<View>\n<Labels toName="txt"/>\n</View>');
  view.setProblems([PROBLEM]);
  const box = parent.querySelector("#problem")!;
  expect(box.textContent).toContain("No tag has that name.");
  expect(box.parentElement?.previousElementSibling?.textContent).toBe('<Labels toName="txt"/>');
  expect(parent.querySelector(".sq.err")?.textContent).toBe("txt");
  expect(content.getAttribute("aria-invalid")).toBe("true");
  expect(content.getAttribute("aria-describedby")).toBe("keys problem");
  box.querySelector("button")!.click();
  expect(lines()[1]).toBe('<Labels toName="text"/>');
  expect(onChange).toHaveBeenLastCalledWith('<View>\n<Labels toName="text"/>\n</View>');
  view.setProblems([]);
  expect(content.getAttribute("aria-invalid")).toBe("false");
  expect(parent.querySelector("#problem")).toBeNull();
});

it("does not take the echo of what was typed for a change from outside, and does take a real one", () => {
  const { view, parent, lines, onChange } = open('<View>\n<Labels toName="txt"/>\n</View>');
  view.setProblems([PROBLEM]);
  parent.querySelector<HTMLElement>("#problem button")!.click();
  const first = onChange.mock.lastCall![0];
  view.setProblems([{ ...PROBLEM, suggestion: "other" }]);
  parent.querySelector<HTMLElement>("#problem button")!.click();
  view.setText(first); // the page has rendered the first change only now
  expect(lines()[1]).toBe('<Labels toName="other"/>');
  view.setText(onChange.mock.lastCall![0]);
  view.setText(first);
  expect(lines()[1]).toBe('<Labels toName="text"/>');
});

it("keeps the line ends that the text had", () => {
  const { view, parent, onChange } = open('<View>\r\n<Labels toName="txt"/>\r\n</View>');
  view.setProblems([PROBLEM]);
  parent.querySelector<HTMLElement>("#problem button")!.click();
  expect(onChange).toHaveBeenLastCalledWith('<View>\r\n<Labels toName="text"/>\r\n</View>');
});
