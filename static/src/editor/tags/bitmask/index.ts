// <BitMask> and <BitMaskLabels>: painted masks that results hold as pictures.
import type { TagDescriptor } from "../../core/types";
import { MASK_STYLE, NAME_AND_TARGET, SMART } from "../../surfaces/image/attributes";
import { maskShape } from "../../surfaces/image/maskShape";
import { texts } from "../../surfaces/image/maskTexts";
import { registerShape } from "../../surfaces/image/shape";
import { LABEL_GROUP } from "../labels";
import { createLabelBar } from "../labels/bar";
import { CONDITIONS } from "../view";

registerShape(maskShape({ name: "bitmask", icon: "brush", key: "b", title: () => texts.brush }));

export const BitMask: TagDescriptor = {
  api: 1,
  tag: "BitMask",
  kind: "control",
  doc: "Paints masks that are saved as PNG, without labels of their own. Put Labels beside it to name them.",
  example: '<View>\n  <BitMask name="mask" toName="image"/>\n  <Labels name="things" toName="image">\n    <Label value="Cell"/>\n    <Label value="Edge"/>\n  </Labels>\n  <Image name="image" value="$image" smoothing="false"/>\n</View>',
  result: '[{"id": "w9Lc", "from_name": "mask", "to_name": "image", "type": "bitmask", "origin": "manual", "original_width": 1600, "original_height": 1200, "image_rotation": 0, "value": {"imageDataURL": "data:image/png;base64,iVBORw0KGgo…"}}]',
  attributes: { ...NAME_AND_TARGET, ...MASK_STYLE, ...SMART, ...CONDITIONS },
  objects: ["Image"],
  resultType: "bitmask",
  region: true,
  create: () => ({ mount: () => undefined, destroy: () => undefined }),
};

export const BitMaskLabels: TagDescriptor = {
  api: 1,
  tag: "BitMaskLabels",
  kind: "control",
  doc: "Labels for painted masks that are saved as PNG: black where they are painted, clear elsewhere, of the picture's own size. All else is as with BrushLabels.",
  example: '<View>\n  <BitMaskLabels name="things" toName="image">\n    <Label value="Cell"/>\n    <Label value="Edge"/>\n  </BitMaskLabels>\n  <Image name="image" value="$image" smoothing="false"/>\n</View>',
  result: '[{"id": "w9Lc", "from_name": "things", "to_name": "image", "type": "bitmasklabels", "origin": "manual", "original_width": 1600, "original_height": 1200, "image_rotation": 0, "value": {"imageDataURL": "data:image/png;base64,iVBORw0KGgo…", "bitmasklabels": ["Cell"]}}]',
  attributes: { ...LABEL_GROUP, ...MASK_STYLE, ...SMART },
  objects: ["Image"],
  children: ["Label", "View", "Header"],
  resultType: "bitmasklabels",
  region: true,
  create: createLabelBar,
};

export const tags: readonly TagDescriptor[] = [BitMask, BitMaskLabels];
