// What a region of a HyperText writes of its place, and how it is read: XPaths first, positions in the whole text else.
import type { DocumentText, Place } from "../../surfaces/hypertext/document-text";
import type { Stretch } from "../../surfaces/text/granularity";

type Value = Readonly<Record<string, unknown>>;

/** A stretch as results write it. */
export function writePlace(text: DocumentText, stretch: Stretch): Value {
  const places = text.placesOf(stretch);
  if (!places) return {};
  const { start, end, globalStart, globalEnd } = places;
  return {
    start: start.path, end: end.path, startOffset: start.offset, endOffset: end.offset,
    globalOffsets: { start: globalStart, end: globalEnd },
  };
}

/** Where a region lies in the document as it is now; undefined when it lies nowhere in it. */
export function readPlace(text: DocumentText, value: Value): Stretch | undefined {
  const start = placeOf(value["start"], value["startOffset"]);
  const end = placeOf(value["end"], value["endOffset"]);
  const global = globalsOf(value);
  return (start && end && text.between(start, end)) ?? (global && text.global(global.start, global.end));
}

/** The positions in the whole text, when they are written. */
export function globalsOf(value: Value): Stretch | undefined {
  const { start, end } = (value["globalOffsets"] ?? {}) as Value;
  return Number.isInteger(start) && Number.isInteger(end) ? { start: start as number, end: end as number } : undefined;
}

function placeOf(path: unknown, offset: unknown): Place | undefined {
  return typeof path === "string" && Number.isInteger(offset) ? { path, offset: offset as number } : undefined;
}
