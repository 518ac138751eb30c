// <Rectangle> and <RectangleLabels>: boxes on a picture.
import type { TagDescriptor } from "../../core/types";
import { CAN_ROTATE, NAME_AND_TARGET, SHAPE_STYLE, SMART, SNAP } from "../../surfaces/image/attributes";
import { registerShape } from "../../surfaces/image/shape";
import { createLabelBar } from "../labels/bar";
import { LABEL_GROUP } from "../labels";
import { CONDITIONS } from "../view";
import { rectangleShape } from "./shape";

registerShape(rectangleShape);

export const Rectangle: TagDescriptor = {
  api: 1,
  tag: "Rectangle",
  kind: "control",
  doc: "Draws boxes without labels of their own. Put Labels beside it to name them.",
  example: '<View>\n  <Rectangle name="box" toName="image"/>\n  <Labels name="things" toName="image">\n    <Label value="Car"/>\n    <Label value="Person"/>\n  </Labels>\n  <Image name="image" value="$image"/>\n</View>',
  result: '[{"id": "k3Rw", "from_name": "box", "to_name": "image", "type": "rectangle", "origin": "manual", "original_width": 1600, "original_height": 1200, "image_rotation": 0, "value": {"x": 12.5, "y": 40, "width": 10, "height": 22.5, "rotation": 0}}]',
  attributes: {
    ...NAME_AND_TARGET,
    ...SHAPE_STYLE,
    ...CAN_ROTATE,
    ...SNAP,
    ...SMART,
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
  attributes: { ...LABEL_GROUP, ...SHAPE_STYLE, ...CAN_ROTATE, ...SNAP, ...SMART },
  objects: ["Image"],
  children: ["Label", "View", "Header"],
  resultType: "rectanglelabels",
  region: true,
  create: createLabelBar,
};

export const tags: readonly TagDescriptor[] = [Rectangle, RectangleLabels];
