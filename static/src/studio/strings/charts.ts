// What every chart says: its two forms, and its file.
import { catalogue } from "../../language/catalogue";

export const charts = catalogue("charts", {
  chart: "Chart",
  table: "Table",
  show: (name: string): string => `${name}: shown as`,
  download: (name: string): string => `Download as CSV: ${name}`,
});
