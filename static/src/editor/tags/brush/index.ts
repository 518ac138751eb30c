// <Brush> and <BrushLabels>: masks painted on a picture.
import type { TagDescriptor } from "../../core/types";
import { MASK_STYLE, NAME_AND_TARGET, SMART } from "../../surfaces/image/attributes";
import { maskShape } from "../../surfaces/image/maskShape";
import { texts } from "../../surfaces/image/maskTexts";
import { registerShape } from "../../surfaces/image/shape";
import { LABEL_GROUP } from "../labels";
import { createLabelBar } from "../labels/bar";
import { CONDITIONS } from "../view";

registerShape(maskShape({ name: "brush", icon: "brush", key: "b", title: () => texts.brush }));

export const Brush: TagDescriptor = {
  api: 1,
  tag: "Brush",
  kind: "control",
  doc: "Paints masks without labels of their own. Put Labels beside it to name them.",
  example: '<View>\n  <Brush name="mask" toName="image"/>\n  <Labels name="things" toName="image">\n    <Label value="Road"/>\n    <Label value="Sky"/>\n  </Labels>\n  <Image name="image" value="$image"/>\n</View>',
  result: '[{"id": "w9Lc", "from_name": "mask", "to_name": "image", "type": "brush", "origin": "manual", "original_width": 4, "original_height": 2, "image_rotation": 0, "value": {"format": "rle", "rle": [0, 0, 0, 32, 57, 27, 252, 96, 19, 255, 206, 1, 31, 252, 224, 0]}}]',
  attributes: { ...NAME_AND_TARGET, ...MASK_STYLE, ...SMART, ...CONDITIONS },
  objects: ["Image"],
  resultType: "brush",
  region: true,
  create: () => ({ mount: () => undefined, destroy: () => undefined }),
};

export const BrushLabels: TagDescriptor = {
  api: 1,
  tag: "BrushLabels",
  kind: "control",
  doc: "Labels for painted masks. Pick one, then paint; E erases, [ and ] change the size of the brush. The result holds the whole mask, pixel by pixel, run-length coded.",
  example: '<View>\n  <BrushLabels name="things" toName="image">\n    <Label value="Road"/>\n    <Label value="Sky"/>\n    <Label value="Tree"/>\n  </BrushLabels>\n  <Image name="image" value="$image"/>\n</View>',
  result: '[{"id": "w9Lc", "from_name": "things", "to_name": "image", "type": "brushlabels", "origin": "manual", "original_width": 4, "original_height": 2, "image_rotation": 0, "value": {"format": "rle", "rle": [0, 0, 0, 32, 57, 27, 252, 96, 19, 255, 206, 1, 31, 252, 224, 0], "brushlabels": ["Tree"]}}]',
  attributes: { ...LABEL_GROUP, ...MASK_STYLE, ...SMART },
  objects: ["Image"],
  children: ["Label", "View", "Header"],
  resultType: "brushlabels",
  region: true,
  create: createLabelBar,
};

export const tags: readonly TagDescriptor[] = [Brush, BrushLabels];
