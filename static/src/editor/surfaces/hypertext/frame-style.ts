// The styles inside of the frame. What a document gives itself comes first: those for its look weigh nothing, those for marks
// cannot be outweighed.

const LOOK = `
:where(html){color:var(--text);background:transparent}
:where(body){margin:0;padding:16px 24px;font:16px/1.6 var(--font);overflow-wrap:break-word}
:where(html[data-inline]) :where(body){padding:4px 2px}
:where(body>:first-child){margin-block-start:0}
:where(body>:last-child){margin-block-end:0}
:where(img,svg,video){max-width:100%;height:auto}
:where(table){border-collapse:collapse}
:where(td,th){padding:4px 8px;vertical-align:top;text-align:start}
:where(a,[data-link]){color:var(--accent);text-decoration:underline;cursor:inherit}
html[data-links] :where(a[href]){cursor:pointer}
body:focus{outline:none}
body:focus-visible,html:has(body:focus-visible){outline:none}
::selection{background:color-mix(in srgb,var(--accent) 28%,transparent)}
`;

const important = (declarations: string): string => declarations.replaceAll(";", "!important;");

const LANES = `
  linear-gradient(var(--l1),var(--l1)) 0 100%/100% 2px no-repeat,
  linear-gradient(var(--l2),var(--l2)) 0 calc(100% - 3px)/100% 2px no-repeat,`;
const TINT = "linear-gradient(color-mix(in srgb,var(--t,transparent) var(--tint),transparent) 0 100%)";

/** Where the document has a style sheet, what that says of every element is taken back; it costs a third of all styles. */
const MARKS = `
:where(html[data-styled]) :is(region-mark,region-text),:where(html[data-styled]) region-mark::before,:where(html[data-styled]) region-mark::after{${important("all:unset;")}}
region-text{${important("display:block;")}}
region-mark.m{--l1:transparent;--l2:transparent;--l3:transparent;${important(`cursor:pointer;padding:0 0 3px;box-decoration-break:clone;-webkit-box-decoration-break:clone;background:${LANES}
  linear-gradient(var(--l3),var(--l3)) 0 calc(100% - 6px)/100% 2px no-repeat,${TINT};`)}}
region-mark.m.more{${important(`background:${LANES}repeating-linear-gradient(90deg,var(--text-2) 0 2px,transparent 2px 5px) 0 calc(100% - 6px)/100% 2px no-repeat,${TINT};`)}}
region-mark.m.sel{--tint:40%}
region-mark.m.ghost{${important("background:repeating-linear-gradient(90deg,var(--l1) 0 5px,transparent 5px 8px) 0 100%/100% 2px no-repeat;")}}
region-mark.m.ghost.sel{${important(`background:repeating-linear-gradient(90deg,var(--l1) 0 5px,transparent 5px 8px) 0 100%/100% 2px no-repeat,${TINT};`)}}
region-mark.m.start{${important("border-start-start-radius:3px;border-end-start-radius:3px;")}}
region-mark.m.end{${important("border-start-end-radius:3px;border-end-end-radius:3px;")}}
region-mark.m[data-n]::before{${important(`content:attr(data-n);display:inline-block;max-width:22em;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;vertical-align:-3px;
  font:650 10px/15px var(--font);padding:0 4px;margin-inline-end:4px;border-radius:3px;user-select:none;
  color:color-mix(in oklab,var(--c) var(--ink-mix),var(--text));background:color-mix(in srgb,var(--c) 14%,var(--surface));`)}}
region-mark.m.ghost[data-n]::before{${important("font-weight:550;font-style:italic;")}}
@media print{region-mark{print-color-adjust:exact}}
`;

/** The handles and the caret stand beside the body, in the outermost element. */
const OVERLAY = `
html{${important("position:relative;margin:0;min-height:0;")}}
html>.knob,html>.caret{${important("display:block;padding:0;border:0;min-width:0;min-height:0;max-height:none;opacity:1;transform:none;float:none;")}}
html>.knob::before,html>.knob::after{${important("all:unset;")}}
html>.knob{${important("position:absolute;width:2px;margin-left:-1px;background:var(--c);pointer-events:none;z-index:2147483647;")}}
html>.knob::before{${important(`content:"";position:absolute;left:-3.5px;top:-5px;width:9px;height:9px;border-radius:50%;background:var(--c);border:2px solid var(--surface);box-sizing:border-box;`)}}
html>.knob::after{${important(`content:"";position:absolute;inset:-12px -11px;pointer-events:auto;cursor:ew-resize;touch-action:none;`)}}
html.dragging>.knob::after{${important("pointer-events:none;")}}
html>.caret{${important("position:absolute;width:1.5px;margin-left:-.75px;background:var(--text);pointer-events:none;animation:region-caret 1.06s steps(1) infinite;")}}
html>.knob[hidden],html>.caret[hidden]{${important("display:none;")}}
@keyframes region-caret{50%{opacity:0}}
@media(prefers-reduced-motion:reduce){html>.caret{${important("animation:none;")}}}
::highlight(meant){background:color-mix(in srgb,var(--accent) 20%,transparent)}
`;

/** Puts the styles into a frame's document, through the CSSOM: no policy refuses that. `scheme` is the sheet's, light or dark. */
export function dressDocument(page: Document, scheme: "light" | "dark"): void {
  page.documentElement.dataset["theme"] = scheme;
  page.adoptedStyleSheets = [sheetOf(page, `${valuesOfTheLook()}:root{color-scheme:${scheme}!important}${LOOK}${MARKS}${OVERLAY}`)];
}

/** A style sheet serves only the document in whose window it was made. */
function sheetOf(page: Document, css: string): CSSStyleSheet {
  const sheet = new (page.defaultView as Window & typeof globalThis).CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}

/** The rules that give our colours and measures their values: as computed here they would be those of the app's scheme, not of the sheet's. */
function valuesOfTheLook(): string {
  for (const sheet of document.styleSheets) {
    const values = rulesOf(sheet).map(valuesOnly).join("");
    if (values.includes("--label-1")) return values;
  }
  return "";
}

/** A page that shows our editor may have style sheets of other hosts, which nobody may read. */
function rulesOf(sheet: CSSStyleSheet): readonly CSSRule[] {
  try {
    return [...sheet.cssRules];
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return [];
  }
}

function valuesOnly(rule: CSSRule): string {
  if (rule instanceof CSSMediaRule) {
    const inside = Array.from(rule.cssRules, valuesOnly).join("");
    return inside && `@media ${rule.conditionText}{${inside}}`;
  }
  if (!(rule instanceof CSSStyleRule) || !/^(?::root|\[data-theme)/.test(rule.selectorText)) return "";
  const values = Array.from(rule.style).filter((name) => name.startsWith("--"));
  return `${rule.selectorText}{${values.map((name) => `${name}:${rule.style.getPropertyValue(name)}`).join(";")}}`;
}
