// Texts of the arrows between regions.
import { catalogue } from "../../../language/catalogue";

export const texts = catalogue("relations", {
  relations: "Relations",
  from: (name: string): string => `From "${name}": press another region. Esc ends this.`,
  none: "No relations yet. Select a region, press Alt+R, then press another.",
  nothing: "No relations.",
  again: "These two are related in this order already.",
  showAll: "Show all arrows",
  direction: { right: "to the second", left: "to the first", bi: "both ways" },
  turn: (direction: string): string => `Direction: ${direction}`,
  remove: "Delete the relation",
  removed: "Relation deleted",
  labels: "Labels of the relation",
  relation: (from: string, to: string): string => `"${from}" and "${to}"`,
});
