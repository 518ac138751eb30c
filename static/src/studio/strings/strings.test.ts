import { expect, it } from "vitest";

const files = import.meta.glob<Record<string, unknown>>(["./*.ts", "!./*.test.ts"], { eager: true });

/** Every text of the catalogue with its place; texts that take values are called with some. */
function* texts(value: unknown, place: string): Generator<readonly [string, string]> {
  if (typeof value === "string") yield [place, value];
  else if (typeof value === "function") yield* texts((value as (...given: unknown[]) => unknown)(...samples(place, value.length)), place);
  else if (value && typeof value === "object") for (const [key, inner] of Object.entries(value)) yield* texts(inner, `${place}.${key}`);
}

const LISTS = /\.(fieldNoteDetail|reads|setupHistory\.(?:added|removed))$/;
const samples = (place: string, length: number): unknown[] => (LISTS.test(place) ? [["text", "title"]] : Array.from({ length }, (_, index) => 2 + index));

const all = Object.entries(files).flatMap(([file, exports]) => [...texts(exports, file)]);

it("has a text for every place", () => {
  expect(all.length).toBeGreaterThan(200);
  expect(all.filter(([, text]) => text.trim() === "")).toEqual([]);
});

it("does not shout, beg, apologise or blame", () => {
  expect(all.filter(([, text]) => /!|\bplease\b|\bsorry\b|\boops\b|unfortunately|\binvalid\b|\byou must\b/i.test(text))).toEqual([]);
});

it("says one where there is one", () => {
  const label = files["./label-states.ts"]?.["labelStates"] as { done(tasks: number): string };
  expect(label.done(1)).toBe("The one task is done");
  expect(label.done(1200)).toBe("All 1,200 done");
});
