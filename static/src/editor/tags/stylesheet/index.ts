// <Style>: rules for what stands in the labeling area, and for nothing else.
import type { TagContext, TagDescriptor, TagInstance } from "../../core/types";
import { scopedSheet } from "./scoped-sheet";

export const Style: TagDescriptor = {
  api: 1,
  tag: "Style",
  kind: "visual",
  doc: "Rules in CSS for the labeling area. They reach nothing of the page around it, and load nothing: no pictures, no fonts, no imports.",
  example: '<View>\n  <Style>\n    .asked { padding: 12px 16px; border-inline-start: 4px solid #8a5a00; }\n    .asked h5 { letter-spacing: 0.02em; }\n    @media (min-width: 700px) { .asked { position: sticky; top: 0; } }\n  </Style>\n  <View className="asked">\n    <Header value="Is the letter friendly?"/>\n    <Choices name="tone" toName="text" layout="inline">\n      <Choice value="Yes"/>\n      <Choice value="No"/>\n    </Choices>\n  </View>\n  <Text name="text" value="$text"/>\n</View>',
  attributes: {
    value: { type: "css", required: true, doc: "The rules; mostly written between the tags. Views are reached by their className." },
  },
  create: createStyle,
};

export const tags: readonly TagDescriptor[] = [Style];

let sheets = 0;

function createStyle({ attributes }: TagContext): TagInstance {
  let area: HTMLElement | undefined;
  let sheet: CSSStyleSheet | undefined;
  const attribute = `data-style-${++sheets}`;
  return {
    mount(element) {
      area = outermost(element);
      area.setAttribute(attribute, "");
      sheet = scopedSheet(attributes.string("value"), `[${attribute}]`);
      if (sheet) document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    },
    destroy() {
      area?.removeAttribute(attribute);
      if (sheet) document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    },
  };
}

/** The place of the config's first tag, in which all others stand. */
function outermost(element: HTMLElement): HTMLElement {
  const around = element.parentElement?.closest<HTMLElement>(".node");
  return around ? outermost(around) : element;
}
