// The colours of labels, as the editor hands them out for this label config.
import { parseConfig } from "../../../editor/core/config";
import { readXml, tagNames, XmlInvalid } from "../../../editor/core/xml";
import { loadTags } from "../../../editor/tags/registry";

/** The CSS colour of a control's label; undefined for choices, and for labels that the config does not have. */
export type LabelColors = (control: string, label: string) => string | undefined;

export const NO_COLORS: LabelColors = () => undefined;

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
