import { expect, it } from "vitest";
import { renameOf } from "./effects";

const BEFORE = '<View>\n  <Labels name="ner" toName="text">\n    <Label value="Person"/>\n    <Label value="Place"/>\n  </Labels>\n</View>';
const use = { tag: "ner", label: "Person", annotations: 3 };

it("keeps a renamed label's annotations by its old name as alias", () => {
  const after = BEFORE.replace('"Person"', '"Human"');
  expect(renameOf(BEFORE, after, use)).toEqual({ old: "Person", name: "Human", kept: after.replace('value="Human"', 'value="Human" alias="Person"') });
});

it.each([
  ["a removed label", BEFORE.replace('    <Label value="Person"/>\n', "")],
  ["a label that only changed places", BEFORE.replace('"Person"', '"X"').replace('"Place"', '"Person"').replace('"X"', '"Place"')],
  ["a label with an alias of its own", BEFORE.replace('value="Person"', 'value="Human" alias="human"')],
  ["a text that is no XML", BEFORE.replace("</View>", "")],
])("takes %s for no rename", (_, after) => {
  expect(renameOf(BEFORE, after, use)).toBeUndefined();
});

it("says nothing of whole tags", () => {
  expect(renameOf(BEFORE, BEFORE, { ...use, label: null })).toBeUndefined();
});
