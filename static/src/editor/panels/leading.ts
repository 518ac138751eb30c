// Leads a person to where an answer is asked for: shows it, opens what it is folded into, and puts the focus there.
import { isTrue } from "../core/attributes";
import { targetsOf } from "../core/tree";
import type { EditorState, ValidationProblem } from "../core/types";
import { UNFOLD } from "../tags/mount";
import type { ConfigSlots } from "./contract";

/** To the first question that is asked of the selected region. */
export function leadToRegionInput(editor: EditorState, slots: ConfigSlots | undefined): void {
  const controls = [...editor.config.byName].filter(([, node]) => isTrue(node, "perregion")).map(([name]) => name);
  for (const place of [slots?.details, slots?.main]) {
    for (const name of controls) if (place && focusWithin(place, name)) return;
  }
}

/** To what is missing: its region is selected and its item shown. */
export function leadToProblem(editor: EditorState, slots: ConfigSlots | undefined, problem: ValidationProblem): void {
  const annotation = editor.current.peek();
  const region = problem.region === undefined ? undefined : annotation.regions.get(problem.region);
  if (region) {
    annotation.selection.value = new Set([region.id]);
    editor.instances.get(region.object)?.reveal?.(region);
  }
  const [object] = targetsOf(editor.config.byName.get(problem.control)!);
  if (problem.item !== undefined && object) editor.items.value = new Map(editor.items.peek()).set(object, problem.item);
  // the shell shows the region's panel first
  requestAnimationFrame(() => [slots?.details, slots?.main, slots?.bar].some((place) => place && focusWithin(place, problem.control)));
}

/** Shows a control and puts the focus on its first field; false when it is not in this place or hidden. */
function focusWithin(place: HTMLElement, control: string): boolean {
  const host = [...place.querySelectorAll<HTMLElement>("[data-name]")].find(({ dataset }) => dataset["name"] === control);
  if (!host || host.hidden) return false;
  host.dispatchEvent(new Event(UNFOLD, { bubbles: true }));
  host.firstElementChild?.scrollIntoView({ block: "nearest" });
  host.querySelector<HTMLElement>("input:not([disabled]), select, textarea, button, [tabindex='0']")?.focus({ preventScroll: true });
  return true;
}
