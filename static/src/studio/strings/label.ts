// The labeling page around the editor.
export const label = {
  annotationDeleted: "Annotation deleted",
  editorFailed: "The editor did not load",
  heading: "Label",
};
