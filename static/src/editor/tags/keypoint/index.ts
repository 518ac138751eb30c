// <KeyPoint> and <KeyPointLabels>: points on a picture.
import type { AttributeSpec, TagDescriptor } from "../../core/types";
import { NAME_AND_TARGET, SMART, SNAP } from "../../surfaces/image/attributes";
import { registerShape } from "../../surfaces/image/shape";
import { LABEL_GROUP } from "../labels";
import { createLabelBar } from "../labels/bar";
import { CONDITIONS } from "../view";
import "./keypoint.css";
import { keypointShape } from "./shape";

registerShape(keypointShape);

const STYLE: Readonly<Record<string, AttributeSpec>> = {
  opacity: { type: "number", default: 0.9, doc: "Of the dot, from 0 to 1." },
  fillColor: { type: "color", doc: "Of the dot; the label's colour, without it." },
  strokeColor: { type: "color", doc: "Accepted: the dot has one colour." },
  strokeWidth: { type: "number", default: 1, doc: "Written as the point's width: so many pixels of the screen at the zoom it is made at, in percent of the picture's width. The dot itself has one size at every zoom." },
};

export const KeyPoint: TagDescriptor = {
  api: 1,
  tag: "KeyPoint",
  kind: "control",
  doc: "Sets points without labels of their own. Put Labels beside it to name them.",
  example: '<View>\n  <KeyPoint name="point" toName="image"/>\n  <Labels name="parts" toName="image">\n    <Label value="Left eye"/>\n    <Label value="Right eye"/>\n  </Labels>\n  <Image name="image" value="$image"/>\n</View>',
  result: '[{"id": "p2Nz", "from_name": "point", "to_name": "image", "type": "keypoint", "origin": "manual", "original_width": 1600, "original_height": 1200, "image_rotation": 0, "value": {"x": 48.5, "y": 31.25, "width": 0.125}}]',
  attributes: { ...NAME_AND_TARGET, ...STYLE, ...SNAP, ...SMART, ...CONDITIONS },
  objects: ["Image"],
  resultType: "keypoint",
  region: true,
  create: () => ({ mount: () => undefined, destroy: () => undefined }),
};

export const KeyPointLabels: TagDescriptor = {
  api: 1,
  tag: "KeyPointLabels",
  kind: "control",
  doc: "Labels for points. Pick one, then press on the picture.",
  example: '<View>\n  <KeyPointLabels name="parts" toName="image">\n    <Label value="Left eye"/>\n    <Label value="Right eye"/>\n    <Label value="Nose"/>\n  </KeyPointLabels>\n  <Image name="image" value="$image"/>\n</View>',
  result: '[{"id": "p2Nz", "from_name": "parts", "to_name": "image", "type": "keypointlabels", "origin": "manual", "original_width": 1600, "original_height": 1200, "image_rotation": 0, "value": {"x": 48.5, "y": 31.25, "width": 0.125, "keypointlabels": ["Nose"]}}]',
  attributes: { ...LABEL_GROUP, ...STYLE, ...SNAP, ...SMART },
  objects: ["Image"],
  children: ["Label", "View", "Header"],
  resultType: "keypointlabels",
  region: true,
  create: createLabelBar,
};

export const tags: readonly TagDescriptor[] = [KeyPoint, KeyPointLabels];
