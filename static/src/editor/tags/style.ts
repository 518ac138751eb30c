import { loadsNothing } from "../core/css";

/** Properties that take what they stand on out of its place, over the page around the labeling area. */
const REACHING = ["view-transition-name", "anchor-name", "timeline-scope"];

/**
 * Adds CSS declarations of the config to an element, through the CSSOM: a style attribute in markup would be refused by
 * the page's policy. Declarations that load something are left out: a config may come from a stranger.
 */
export function addStyle(element: HTMLElement, declarations: string | undefined): void {
  if (!declarations?.trim()) return;
  const { style } = element;
  const before = style.cssText;
  style.cssText = [before, declarations].filter((part) => part !== "").join(";");
  if (!keepHarmless(style)) style.cssText = before;
}

/** Takes away the declarations that load something, or reach beyond their place; all of them (and says false) when they cannot be told apart. */
export function keepHarmless(style: CSSStyleDeclaration): boolean {
  for (const property of REACHING) style.removeProperty(property);
  for (const property of loadsNothing(style.cssText) ? [] : Array.from(style)) {
    if (!loadsNothing(style.getPropertyValue(property))) style.removeProperty(property);
  }
  // A variable in a shorthand hides what its fallback loads.
  const harmless = loadsNothing(style.cssText);
  if (!harmless) style.cssText = "";
  return harmless;
}
