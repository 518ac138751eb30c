// The settings that are asked of every question, before its others; the build keeps their explanations in the builder's tag table.
export const PRIMARY: readonly string[] = ["choice", "required"];
