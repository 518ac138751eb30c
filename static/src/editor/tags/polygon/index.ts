// <Polygon> and <PolygonLabels>: outlines on a picture, point by point.
import type { AttributeSpec, TagDescriptor } from "../../core/types";
import { NAME_AND_TARGET, SHAPE_STYLE, SMART, SNAP } from "../../surfaces/image/attributes";
import { registerShape } from "../../surfaces/image/shape";
import { createLabelBar } from "../labels/bar";
import { LABEL_GROUP } from "../labels";
import { CONDITIONS } from "../view";
import { polygonShape } from "./shape";

registerShape(polygonShape);

/** What a control that draws polygons takes, with labels or without. */
const POINTS: Readonly<Record<string, AttributeSpec>> = {
  ...SHAPE_STYLE,
  pointSize: { type: "enum", values: ["small", "medium", "large"], default: "small", doc: "How large the points are that can be dragged." },
  pointStyle: { type: "enum", values: ["rectangle", "circle"], default: "circle", doc: "Whether the points are round." },
  ...SNAP,
  ...SMART,
};

export const Polygon: TagDescriptor = {
  api: 1,
  tag: "Polygon",
  kind: "control",
  doc: "Draws outlines, point by point, without labels of their own. Put Labels beside it to name them.",
  example: '<View>\n  <Polygon name="outline" toName="image"/>\n  <Labels name="things" toName="image">\n    <Label value="Building"/>\n    <Label value="Pond"/>\n  </Labels>\n  <Image name="image" value="$image"/>\n</View>',
  result: '[{"id": "k3Rw", "from_name": "outline", "to_name": "image", "type": "polygon", "origin": "manual", "original_width": 1600, "original_height": 1200, "image_rotation": 0, "value": {"points": [[12.5, 40], [30, 22.5], [41.25, 60]], "closed": true}}]',
  attributes: { ...NAME_AND_TARGET, ...POINTS, ...CONDITIONS },
  objects: ["Image"],
  resultType: "polygon",
  region: true,
  create: () => ({ mount: () => undefined, destroy: () => undefined }),
};

export const PolygonLabels: TagDescriptor = {
  api: 1,
  tag: "PolygonLabels",
  kind: "control",
  doc: "Labels for outlines. Pick one, then click from point to point.",
  example: '<View>\n  <PolygonLabels name="things" toName="image">\n    <Label value="Building"/>\n    <Label value="Pond"/>\n    <Label value="Field"/>\n  </PolygonLabels>\n  <Image name="image" value="$image"/>\n</View>',
  result: '[{"id": "k3Rw", "from_name": "things", "to_name": "image", "type": "polygonlabels", "origin": "manual", "original_width": 1600, "original_height": 1200, "image_rotation": 0, "value": {"points": [[12.5, 40], [30, 22.5], [41.25, 60]], "closed": true, "polygonlabels": ["Building"]}}]',
  attributes: { ...LABEL_GROUP, ...POINTS },
  objects: ["Image"],
  children: ["Label", "View", "Header"],
  resultType: "polygonlabels",
  region: true,
  create: createLabelBar,
};

export const tags: readonly TagDescriptor[] = [Polygon, PolygonLabels];
