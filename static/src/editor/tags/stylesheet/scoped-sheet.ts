// Rules from a config, which may be a stranger's, as a sheet that stays within the labeling area. The browser reads them;
// what it understood is then taken away, unless it is known to be harmless.
import { keepHarmless } from "../style";

/** Rules that hold declarations, and conditions around such rules. Names of animations, fonts, layers and properties count for the whole page. */
const KEPT: ReadonlySet<string> = new Set(["CSSStyleRule", "CSSNestedDeclarations", "CSSMediaRule", "CSSSupportsRule", "CSSContainerRule"]);

/** A rule with rules inside, or a sheet. */
export type RuleList = Pick<CSSGroupingRule, "cssRules" | "deleteRule">;

/**
 * A sheet of these rules for elements inside the one that `scope` selects, whatever their selectors say. Undefined where
 * the browser has no scopes: then the config goes plain.
 */
export function scopedSheet(css: string, scope: string): CSSStyleSheet | undefined {
  if (!("CSSScopeRule" in globalThis)) return undefined;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`@scope (${scope}) {\n${css}\n}`);
  // a brace too many would close the scope; what follows it is outside
  for (let at = sheet.cssRules.length - 1; at > 0; at--) sheet.deleteRule(at);
  const scoped = sheet.cssRules[0];
  if (scoped?.constructor.name !== "CSSScopeRule") return undefined;
  keepHarmlessRules(scoped as CSSGroupingRule);
  return sheet;
}

/** Takes away every rule that is not known, and what loads something in those that are. */
export function keepHarmlessRules(list: RuleList): void {
  for (let at = list.cssRules.length - 1; at >= 0; at--) {
    const rule = list.cssRules[at]!;
    if (!KEPT.has(rule.constructor.name)) {
      list.deleteRule(at);
      continue;
    }
    if ("style" in rule) keepHarmless(rule.style as CSSStyleDeclaration);
    if ("cssRules" in rule) keepHarmlessRules(rule as CSSGroupingRule);
  }
}
