// Which parts of the editor a host asks for: today's names, those of 2020, and the stand-alone mode's.

/** What a host gets that names none. */
export const DEFAULT_INTERFACES: readonly string[] = [
  "panel", "controls", "submit", "update", "skip", "infobar", "topbar", "instruction", "side-column",
  "annotations:tabs", "annotations:menu", "annotations:add-new", "annotations:delete", "predictions:tabs", "predictions:menu",
];

/** The set of names, with the 2020 spelling "completions:…" read as "annotations:…" and "submit:…" implying what it needs. */
export function interfaceNames(names: readonly string[] | undefined): ReadonlySet<string> {
  const set = new Set<string>();
  for (const name of names ?? DEFAULT_INTERFACES) {
    set.add(name.replace(/^completions:/, "annotations:"));
    if (name === "submit:skip") set.add("skip");
    if (name === "submit:load" || name === "submit:check-empty") set.add("submit");
  }
  return set;
}
