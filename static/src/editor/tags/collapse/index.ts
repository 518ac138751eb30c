// <Collapse> and <Panel>: parts of the labeling area that open and close under their titles.
import { asText } from "../../core/variables";
import type { TagContext, TagDescriptor, TagInstance } from "../../core/types";
import { openWhenAsked } from "../unfold";
import { CONDITIONS } from "../view";
import "./collapse.css";

const EXAMPLE = '<View>\n  <Text name="text" value="$text"/>\n  <Collapse bordered="true">\n    <Panel value="The tone" open="true">\n      <Choices name="tone" toName="text" layout="inline">\n        <Choice value="Friendly"/>\n        <Choice value="Angry"/>\n      </Choices>\n    </Panel>\n    <Panel value="Remarks">\n      <TextArea name="remarks" toName="text"/>\n    </Panel>\n  </Collapse>\n</View>';

export const Collapse: TagDescriptor = {
  api: 1,
  tag: "Collapse",
  kind: "visual",
  doc: "A list of Panels that open and close.",
  example: EXAMPLE,
  attributes: {
    accordion: { type: "boolean", default: true, doc: "Whether one that opens closes the others." },
    bordered: { type: "boolean", default: false, doc: "Whether lines are drawn around them." },
    open: { type: "boolean", default: false, doc: "Whether they are open from the start; of an accordion, the first." },
    ...CONDITIONS,
  },
  children: ["Panel"],
  create: createCollapse,
};

export const Panel: TagDescriptor = {
  api: 1,
  tag: "Panel",
  kind: "visual",
  doc: "A part of a Collapse, under a title that opens and closes it. It opens by itself when something in it is led to: an answer that is missing, a region that is selected.",
  example: EXAMPLE,
  attributes: {
    value: { type: "data", required: true, doc: "The title. It may hold variables of the task." },
    open: { type: "boolean", default: false, doc: "Whether it is open from the start." },
    ...CONDITIONS,
  },
  parents: ["Collapse"],
  create: createPanel,
};

export const tags: readonly TagDescriptor[] = [Collapse, Panel];

let groups = 0;

function createCollapse({ attributes, mountChildren }: TagContext): TagInstance {
  const root = document.createElement("div");
  return {
    mount(element) {
      root.className = `collapse${attributes.boolean("bordered") ? " bordered" : ""}`;
      if (attributes.boolean("accordion")) root.dataset["group"] = `collapse-${++groups}`;
      if (attributes.boolean("open")) root.dataset["open"] = "";
      element.append(root);
      mountChildren(root);
    },
    destroy: () => root.remove(),
  };
}

function createPanel(context: TagContext): TagInstance {
  const { attributes, value, mountChildren } = context;
  const root = document.createElement("details");
  let stop: (() => void) | undefined;
  return {
    mount(element) {
      const around = element.closest<HTMLElement>(".collapse");
      const title = document.createElement("summary");
      const body = document.createElement("div");
      root.className = "panel";
      // the browser closes the others of a name
      root.name = around?.dataset["group"] ?? "";
      root.open = attributes.boolean("open") || opensAtFirst(around);
      title.textContent = asText(value);
      body.className = "panel-body";
      root.append(title, body);
      element.append(root);
      mountChildren(body);
      stop = openWhenAsked(context, body, () => void (root.open = true));
    },
    destroy() {
      stop?.();
      root.remove();
    },
  };
}

/** Of an accordion only one is open. */
function opensAtFirst(around: HTMLElement | null): boolean {
  if (around?.dataset["open"] === undefined) return false;
  return around.dataset["group"] === undefined || around.querySelector("details[open]") === null;
}
