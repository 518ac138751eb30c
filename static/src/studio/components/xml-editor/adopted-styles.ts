// The style sheets that CodeMirror makes, put where a strict Content-Security-Policy takes them: style-mod would write a
// <style> element into the page's head, which the policy refuses. The build puts this module in style-mod's place
// (vite.config.ts). Constructed sheets are CSSOM, which is no inline style.
import { StyleModule as Original } from "style-mod";

interface Root {
  adoptedStyleSheets: CSSStyleSheet[];
}

interface Mounted {
  readonly sheet: CSSStyleSheet;
  modules: readonly Original[];
}

const mounted = new WeakMap<Root, Mounted>();

/** style-mod's class, which mounts into an adopted style sheet of the document. */
export class StyleModule extends Original {
  /** Adds the rules of the modules once; those of the last call overrule those of earlier ones. */
  static override mount(root: Root, modules: Original | readonly Original[]): void {
    const given = [modules].flat();
    const before = mounted.get(root) ?? { sheet: new CSSStyleSheet(), modules: [] };
    if (given.every((module) => before.modules.includes(module))) return;
    before.modules = [...before.modules.filter((module) => !given.includes(module)), ...given];
    before.sheet.replaceSync(before.modules.map((module) => module.getRules()).join("\n"));
    if (!mounted.has(root)) root.adoptedStyleSheets = [before.sheet, ...root.adoptedStyleSheets];
    mounted.set(root, before);
  }
}
