// When a tag is shown and when its answers count: visibleWhen and its companions, and perRegion.
import { commaList, isTrue } from "./attributes";
import { contentOf, isEmptyContent } from "./results";
import { above, targetsOf } from "./tree";
import type { AnnotationState, Config, ConfigNode, Region } from "./types";

const ASKABLE = new Set(["choices", "taxonomy"]);

/** Whether the tag is on the screen now: its own condition and those of everything around it. */
export function isVisible(node: ConfigNode, annotation: AnnotationState, config: Config): boolean {
  return [node, ...above(node)].every((each) => holds(each, annotation, config));
}

/** Whether the condition of this one node holds, for the regions selected now. */
export function holds(node: ConfigNode, annotation: AnnotationState, config: Config): boolean {
  if (isTrue(node, "perregion") && !selectedOn(node, annotation)) return false;
  const selected = [...annotation.selection.value].flatMap((id) => annotation.regions.get(id) ?? []);
  switch (node.attributes["visiblewhen"]?.trim().toLowerCase()) {
    case "region-selected":
      return selected.some((region) => regionMatches(node, region));
    case "no-region-selected":
      return selected.length === 0;
    case "choice-selected":
      return choiceSelected(node, annotation, config, selected[0]);
    case "choice-unselected":
      return !choiceSelected(node, annotation, config, selected[0]);
    default:
      // the older spelling: the value alone
      return !node.attributes["whenchoicevalue"] || choiceSelected(node, annotation, config, selected[0]);
  }
}

/** Whether what the control wrote is to be saved. What depends on a selection counts without one. */
export function isActive(control: ConfigNode, annotation: AnnotationState, config: Config, region?: Region): boolean {
  if (region && isTrue(control, "perregion") && !hasLabel(region, commaList(control.attributes["whenlabelvalue"]))) return false;
  return [control, ...above(control)].every((node) => {
    const condition = node.attributes["visiblewhen"]?.trim().toLowerCase();
    if (condition === "choice-unselected") return !choiceSelected(node, annotation, config, region);
    const byChoice = condition === "choice-selected" || (!condition && node.attributes["whenchoicevalue"]);
    return !byChoice || choiceSelected(node, annotation, config, region);
  });
}

/** Whether the region carries one of these labels; true when none is asked for. */
export function hasLabel(region: Region, labels: readonly string[]): boolean {
  if (labels.length === 0) return true;
  return region.items.some((item) => {
    const content = contentOf(item);
    return Array.isArray(content) && content.some((value) => labels.includes(String(value)));
  });
}

function selectedOn(node: ConfigNode, annotation: AnnotationState): boolean {
  const targets = targetsOf(node);
  const labels = commaList(node.attributes["whenlabelvalue"]);
  return [...annotation.selection.value].some((id) => {
    const region = annotation.regions.get(id);
    return region !== undefined && targets.includes(region.object) && hasLabel(region, labels);
  });
}

function regionMatches(node: ConfigNode, region: Region): boolean {
  const control = node.attributes["whentagname"];
  if (control && !region.items.some((item) => item.from_name === control)) return false;
  return hasLabel(region, commaList(node.attributes["whenlabelvalue"]));
}

/** `whenTagName` names the question (any, without it), `whenChoiceValue` the answers (any, without it). */
function choiceSelected(node: ConfigNode, annotation: AnnotationState, config: Config, region: Region | undefined): boolean {
  void annotation.changed.value;
  const asked = node.attributes["whentagname"];
  const wanted = commaList(node.attributes["whenchoicevalue"]);
  const questions = [...config.byName].filter(([name, other]) =>
    (asked ? name === asked : name !== node.attributes["name"]) && ASKABLE.has(other.descriptor?.resultType ?? ""));
  return questions.some(([name, question]) => {
    const given = leaves(answerTo(name, question, annotation, region));
    return wanted.length === 0 ? given.length > 0 : wanted.some((value) => given.includes(value));
  });
}

function answerTo(name: string, question: ConfigNode, annotation: AnnotationState, region: Region | undefined): unknown {
  if (!isTrue(question, "perregion")) return annotation.content(name);
  const item = region?.items.find((candidate) => candidate.from_name === name);
  return item && contentOf(item);
}

/** Chosen values; of a path through nested choices, its last. */
function leaves(content: unknown): readonly string[] {
  if (isEmptyContent(content)) return [];
  const list = Array.isArray(content) ? content : [content];
  return list.map((value) => String(Array.isArray(value) ? value.at(-1) : value));
}
