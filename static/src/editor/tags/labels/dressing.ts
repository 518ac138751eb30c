// What few labels ask for: markup in the place of the name, a size, a colour of their own while pressed, a dressed alias.
import { isTrue } from "../../core/attributes";
import { loadsNothing } from "../../core/css";
import { untilThere } from "../../core/late";
import type { LabelEntry } from "../../core/types";
import { addStyle } from "../style";

/** Sizes that have names; a number is one of pixels. */
const SIZES: Readonly<Record<string, string>> = { small: "12px", medium: "", large: "16px" };

/** Dresses the button of a label as its attributes say. Markup comes when what cleans it is loaded. */
export function dressLabel(button: HTMLElement, entry: LabelEntry): void {
  const { alias, aliasstyle, html, selectedcolor, size } = entry.node.attributes;
  const wanted = size?.trim().toLowerCase() ?? "";
  button.style.fontSize = SIZES[wanted] ?? (/^\d+(?:px)?$/.test(wanted) ? `${Math.min(32, Number.parseInt(wanted, 10))}px` : "");
  if (selectedcolor && loadsNothing(selectedcolor)) button.style.setProperty("--on", selectedcolor);
  if (alias && isTrue(entry.node, "showalias")) button.querySelector(".lb-name")!.after(shownAlias(alias, aliasstyle));
  if (html) void untilThere(() => import("../clean-html")).then(({ cleanHtml }) => button.querySelector(".lb-name")!.replaceChildren(inert(cleanHtml(html))));
}

function shownAlias(alias: string, style: string | undefined): HTMLElement {
  const element = document.createElement("small");
  element.className = "use";
  element.textContent = alias;
  addStyle(element, style);
  return element;
}

/** Markup for the inside of a button: no links, and no pictures but those of this host and of the markup itself. */
function inert(markup: DocumentFragment): DocumentFragment {
  for (const link of markup.querySelectorAll("a")) link.replaceWith(...link.childNodes);
  for (const picture of markup.querySelectorAll("img")) if (/^https?:/i.test(picture.getAttribute("src") ?? "")) picture.remove();
  return markup;
}
