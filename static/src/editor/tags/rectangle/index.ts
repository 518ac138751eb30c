// <Rectangle> and <RectangleLabels>: boxes on a picture.
import type { AttributeSpec, TagDescriptor } from "../../core/types";
import { registerShape } from "../../surfaces/image/shape";
import { createLabelBar } from "../labels/bar";
import { LABEL_GROUP } from "../labels";
import { CONDITIONS } from "../view";
import { rectangleShape } from "./shape";

registerShape(rectangleShape);

/** What a control that draws boxes takes, with labels or without. */
const BOX: Readonly<Record<string, AttributeSpec>> = {
  canRotate: { type: "boolean", default: true, doc: "Whether boxes get a handle that turns them." },
  snap: { type: "enum", values: ["pixel", "none"], default: "none", doc: "Whether corners fall on whole pixels of the picture." },
  smart: { type: "boolean", default: false, doc: "Accepted: whether a model answers to a drawn box." },
  smartOnly: { type: "boolean", default: false, doc: "Accepted: whether boxes are only for a model." },
};

const STYLE: Readonly<Record<string, AttributeSpec>> = {
  opacity: { type: "number", default: 0.18, doc: "Of the boxes' fill, from 0 to 1." },
  fillColor: { type: "color", doc: "Of the boxes' fill; the label's colour, without it." },
  strokeColor: { type: "color", doc: "Of the boxes' outline; the label's colour, without it." },
  strokeWidth: { type: "number", default: 2.5, doc: "Of the boxes' outline, in pixels of the screen." },
};

export const Rectangle: TagDescriptor = {
  api: 1,
  tag: "Rectangle",
  kind: "control",
  doc: "Draws boxes without labels of their own. Put Labels beside it to name them.",
  example: '<View>\n  <Rectangle name="box" toName="image"/>\n  <Labels name="things" toName="image">\n    <Label value="Car"/>\n    <Label value="Person"/>\n  </Labels>\n  <Image name="image" value="$image"/>\n</View>',
  result: '[{"id": "k3Rw", "from_name": "box", "to_name": "image", "type": "rectangle", "origin": "manual", "original_width": 1600, "original_height": 1200, "image_rotation": 0, "value": {"x": 12.5, "y": 40, "width": 10, "height": 22.5, "rotation": 0}}]',
  attributes: {
    name: { type: "name", required: true, doc: "The name that stands in the results as from_name." },
    toName: { type: "names", required: true, doc: "The Image that is drawn on." },
    ...STYLE,
    ...BOX,
    ...CONDITIONS,
  },
  objects: ["Image"],
  resultType: "rectangle",
  region: true,
  create: () => ({ mount: () => undefined, destroy: () => undefined }),
};

export const RectangleLabels: TagDescriptor = {
  api: 1,
  tag: "RectangleLabels",
  kind: "control",
  doc: "Labels for boxes. Pick one, then draw.",
  example: '<View>\n  <RectangleLabels name="things" toName="image">\n    <Label value="Car"/>\n    <Label value="Person"/>\n    <Label value="Bicycle"/>\n  </RectangleLabels>\n  <Image name="image" value="$image"/>\n</View>',
  result: '[{"id": "k3Rw", "from_name": "things", "to_name": "image", "type": "rectanglelabels", "origin": "manual", "original_width": 1600, "original_height": 1200, "image_rotation": 0, "value": {"x": 12.5, "y": 40, "width": 10, "height": 22.5, "rotation": 0, "rectanglelabels": ["Boat"]}}]',
  attributes: { ...LABEL_GROUP, ...STYLE, ...BOX },
  objects: ["Image"],
  children: ["Label", "View", "Header"],
  resultType: "rectanglelabels",
  region: true,
  create: createLabelBar,
};

export const tags: readonly TagDescriptor[] = [Rectangle, RectangleLabels];
