// What keeps an annotation from being submitted: questions without an answer.
import { isTrue } from "./attributes";
import { contentOf, isEmptyContent } from "./results";
import { targetsOf } from "./tree";
import type { AnnotationState, Config, ConfigNode, Region, ValidationProblem } from "./types";
import { asksAbout, isActive, isVisible } from "./visibility";
import { texts } from "./texts";

/**
 * One problem for each required control without an answer: of a region's question for its first region without one, of
 * an item's for its first such item. What is asked of the task counts only while it is shown. `itemsOf`: how many items
 * an object has.
 */
export function missingAnswers(annotation: AnnotationState, config: Config, itemsOf: (object: string) => number = () => 1): readonly ValidationProblem[] {
  return [...config.byName].flatMap(([control, node]) => {
    if (node.descriptor?.kind !== "control" || !isTrue(node, "required")) return [];
    const missing = isTrue(node, "perregion") && !node.descriptor.region ? missingOnRegion(control, node, annotation, config)
      : isVisible(node, annotation, config) && missingInTask(control, node, annotation, itemsOf);
    return missing ? [{ control, message: messageOf(control, node, missing.item), ...missing }] : [];
  });
}

function missingInTask(control: string, node: ConfigNode, annotation: AnnotationState, itemsOf: (object: string) => number): Partial<ValidationProblem> | undefined {
  if (node.descriptor!.region) return [...annotation.regions.values()].some((region) => answered(region, control)) ? undefined : {};
  const perItem = isTrue(node, "peritem");
  const count = perItem ? itemsOf(targetsOf(node)[0] ?? "") : 1;
  for (let item = 0; item < count; item++) {
    if (isEmptyContent(annotation.content(control, perItem ? item : undefined))) return perItem ? { item } : {};
  }
  return undefined;
}

function missingOnRegion(control: string, node: ConfigNode, annotation: AnnotationState, config: Config): Partial<ValidationProblem> | undefined {
  const open = annotation.order.peek().find((id) => {
    const region = annotation.regions.get(id)!;
    return asksAbout(node, region) && isActive(node, annotation, config, region) && !answered(region, control);
  });
  return open === undefined ? undefined : { region: open };
}

function answered(region: Region, control: string): boolean {
  return region.items.some((item) => item.from_name === control && !isEmptyContent(contentOf(item)));
}

function messageOf(control: string, node: ConfigNode, item: number | undefined): string {
  if (node.attributes["requiredmessage"]) return node.attributes["requiredmessage"];
  const title = questionOf(control, node);
  if (isTrue(node, "perregion")) return texts.asksRegion(title);
  if (item !== undefined) return texts.asksItem(title, item + 1);
  return node.descriptor?.region ? texts.asksMark(title) : texts.asksTask(title);
}

/** How a person knows the question: by the heading right above it, else by its name. */
export function questionOf(control: string, node: ConfigNode): string {
  const siblings = node.parent?.children ?? [];
  const before = siblings[siblings.indexOf(node) - 1];
  const heading = before?.tag === "Header" ? (before.attributes["value"] ?? before.text) : "";
  return heading === "" || heading.includes("$") ? control : heading;
}
