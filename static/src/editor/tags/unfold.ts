// Tags that hide a part of what stands in them: when something in it is asked for, it has to be shown.
import { effect } from "@preact/signals-core";
import { walk } from "../core/tree";
import type { ConfigNode, TagContext } from "../core/types";
import { UNFOLD } from "./mount";

/**
 * Calls `open` when the editor leads to something in `element`, and when a region of an object in the node (by itself or
 * one of its parts) is selected. The returned function ends that.
 */
export function openWhenAsked({ editor, node }: TagContext, element: HTMLElement, open: () => void, part: ConfigNode = node): () => void {
  const names = new Set([...walk(part)].flatMap(({ attributes }) => attributes["name"] ?? []));
  element.addEventListener(UNFOLD, open);
  const stop = effect(() => {
    const annotation = editor.current.value;
    const [first] = annotation.selection.value;
    const region = first === undefined ? undefined : annotation.regions.get(first);
    if (region && names.has(region.object)) open();
  });
  return () => {
    stop();
    element.removeEventListener(UNFOLD, open);
  };
}
