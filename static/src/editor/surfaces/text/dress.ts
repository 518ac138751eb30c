// How a mark looks: which lanes it has, which colours, and whose names hang on it.
import type { Lanes, Piece, Span } from "./spans";

/** Class, colours and name of a mark, whatever it wore before. */
export function dressMark(mark: HTMLElement, piece: Piece, lanes: Lanes): void {
  mark.style.cssText = "";
  delete mark.dataset["n"];
  const innermost = piece.cover.find((span) => !span.ghost);
  const starting = piece.cover.filter((span) => span.start === piece.start);
  const classes = ["m"];
  if (starting.length > 0) classes.push("start");
  if (piece.cover.some((span) => span.end === piece.end)) classes.push("end");
  if (piece.cover.every((span) => span.ghost)) classes.push("ghost");
  for (const span of piece.cover) {
    const lane = lanes.get(span.id) ?? 4;
    if (lane === 4) classes.push("more");
    else mark.style.setProperty(`--l${lane}`, span.color);
  }
  mark.className = classes.join(" ");
  if (innermost) mark.style.setProperty("--t", innermost.color);
  nameAt(mark, starting.filter((span) => span.name !== ""), piece.cover.length);
}

/** The names of what starts here, longest first as they lie from outside in, or how many lie on this spot. */
function nameAt(mark: HTMLElement, starting: readonly Span[], depth: number): void {
  if (starting.length === 0) return;
  const names = starting.map((span) => span.name).reverse();
  mark.dataset["n"] = depth > 3 ? `${names[0]} +${depth - 1}` : names.join(" · ");
  mark.style.setProperty("--c", starting.at(-1)!.color);
}
