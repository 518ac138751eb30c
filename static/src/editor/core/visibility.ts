// When a tag is shown and when its answers count: visibleWhen and its companions, and perRegion.
import { commaList, isTrue } from "./attributes";
import { contentField, contentOf, isEmptyContent } from "./results";
import { above, targetsOf } from "./tree";
import type { AnnotationState, Config, ConfigNode, Region } from "./types";

const ASKABLE = new Set(["choices", "taxonomy"]);

/** Whether the tag is on the screen now: its own condition and those of everything around it. */
export function isVisible(node: ConfigNode, annotation: AnnotationState, config: Config): boolean {
  return [node, ...above(node)].every((each) => holds(each, annotation, config));
}

/** Whether the condition of this one node holds, for the regions selected now. */
export function holds(node: ConfigNode, annotation: AnnotationState, config: Config): boolean {
  const selected = [...annotation.selection.value].flatMap((id) => annotation.regions.get(id) ?? []);
  if (isTrue(node, "perregion") && !selected.some((region) => asksAbout(node, region))) return false;
  const condition = conditionOf(node);
  if (condition === "region-selected") return selected.some((region) => fits(node, region));
  if (condition === "no-region-selected") return selected.length === 0;
  return choicesHold(node, annotation, config, selected[0]);
}

/** Whether what the control wrote is to be saved. What depends on a selection counts without one. */
export function isActive(control: ConfigNode, annotation: AnnotationState, config: Config, region?: Region): boolean {
  const asked = region && isTrue(control, "perregion");
  if (asked && !asksAbout(control, region)) return false;
  return [control, ...above(control)].every((node) =>
    asked && conditionOf(node) === "region-selected" ? fits(node, region) : choicesHold(node, annotation, config, region));
}

/** Whether a question for each region is one for this region: it lies on the question's object and carries the label asked for. */
export function asksAbout(control: ConfigNode, region: Region): boolean {
  return targetsOf(control).includes(region.object) && fits(control, region);
}

/** `whenTagName` names the control that labeled the region (unless the condition is about choices), `whenLabelValue` its labels. */
function fits(node: ConfigNode, region: Region): boolean {
  const aboutChoices = conditionOf(node).startsWith("choice");
  const control = aboutChoices ? undefined : node.attributes["whentagname"];
  const labels = commaList(node.attributes["whenlabelvalue"]);
  if (!control && labels.length === 0) return true;
  return region.items.some((item) => {
    if (control && item.from_name !== control) return false;
    const content = contentOf(item);
    return labels.length === 0 || (contentField(item.type).endsWith("labels") && Array.isArray(content) && content.some((value) => labels.includes(String(value))));
  });
}

/** The older spelling of choice-selected is `whenChoiceValue` alone. */
function conditionOf(node: ConfigNode): string {
  return node.attributes["visiblewhen"]?.trim().toLowerCase() || (node.attributes["whenchoicevalue"] ? "choice-selected" : "");
}

function choicesHold(node: ConfigNode, annotation: AnnotationState, config: Config, region: Region | undefined): boolean {
  const condition = conditionOf(node);
  return !condition.startsWith("choice") || choiceSelected(node, annotation, config, region) === (condition === "choice-selected");
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
