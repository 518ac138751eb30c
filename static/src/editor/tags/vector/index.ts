// <Vector> and <VectorLabels>: paths on a picture, straight and curved, point by point.
import type { AttributeSpec, TagDescriptor } from "../../core/types";
import { NAME_AND_TARGET, SHAPE_STYLE, SMART, SNAP } from "../../surfaces/image/attributes";
import { registerShape } from "../../surfaces/image/shape";
import { createLabelBar } from "../labels/bar";
import { LABEL_GROUP } from "../labels";
import { CONDITIONS } from "../view";
import { vectorShape } from "./shape";

registerShape(vectorShape);

/** What a control that draws paths takes, with labels or without. */
const POINTS: Readonly<Record<string, AttributeSpec>> = {
  ...SHAPE_STYLE,
  pointSize: { type: "enum", values: ["small", "medium", "large"], default: "small", doc: "How large the points are that can be dragged." },
  pointStyle: { type: "enum", values: ["rectangle", "circle"], default: "circle", doc: "Whether the points are round." },
  closable: { type: "boolean", default: false, doc: "Whether paths can be closed." },
  curves: { type: "boolean", default: false, doc: "Whether pulling from a new point makes a curve." },
  skeleton: { type: "boolean", default: false, doc: "Whether a path may branch: a press on one of its points goes on from there." },
  minPoints: { type: "string", default: "none", doc: "The least number of points of a path, or none." },
  maxPoints: { type: "string", default: "none", doc: "The largest number of points of a path, or none; with so many it is finished." },
  pointSizeEnabled: { type: "number", default: 5, doc: "Accepted; see pointSize." },
  pointSizeDisabled: { type: "number", default: 3, doc: "Accepted; see pointSize." },
  ...SNAP,
  ...SMART,
};

export const Vector: TagDescriptor = {
  api: 1,
  tag: "Vector",
  kind: "control",
  doc: "Draws paths, straight or curved, point by point, without labels of their own. Put Labels beside it to name them.",
  example: '<View>\n  <Vector name="line" toName="image"/>\n  <Labels name="things" toName="image">\n    <Label value="Road"/>\n    <Label value="River"/>\n  </Labels>\n  <Image name="image" value="$image"/>\n</View>',
  result: '[{"id": "k3Rw", "from_name": "line", "to_name": "image", "type": "vector", "origin": "manual", "original_width": 1600, "original_height": 1200, "image_rotation": 0, "value": {"vertices": [{"id": "a1", "x": 12.5, "y": 40, "prevPointId": null, "isBezier": false}, {"id": "b2", "x": 30, "y": 22.5, "prevPointId": "a1", "isBezier": true, "controlPoint1": {"x": 25, "y": 22.5}, "controlPoint2": {"x": 35, "y": 22.5}, "disconnected": false}], "closed": false}}]',
  attributes: { ...NAME_AND_TARGET, ...POINTS, ...CONDITIONS },
  objects: ["Image"],
  resultType: "vector",
  region: true,
  create: () => ({ mount: () => undefined, destroy: () => undefined }),
};

export const VectorLabels: TagDescriptor = {
  api: 1,
  tag: "VectorLabels",
  kind: "control",
  doc: "Labels for paths. Pick one, then click from point to point.",
  example: '<View>\n  <VectorLabels name="things" toName="image">\n    <Label value="Road"/>\n    <Label value="River"/>\n    <Label value="Fence"/>\n  </VectorLabels>\n  <Image name="image" value="$image"/>\n</View>',
  result: '[{"id": "k3Rw", "from_name": "things", "to_name": "image", "type": "vectorlabels", "origin": "manual", "original_width": 1600, "original_height": 1200, "image_rotation": 0, "value": {"vertices": [{"id": "a1", "x": 12.5, "y": 40, "prevPointId": null, "isBezier": false}, {"id": "b2", "x": 30, "y": 22.5, "prevPointId": "a1", "isBezier": true, "controlPoint1": {"x": 25, "y": 22.5}, "controlPoint2": {"x": 35, "y": 22.5}, "disconnected": false}], "closed": false, "vectorlabels": ["Road"]}}]',
  attributes: { ...LABEL_GROUP, ...POINTS },
  objects: ["Image"],
  children: ["Label", "View", "Header"],
  resultType: "vectorlabels",
  region: true,
  create: createLabelBar,
};

export const tags: readonly TagDescriptor[] = [Vector, VectorLabels];
