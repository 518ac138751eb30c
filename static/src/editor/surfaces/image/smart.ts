// What a smart tool asks a model with: a shape that no annotation holds.
import { isTrue } from "../../core/attributes";
import type { ConfigNode, EditorState, NewRegion } from "../../core/types";
import { controlsOf } from "./tools";

/** The controls on a picture that can ask a model. */
export function smartControls(editor: EditorState, object: string): readonly ConfigNode[] {
  return controlsOf(editor, object).filter(isSmart);
}

function isSmart(control: ConfigNode): boolean {
  return isTrue(control, "smart") || isTrue(control, "smartonly");
}

/** Whether the switch is there: something can ask, and the host answers. */
export function offersModel(editor: EditorState, object: string): boolean {
  return editor.interfaces.has("auto-annotation") && smartControls(editor, object).length > 0;
}

/** The region as a question to a model; undefined where it is a person's own. A point says whether it belongs to the thing. */
export function smartPrompt(editor: EditorState, region: NewRegion, negative: boolean): NewRegion | undefined {
  const asking = region.parts.filter(({ control }) => {
    const node = editor.config.byName.get(control);
    return node !== undefined && editor.autoAnnotation.peek() && isSmart(node);
  });
  if (asking.length === 0) return undefined;
  const point = asking.some(({ type }) => type.startsWith("keypoint"));
  if (!point) return region;
  const labels = region.parts.flatMap(({ content }) => (Array.isArray(content) ? content : []));
  return { ...region, geometry: { ...region.geometry, ...(labels.length > 0 && { labels }) }, envelope: { ...region.envelope, is_positive: !negative } };
}

/** Smart tools ask from now on, or no longer: then what was asked is gone. */
export function toggleModel(editor: EditorState): void {
  const on = !editor.autoAnnotation.peek();
  editor.autoAnnotation.value = on;
  if (!on) editor.prompts.value = [];
}
