// Which pictures an Image tag shows: the one that `value` names, or those that `valueList` lists.
import { resolve } from "../../core/variables";
import type { TagContext } from "../../core/types";

export interface Addresses {
  /** one for each picture, in order; "" where the data has none */
  readonly all: readonly string[];
  /** the data holds a list: every region says with `item_index` which picture it lies on */
  readonly isList: boolean;
}

/** Addresses from the task's data. A list under `value` counts as one under `valueList`. */
export function addressesOf({ attributes, task, value }: Pick<TagContext, "attributes" | "task" | "value">): Addresses {
  const written = attributes.string("valueList");
  const given = written === "" ? value : resolve(written, task.data);
  return Array.isArray(given) ? { all: given.map(addressOf), isList: true } : { all: [addressOf(given)], isList: written !== "" };
}

function addressOf(given: unknown): string {
  return typeof given === "string" ? given.trim() : "";
}
