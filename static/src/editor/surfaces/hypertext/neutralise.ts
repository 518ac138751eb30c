// Takes from a document what runs, loads, leads elsewhere or shadows the document's own methods. No node is removed and no text
// changes its length, so every XPath and every offset stays that of the original.
import { withoutLoading } from "./styles";

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Attributes that only say how something looks or is read; all others go. */
const KEPT = words(`
  abbr align alink alt axis bgcolor border cellpadding cellspacing char charoff checked class clear color cols colspan compact
  controls coords datetime dir disabled face for frame headers height hidden high hspace id label lang link loop low max media min
  muted noshade nowrap open optimum placeholder readonly reversed role rows rowspan rules scope selected shape size span start
  style summary text title type usemap valign value vlink vspace width wrap xml:lang xml:space xmlns xmlns:xlink
  alignment-baseline baseline-shift clip-path clip-rule clippathunits cx cy d display dominant-baseline dx dy fill fill-opacity
  fill-rule filter font-family font-size font-style font-variant font-weight fx fy gradienttransform gradientunits
  letter-spacing marker-end marker-mid marker-start markerheight markerunits markerwidth mask offset opacity orient overflow
  paint-order patterncontentunits patterntransform patternunits points preserveaspectratio r refx refy rotate rx ry
  shape-rendering spreadmethod stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap
  stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration textlength transform
  unicode-bidi vector-effect viewbox visibility word-spacing writing-mode x x1 x2 y y1 y2
  accent accentunder columnalign columnlines columnspacing displaystyle fence form lspace mathvariant rowalign rowspacing
  rspace scriptlevel separator stretchy symmetric`);
/** Of these, names and ids would stand in the place of methods of the document or of a form. */
const NAMED = words("button embed fieldset form iframe img input object output select textarea");
const MEDIA = words("img audio video source");
const LINKS = words("a area");
/** The parts of our own origin where a project's uploads lie, and the templates' own media. */
const UPLOADS = /^(?:\/[^/]+)*\/(?:data\/upload|api\/templates\/\w+\/media)\//;
/** The mark of a link that looks like one and leads nowhere. */
export const LINK = "data-link";

export interface Neutralising {
  /** whether links keep where they lead */
  readonly links: boolean;
}

/** Neutralises everything below a node, the contents of templates too. */
export function neutralise(root: ParentNode & Node, options: Neutralising): void {
  const walker = root.ownerDocument!.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
  for (let node: Node | null = walker.currentNode; node; node = walker.nextNode()) {
    if (node.nodeType !== Node.ELEMENT_NODE) continue;
    const element = node as Element;
    const name = nameOf(element);
    for (const attribute of Element.prototype.getAttributeNames.call(element)) settle(element, name, attribute, options);
    if (name === "script") write(element, "type", "text/plain");
    if (name === "style") for (const child of textNodes(element)) child.data = withoutLoading(child.data);
    if (name === "template") neutralise((element as HTMLTemplateElement).content, options);
  }
}

/** Keeps, changes or removes one attribute. */
function settle(element: Element, name: string, attribute: string, options: Neutralising): void {
  const lower = attribute.toLowerCase();
  const value = Element.prototype.getAttribute.call(element, attribute) ?? "";
  const kept = keptValue(name, lower, value, options);
  if (kept === value) return;
  Element.prototype.removeAttribute.call(element, attribute);
  if (kept !== undefined) write(element, attribute, kept);
  else if (LINKS.has(name) && (lower === "href" || lower === "xlink:href")) write(element, LINK, "");
}

function keptValue(name: string, attribute: string, value: string, { links }: Neutralising): string | undefined {
  if (attribute === "href" || attribute === "xlink:href") {
    if (LINKS.has(name)) return links && leadsOn(value) ? value : undefined;
    return value.startsWith("#") ? value : undefined;
  }
  if (attribute === "src" || attribute === "poster") return MEDIA.has(name) ? ownMedia(value) : undefined;
  if (attribute === "name") return name === "a" ? value : undefined;
  if (attribute === "id" && NAMED.has(name)) return undefined;
  if (name === "meta" || name === "base" || name === "link") return undefined;
  if (!KEPT.has(attribute) && !/^(?:data|aria)-[\w.-]+$/.test(attribute)) return undefined;
  return withoutLoading(value) === value || !mayHoldStyles(attribute) ? value : withoutLoading(value);
}

/** Where a press may lead: to pages and letters, and to places in the document itself. */
function leadsOn(address: string): boolean {
  return /^(?:https?:|mailto:|#)/i.test(address.trim());
}

/** Pictures and sound that come along in the address, and the project's own uploads. */
function ownMedia(address: string): string | undefined {
  if (/^\s*data:(?:image|audio|video)\//i.test(address)) return address;
  let url: URL;
  try {
    url = new URL(address, location.href);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return undefined;
  }
  return url.origin === location.origin && UPLOADS.test(url.pathname) ? url.href : undefined;
}

/** Words that people read may speak of url(); nothing reads them as a style. */
function mayHoldStyles(attribute: string): boolean {
  return !/^(?:alt|title|summary|label|placeholder|value|abbr|class|id|data-.*|aria-.*)$/.test(attribute);
}

/** A form's own properties may be shadowed by its fields, so they are asked of the prototype. */
function nameOf(element: Element): string {
  const { get } = Object.getOwnPropertyDescriptor(Element.prototype, "localName")!;
  return (get!.call(element) as string).toLowerCase();
}

function write(element: Element, attribute: string, value: string): void {
  Element.prototype.setAttribute.call(element, attribute, value);
}

function textNodes(element: Element): readonly Text[] {
  return [...element.childNodes].filter((child): child is Text => child.nodeType === Node.TEXT_NODE);
}
