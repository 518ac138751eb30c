// <View>: arranges what stands in it.
import type { AttributeSpec, TagContext, TagDescriptor, TagInstance } from "../../core/types";
import { addStyle } from "../style";

/** Conditions that any visual tag or question may carry; the mounting code applies them. */
export const CONDITIONS: Readonly<Record<string, AttributeSpec>> = {
  visibleWhen: { type: "enum", values: ["region-selected", "no-region-selected", "choice-selected", "choice-unselected"], doc: "When it is shown; always, without it." },
  whenTagName: { type: "name", doc: "The control that the condition asks about." },
  whenLabelValue: { type: "string", doc: "Labels, separated by commas, of which the region must have one." },
  whenChoiceValue: { type: "string", doc: "Choices, separated by commas, of which one must be chosen." },
};

export const View: TagDescriptor = {
  api: 1,
  tag: "View",
  kind: "visual",
  doc: "A box around other tags.",
  example: '<View style="display:flex;gap:24px">\n  <View>\n    <Header value="The text"/>\n    <Text name="text" value="$text"/>\n  </View>\n  <Choices name="tone" toName="text">\n    <Choice value="Friendly"/>\n    <Choice value="Angry"/>\n  </Choices>\n</View>',
  attributes: {
    display: { type: "enum", values: ["block", "inline"], default: "block", doc: "Whether it takes the whole width." },
    style: { type: "css", doc: "CSS declarations for the box, for instance display:flex;gap:1em." },
    className: { type: "string", doc: "Class names for the box." },
    ...CONDITIONS,
  },
  create: createView,
};

export const tags: readonly TagDescriptor[] = [View];

function createView(context: TagContext): TagInstance {
  const box = document.createElement("div");
  return {
    mount(element) {
      const { attributes } = context;
      box.className = `view ${attributes.string("className")}`.trim();
      if (attributes.string("display").toLowerCase() === "inline") box.style.display = "inline-block";
      addStyle(box, attributes.string("style"));
      // the box of the whole config is a column before its style is read
      if (box.style.display.endsWith("flex")) box.style.flexDirection ||= "row";
      element.append(box);
      context.mountChildren(box);
    },
    destroy: () => box.remove(),
  };
}
