// Labels that a change only renamed: found by their place, so that their annotations can be kept under the new name.
import { elementTree, everyElement, NoTree, valueOf, attributeChange, changed, type ElementSource } from "../../shared/xml-tree";
import type { Use } from "../../shared/use-validation";

export interface Rename {
  /** what stands in the annotations */
  readonly old: string;
  /** what the label is called now */
  readonly name: string;
  /** the new config with the old name as the one that goes into results */
  readonly kept: string;
}

/** The rename by which a label went, if it did so: as many labels as before, and another one in its place. */
export function renameOf(before: string, after: string, { tag, label }: Use): Rename | undefined {
  if (label === null) return undefined;
  const old = labelsOf(before, tag);
  const fresh = labelsOf(after, tag);
  const place = old.findIndex((element) => resultOf(element) === label);
  const element = fresh[place];
  if (old.length !== fresh.length || !element || valueOf(element, "alias")) return undefined;
  const name = valueOf(element, "value") ?? "";
  if (name === "" || old.some((one) => valueOf(one, "value") === name)) return undefined;
  return { old: label, name, kept: changed(after, attributeChange(after, element, "alias", label)) };
}

/** What goes into a result: the alias, else the value. */
const resultOf = (element: ElementSource): string => valueOf(element, "alias") || (valueOf(element, "value") ?? "");

/** The items below the control of that name. */
function labelsOf(text: string, control: string): readonly ElementSource[] {
  try {
    const found = everyElement(elementTree(text)).find((element) => valueOf(element, "name") === control);
    return found ? everyElement(found).slice(1).filter((element) => valueOf(element, "value") !== undefined) : [];
  } catch (error) {
    if (error instanceof NoTree) return [];
    throw error;
  }
}
