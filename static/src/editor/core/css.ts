// What a config may say in CSS: how things look, and nothing that makes the browser ask another host.

/** A backslash can spell any function. */
const LOADS = /\\|(?:url|src|image|image-set|cross-fade|element)\(/i;

/** True when a CSS value, or a list of declarations, loads nothing wherever it is used. */
export function loadsNothing(css: string): boolean {
  return !LOADS.test(css);
}
