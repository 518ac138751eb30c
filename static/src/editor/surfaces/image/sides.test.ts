import { expect, it } from "vitest";
import { cursorOnTurned, sideCursor } from "./sides";

it("points across the side that is dragged, however the shape is turned", () => {
  expect([sideCursor("n", 0), sideCursor("ne", 0), sideCursor("e", 0), sideCursor("se", 0)]).toEqual(["ns-resize", "nesw-resize", "ew-resize", "nwse-resize"]);
  expect(sideCursor("n", 90)).toBe("ew-resize");
  expect(sideCursor("n", 50)).toBe("nesw-resize");
  expect(sideCursor("w", -90)).toBe("ns-resize");
});

it("points so on the screen, however the picture is turned", () => {
  expect([0, 90, 180, 270].map((turns) => cursorOnTurned("ns-resize", turns))).toEqual(["ns-resize", "ew-resize", "ns-resize", "ew-resize"]);
  expect(cursorOnTurned("nesw-resize", 90)).toBe("nwse-resize");
  expect(cursorOnTurned("grab", 90)).toBe("grab");
});
