// The colours of labels, as the editor hands them out for this label config.
import { parseConfig } from "../../../editor/core/config";
import { readXml, tagNames, XmlInvalid } from "../../../editor/core/xml";
import { loadTags } from "../../../editor/tags/registry";
import { NO_COLORS, type LabelColors } from "./label-colors";

/** Reads a label config with the editor's own parser; one that is no XML has no colours. */
export async function labelColors(config: string): Promise<LabelColors> {
  try {
    const find = await loadTags(tagNames(readXml(config)));
    const { entries } = parseConfig(config, find);
    return (control, label) => entries.get(control)?.find((entry) => entry.node.tag === "Label" && entry.value === label)?.color;
  } catch (error) {
    if (error instanceof XmlInvalid) return NO_COLORS;
    throw error;
  }
}
