// <Ellipse> and <EllipseLabels>: ellipses on a picture.
import type { TagDescriptor } from "../../core/types";
import { CAN_ROTATE, NAME_AND_TARGET, SHAPE_STYLE, SMART, SNAP } from "../../surfaces/image/attributes";
import { registerShape } from "../../surfaces/image/shape";
import { LABEL_GROUP } from "../labels";
import { createLabelBar } from "../labels/bar";
import { CONDITIONS } from "../view";
import { ellipseShape } from "./shape";

registerShape(ellipseShape);

export const Ellipse: TagDescriptor = {
  api: 1,
  tag: "Ellipse",
  kind: "control",
  doc: "Draws ellipses without labels of their own. Put Labels beside it to name them.",
  example: '<View>\n  <Ellipse name="ellipse" toName="image"/>\n  <Labels name="things" toName="image">\n    <Label value="Wheel"/>\n    <Label value="Lamp"/>\n  </Labels>\n  <Image name="image" value="$image"/>\n</View>',
  result: '[{"id": "u8Hd", "from_name": "ellipse", "to_name": "image", "type": "ellipse", "origin": "manual", "original_width": 1600, "original_height": 1200, "image_rotation": 0, "value": {"x": 40, "y": 55.5, "radiusX": 6.25, "radiusY": 8, "rotation": 0}}]',
  attributes: { ...NAME_AND_TARGET, ...SHAPE_STYLE, ...CAN_ROTATE, ...SNAP, ...SMART, ...CONDITIONS },
  objects: ["Image"],
  resultType: "ellipse",
  region: true,
  create: () => ({ mount: () => undefined, destroy: () => undefined }),
};

export const EllipseLabels: TagDescriptor = {
  api: 1,
  tag: "EllipseLabels",
  kind: "control",
  doc: "Labels for ellipses. Pick one, then draw. The result holds the middle, half of the width and half of the height, and a rotation about the middle.",
  example: '<View>\n  <EllipseLabels name="things" toName="image">\n    <Label value="Wheel"/>\n    <Label value="Lamp"/>\n    <Label value="Sun"/>\n  </EllipseLabels>\n  <Image name="image" value="$image"/>\n</View>',
  result: '[{"id": "u8Hd", "from_name": "things", "to_name": "image", "type": "ellipselabels", "origin": "manual", "original_width": 1600, "original_height": 1200, "image_rotation": 0, "value": {"x": 40, "y": 55.5, "radiusX": 6.25, "radiusY": 8, "rotation": 0, "ellipselabels": ["Wheel"]}}]',
  attributes: { ...LABEL_GROUP, ...SHAPE_STYLE, ...CAN_ROTATE, ...SNAP, ...SMART },
  objects: ["Image"],
  children: ["Label", "View", "Header"],
  resultType: "ellipselabels",
  region: true,
  create: createLabelBar,
};

export const tags: readonly TagDescriptor[] = [Ellipse, EllipseLabels];
