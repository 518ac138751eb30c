import { loadsNothing } from "../core/css";

/**
 * Adds CSS declarations of the config to an element, through the CSSOM: a style attribute in markup would be refused by
 * the page's policy. Declarations that load something are left out: a config may come from a stranger.
 */
export function addStyle(element: HTMLElement, declarations: string | undefined): void {
  if (!declarations?.trim()) return;
  const { style } = element;
  const before = style.cssText;
  style.cssText = [before, declarations].filter((part) => part !== "").join(";");
  for (const property of loadsNothing(style.cssText) ? [] : Array.from(style)) {
    if (!loadsNothing(style.getPropertyValue(property))) style.removeProperty(property);
  }
  // A variable in a shorthand hides what its fallback loads.
  if (!loadsNothing(style.cssText)) style.cssText = before;
}
