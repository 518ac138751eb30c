// HTML from outside as elements: DOMPurify, in a chunk of its own. Load it with import().
import createPurifier from "dompurify";

const TAGS = [
  "p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "b", "em", "i", "u", "s", "del", "sub", "sup", "small", "mark",
  "code", "pre", "kbd", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "a", "img", "div", "span", "dl", "dt", "dd",
];
const ATTRIBUTES = ["href", "src", "alt", "title", "start", "colspan", "rowspan", "dir", "lang"];
const LINK = /^(?:https?:|mailto:)/i;
/** Pictures come from the project's uploads, a template or along in the text, and in a guideline over https too; the page's policy may forbid more. */
const PICTURE = /^(?:https:|(?:\/[\w.~-]+)*\/(?:data\/upload|api\/templates\/\w+\/media)\/|data:image\/(?:png|jpeg|gif|webp|avif);)/i;
const OUTSIDE = /^https:/i;

const purifier = createPurifier(window);
purifier.addHook("afterSanitizeAttributes", (element) => {
  if (element.localName === "img" && !PICTURE.test(element.getAttribute("src") ?? "")) element.remove();
  else if (element.localName === "img") {
    element.setAttribute("loading", "lazy");
    element.setAttribute("referrerpolicy", "no-referrer");
  } else if (element.localName === "a") {
    if (!LINK.test(element.getAttribute("href") ?? "")) element.removeAttribute("href");
    element.setAttribute("target", "_blank");
    element.setAttribute("rel", "noopener noreferrer");
  }
});

/**
 * The elements of HTML, for instance of an `html` attribute: nothing in it runs, and nothing is loaded from elsewhere. Whoever
 * writes the guideline may show pictures from `outside`; of others only the words beside them are left.
 */
export function cleanHtml(html: string, { outside = false } = {}): DocumentFragment {
  const cleaned = purifier.sanitize(html, { RETURN_DOM_FRAGMENT: true, ALLOWED_TAGS: TAGS, ALLOWED_ATTR: ATTRIBUTES, ALLOW_DATA_ATTR: false, ALLOW_ARIA_ATTR: false });
  for (const image of outside ? [] : cleaned.querySelectorAll("img")) if (OUTSIDE.test(image.getAttribute("src") ?? "")) image.replaceWith(image.alt);
  return cleaned;
}
