// A document's own styles without what makes the browser ask somebody: letters are exchanged, none is added or taken, so that every
// offset stays.

/** An escape that spells a letter or a sign of a function's name could hide one. */
const ESCAPE = /\\(?:([0-9a-f]{1,6})\s?|([^\n\r\f]))/gi;
const SPELLS_NAMES = /^[a-z@(-]$/i;
/** Of the functions that load, url() is left to data and to parts of the document itself. */
const LOADS = /@import|url\((?!\s*["']?\s*(?:data:|#))|src\(|image\(|image-set\(|cross-fade\(|expression\(|-moz-binding|behavior/gi;

/** The same declarations, as long as before, of which none loads anything from elsewhere. */
export function withoutLoading(css: string): string {
  const spelled = css.replace(ESCAPE, (escape, code: string | undefined, letter: string | undefined) =>
    SPELLS_NAMES.test(code ? characterOf(code) : letter!) ? `x${escape.slice(1)}` : escape,
  );
  return spelled.replace(LOADS, (match) => `x${match.slice(1)}`);
}

function characterOf(code: string): string {
  const point = Number.parseInt(code, 16);
  return point <= 0x10ffff ? String.fromCodePoint(point) : "";
}
