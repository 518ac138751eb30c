// Round numbers at the side of a chart, and which of its steps are named below it.
import { ceiling } from "../../components/charts/geometry";

/** Numbers from the top of the axis to 0: whole ones, five at most. */
export function levels(largest: number): readonly number[] {
  const top = ceiling([Math.max(1, largest)]);
  const parts = [4, 2, 1].find((number) => top % number === 0) ?? 1;
  return Array.from({ length: parts + 1 }, (_, place) => top - (top / parts) * place);
}

/** Which of `length` places are named so that at most `most` are, evenly; the first is always among them. */
export function named(length: number, most: number): ReadonlySet<number> {
  const every = Math.max(1, Math.ceil(length / most));
  return new Set(Array.from({ length: Math.ceil(length / every) }, (_, place) => place * every));
}
