// The attributes that controls which draw on a picture have in common.
import type { AttributeSpec } from "../../core/types";

type Attributes = Readonly<Record<string, AttributeSpec>>;

/** Fill and outline. */
export const SHAPE_STYLE: Attributes = {
  opacity: { type: "number", default: 0.18, doc: "Of the shapes' fill, from 0 to 1." },
  fillColor: { type: "color", doc: "Of the shapes' fill; the label's colour, without it." },
  strokeColor: { type: "color", doc: "Of the shapes' outline; the label's colour, without it." },
  strokeWidth: { type: "number", default: 2.5, doc: "Of the shapes' outline, in pixels of the screen." },
};

/** Of what is painted. */
export const MASK_STYLE: Attributes = {
  opacity: { type: "number", default: 0.38, doc: "Of the masks' fill, from 0 to 1." },
  fillColor: { type: "color", doc: "Of the masks' fill; the label's colour, without it." },
  strokeColor: { type: "color", doc: "Of the masks' outline; the label's colour, without it." },
  strokeWidth: { type: "number", default: 2, doc: "Of the masks' outline, in pixels of the screen." },
};

export const SMART: Attributes = {
  smart: { type: "boolean", default: false, doc: "Whether a model can be asked about what is drawn: where the host answers, a switch among the tools turns that on." },
  smartOnly: { type: "boolean", default: false, doc: "Whether it only asks a model: without one it draws nothing." },
};

export const SNAP: Attributes = {
  snap: { type: "enum", values: ["pixel", "none"], default: "none", doc: "Whether what is drawn falls on whole pixels of the picture." },
};

export const CAN_ROTATE: Attributes = {
  canRotate: { type: "boolean", default: true, doc: "Whether shapes get a handle that turns them." },
};

export const NAME_AND_TARGET: Attributes = {
  name: { type: "name", required: true, doc: "The name that stands in the results as from_name." },
  toName: { type: "names", required: true, doc: "The Image that is drawn on." },
};
