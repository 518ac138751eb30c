/** Adds CSS declarations of the config to an element, through the CSSOM: a style attribute in markup would be refused by the page's policy. */
export function addStyle(element: HTMLElement, declarations: string | undefined): void {
  if (declarations?.trim()) element.style.cssText = [element.style.cssText, declarations].filter((part) => part !== "").join(";");
}
