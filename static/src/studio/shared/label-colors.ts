// The colours of labels, read from a label config without the editor: the config's own, else handed out in its order.
const HANDED_OUT = 12;

/** CSS colours by the name that results carry, from the config's XML; empty when it cannot be read. */
export function labelColors(config: string): ReadonlyMap<string, string> {
  const colors = new Map<string, string>();
  const given = new Map<string, string>();
  const document = new DOMParser().parseFromString(config, "text/xml");
  for (const label of document.querySelectorAll("Label")) {
    const title = label.getAttribute("value") ?? "";
    const own = label.getAttribute("background");
    // only what is a colour, and nothing that would load a picture in its place
    const color = own && CSS.supports("color", own) ? own : (given.get(title) ?? `var(--label-${(given.size % HANDED_OUT) + 1})`);
    if (!own) given.set(title, color);
    const name = label.getAttribute("alias") || title;
    if (!colors.has(name)) colors.set(name, color);
  }
  return colors;
}
