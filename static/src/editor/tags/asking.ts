// The attributes that every control that asks something takes.
import type { AttributeSpec } from "../core/types";
import { CONDITIONS } from "./view";

export const ASKING: Readonly<Record<string, AttributeSpec>> = {
  name: { type: "name", required: true, doc: "The name that stands in the results as from_name." },
  toName: { type: "names", required: true, doc: "The object that is asked about." },
  required: { type: "boolean", default: false, doc: "Whether it must be answered." },
  requiredMessage: { type: "string", doc: "What to say when it is not." },
  perRegion: { type: "boolean", default: false, doc: "Whether it is asked for each region." },
  perItem: { type: "boolean", default: false, doc: "Whether it is asked for each item of a list." },
  ...CONDITIONS,
};
