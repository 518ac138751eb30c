// <Magicwand>: masks of what has one colour.
import type { TagDescriptor } from "../../core/types";
import { NAME_AND_TARGET } from "../../surfaces/image/attributes";
import { maskShape } from "../../surfaces/image/maskShape";
import { texts } from "../../surfaces/image/maskTexts";
import { registerShape } from "../../surfaces/image/shape";
import { CONDITIONS } from "../view";

registerShape(maskShape({ name: "magicwand", icon: "wand", key: "w", title: () => texts.wand }));

export const Magicwand: TagDescriptor = {
  api: 1,
  tag: "Magicwand",
  kind: "control",
  doc: "Masks what joins the pressed spot in about its colour, within what is in view; dragging to the right takes in more. Put Labels beside it to name the masks. For pictures of another host, that host has to allow it and the Image needs crossOrigin.",
  example: '<View>\n  <Labels name="things" toName="image">\n    <Label value="Water"/>\n    <Label value="Roof"/>\n  </Labels>\n  <Magicwand name="wand" toName="image"/>\n  <Image name="image" value="$image"/>\n</View>',
  result: '[{"id": "w9Lc", "from_name": "wand", "to_name": "image", "type": "magicwand", "origin": "manual", "original_width": 4, "original_height": 2, "image_rotation": 0, "value": {"format": "rle", "rle": [0, 0, 0, 32, 57, 27, 252, 96, 19, 255, 206, 1, 31, 252, 224, 0]}}]',
  attributes: {
    ...NAME_AND_TARGET,
    opacity: { type: "number", default: 0.38, doc: "Of the masks' fill, from 0 to 1." },
    defaultThreshold: { type: "number", default: 15, doc: "How far colours may differ at first, from 0 to 255." },
    blurRadius: { type: "number", default: 5, doc: "Accepted: edges are where the colours change." },
    ...CONDITIONS,
  },
  objects: ["Image"],
  resultType: "magicwand",
  region: true,
  create: () => ({ mount: () => undefined, destroy: () => undefined }),
};

export const tags: readonly TagDescriptor[] = [Magicwand];
