// Reads the config's XML into plain nodes, before any tag is known: the registry learns from here which tags to load.

export interface XmlNode {
  /** as written */
  readonly name: string;
  /** keys lower-cased */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  /** trimmed text when there are no child elements, else "" */
  readonly text: string;
}

/** The config is not well-formed XML; `message` says where and why. */
export class XmlInvalid extends Error {
  override readonly name = "XmlInvalid";
}

/** Parses a config. An empty config is an empty View. Throws XmlInvalid. */
export function readXml(source: string): XmlNode {
  if (source.trim() === "") return { name: "View", attributes: {}, children: [], text: "" };
  const document = new DOMParser().parseFromString(source.trim(), "application/xml");
  const failure = document.getElementsByTagName("parsererror")[0];
  if (failure) throw new XmlInvalid(reason(failure.textContent ?? ""));
  return plain(document.documentElement);
}

/** Every tag name in the tree, as written, each once. */
export function tagNames(root: XmlNode): readonly string[] {
  const names = new Set<string>();
  const visit = (node: XmlNode): void => {
    names.add(node.name);
    node.children.forEach(visit);
  };
  visit(root);
  return [...names];
}

function plain(element: Element): XmlNode {
  const attributes: Record<string, string> = {};
  for (const attribute of element.attributes) attributes[attribute.name.toLowerCase()] = attribute.value;
  // what stands in a HyperText is a document and no config
  if (/^hypertext$/i.test(element.nodeName) && element.firstElementChild) return { name: element.nodeName, attributes, children: [], text: element.innerHTML.trim() };
  const children = Array.from(element.children, plain);
  return { name: element.nodeName, attributes, children, text: children.length === 0 ? (element.textContent ?? "").trim() : "" };
}

/** Browsers wrap the parser's sentence in advice of their own; what counts is the line, the column and the reason. */
function reason(text: string): string {
  const place = /error on line (\d+) at column (\d+):\s*([^\n]+)/i.exec(text);
  if (place) return `Line ${place[1]}, column ${place[2]}: ${place[3]!.trim()}`;
  return text.trim().split("\n")[0] || "The config is not well-formed XML.";
}
