// What keeps an annotation from being submitted: questions without an answer.
import { commaList, isTrue } from "./attributes";
import { contentOf, isEmptyContent } from "./results";
import { targetsOf } from "./tree";
import type { AnnotationState, Config, ConfigNode, Region, ValidationProblem } from "./types";
import { hasLabel, isActive } from "./visibility";
import { texts } from "./texts";

/** One problem for each required control without an answer; of a region's question, for its first region without one. */
export function missingAnswers(annotation: AnnotationState, config: Config): readonly ValidationProblem[] {
  const problems: ValidationProblem[] = [];
  for (const [control, node] of config.byName) {
    if (node.descriptor?.kind !== "control" || !isTrue(node, "required")) continue;
    const problem = node.descriptor.region ? missingLabels(control, node, annotation)
      : isTrue(node, "perregion") ? missingOnRegion(control, node, annotation, config)
      : isEmptyContent(annotation.content(control)) && isActive(node, annotation, config) ? { control, message: messageOf(control, node) }
      : undefined;
    if (problem) problems.push(problem);
  }
  return problems;
}

function missingLabels(control: string, node: ConfigNode, annotation: AnnotationState): ValidationProblem | undefined {
  const used = [...annotation.regions.values()].some((region) => answered(region, control));
  return used ? undefined : { control, message: messageOf(control, node) };
}

function missingOnRegion(control: string, node: ConfigNode, annotation: AnnotationState, config: Config): ValidationProblem | undefined {
  const targets = targetsOf(node);
  const labels = commaList(node.attributes["whenlabelvalue"]);
  const labeledBy = node.attributes["whentagname"];
  const open = annotation.order.peek().find((id) => {
    const region = annotation.regions.get(id)!;
    if (!targets.includes(region.object) || !hasLabel(region, labels)) return false;
    const byControl = node.attributes["visiblewhen"]?.toLowerCase() === "region-selected" && labeledBy;
    if (byControl && !region.items.some((item) => item.from_name === labeledBy)) return false;
    return isActive(node, annotation, config, region) && !answered(region, control);
  });
  return open === undefined ? undefined : { control, region: open, message: messageOf(control, node) };
}

function answered(region: Region, control: string): boolean {
  return region.items.some((item) => item.from_name === control && !isEmptyContent(contentOf(item)));
}

function messageOf(control: string, node: ConfigNode): string {
  if (node.attributes["requiredmessage"]) return node.attributes["requiredmessage"];
  const title = questionOf(control, node);
  if (isTrue(node, "perregion")) return texts.asksRegion(title);
  return node.descriptor?.region ? texts.asksMark(title) : texts.asksTask(title);
}

/** How a person knows the question: by the heading right above it, else by its name. */
function questionOf(control: string, node: ConfigNode): string {
  const siblings = node.parent?.children ?? [];
  const before = siblings[siblings.indexOf(node) - 1];
  const heading = before?.tag === "Header" ? (before.attributes["value"] ?? before.text) : "";
  return heading === "" || heading.includes("$") ? control : heading;
}
