// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { editorOn } from "../../testing/editor";
import type { ResultItem } from "../../core/types";
import { relate, relationLabels, relationsOf, toggleLabel, turn } from "./relations";
import { arrowHead, boxRoute, textRoute } from "./route";

const config = (relations: string) => `<View>${relations}<Labels name="l" toName="t"><Label value="X"/></Labels><Text name="t" value="$text"/></View>`;
const NAMED = '<Relations><Relation value="causes" background="#b5472c"/><Relation value="prevents"/></Relations>';
const result: readonly ResultItem[] = ["a", "b"].map((id, at) => ({ id, from_name: "l", to_name: "t", type: "labels", value: { start: at, end: at + 1, labels: ["X"] } }));
const arrows = (editor: ReturnType<typeof editorOn>) => editor.current.value.serialize().slice(2);

describe("what is written", () => {
  it("has labels only where the config has Relations", () => {
    const plain = editorOn(config(""), { result });
    expect(relate(plain, "a", "b")).toBe(true);
    expect(arrows(plain)).toEqual([{ from_id: "a", to_id: "b", type: "relation", direction: "right" }]);
    expect(relationLabels(plain)).toBeUndefined();
    const named = editorOn(config(NAMED), { result });
    relate(named, "a", "b");
    toggleLabel(named, named.current.value, relationsOf(named.current.value)[0]!, "prevents");
    toggleLabel(named, named.current.value, relationsOf(named.current.value)[0]!, "causes");
    expect(arrows(named)).toEqual([{ from_id: "a", to_id: "b", type: "relation", direction: "right", labels: ["prevents", "causes"] }]);
    toggleLabel(named, named.current.value, relationsOf(named.current.value)[0]!, "prevents");
    expect(arrows(named)[0]).toMatchObject({ labels: ["causes"] });
  });

  it("is one for each ordered pair", () => {
    const editor = editorOn(config(""), { result });
    relate(editor, "a", "b");
    expect([relate(editor, "a", "b"), editor.notice.value?.message]).toEqual([false, "These two are related in this order already."]);
    expect(relate(editor, "b", "a")).toBe(true);
    expect(arrows(editor).length).toBe(2);
  });

  it("takes one label with choice=single, and turns round in three steps", () => {
    const editor = editorOn(config(NAMED.replace("<Relations>", '<Relations choice="single">')), { result });
    relate(editor, "a", "b");
    const annotation = editor.current.value;
    for (const label of ["causes", "prevents"]) toggleLabel(editor, annotation, relationsOf(annotation)[0]!, label);
    expect(arrows(editor)[0]).toMatchObject({ labels: ["prevents"], direction: "right" });
    const directions = Array.from({ length: 3 }, () => {
      turn(annotation, relationsOf(annotation)[0]!);
      return relationsOf(annotation)[0]!.direction;
    });
    expect(directions).toEqual(["left", "bi", "right"]);
  });
});

describe("the way of an arrow", () => {
  const word = (left: number, top: number) => ({ left, right: left + 40, top, bottom: top + 20 });

  it("runs over the line, and through the gutter to another one", () => {
    const same = textRoute(word(100, 50), word(300, 50), { height: 8, gutter: 10 });
    expect(same.path).toBe("M120 50L120 46Q120 42 124 42L315 42Q320 42 320 46L320 50".replace("Q120 42 124 42", "Q120 42 125 42"));
    const other = textRoute(word(100, 50), word(300, 150), { height: 8, gutter: 10 });
    expect(other.path).toContain("L15 42Q10 42 10 47L10 137Q10 142 15 142");
    expect([other.first.at, other.second.at]).toEqual([{ x: 120, y: 50 }, { x: 320, y: 150 }]);
  });

  it("leaves boxes at their edges, and has a way of its own back", () => {
    const [a, b] = [word(0, 0), word(200, 0)];
    const there = boxRoute(a, b);
    expect(there.first.at.x).toBe(40);
    expect(there.second.at.x).toBe(200);
    expect(Math.sign(there.middle.y - 10)).toBe(-Math.sign(boxRoute(b, a).middle.y - 10));
  });

  it("ends in a head that points where it goes", () => {
    expect(arrowHead({ at: { x: 10, y: 20 }, from: { x: 10, y: 0 } }, 10)).toBe("M10 20L4.5 10L15.5 10Z");
  });
});
