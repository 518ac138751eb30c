// The labeling page around the editor.
import { catalogue } from "../../language/catalogue";

export const label = catalogue("label", {
  editorFailed: "The editor did not load",
  heading: "Label",
  task: (id: number): string => `Task ${id}`,
});
