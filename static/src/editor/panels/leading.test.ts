// @vitest-environment jsdom
import { afterEach, describe, expect, it } from "vitest";
import { clearForms, formOn } from "../testing/form";
import { leadToRegionInput } from "./leading";

afterEach(clearForms);

describe("Enter on a region", () => {
  it("leads to the first question about it, however the attribute is written", () => {
    const xml = '<View><Text name="t" value="$t"/><Labels name="l" toName="t"><Label value="A"/></Labels><TextArea name="why" toName="t" perRegion="True"/></View>';
    const result = [{ id: "r", from_name: "l", to_name: "t", type: "labels", value: { start: 0, end: 2, labels: ["A"] } }];
    const { editor, main, details } = formOn(xml, { data: { t: "Here it is." }, result });
    editor.current.peek().selection.value = new Set(["r"]);
    leadToRegionInput(editor, { bar: main, main, details });
    expect(document.activeElement?.closest<HTMLElement>("[data-name]")?.dataset["name"]).toBe("why");
  });
});
