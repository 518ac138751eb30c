// Markdown on the screen: as it is written until what draws it has come, and where that does not come.
import { untilThere } from "../../core/late";
import { asText } from "../../core/variables";
import type { TagContext, TagInstance } from "../../core/types";
import { addStyle } from "../style";
import "./markdown.css";

export function createMarkdown({ attributes, value }: TagContext): TagInstance {
  const source = asText(value);
  const element = document.createElement("div");
  return {
    mount(host) {
      element.className = "markdown rich";
      element.dir = "auto";
      element.textContent = source;
      addStyle(element, attributes.string("style"));
      host.append(element);
      void untilThere(() => import("../rich-text")).then(({ markdownText }) => {
        element.replaceChildren(markdownText(source));
        element.classList.add("drawn");
      });
    },
    destroy: () => element.remove(),
  };
}
