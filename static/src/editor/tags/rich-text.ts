// Markdown and HTML from outside as elements: a chunk of its own with what makes and cleans them. Load it with import().
import MarkdownIt from "markdown-it";
import { cleanHtml } from "./clean-html";
import "./rich-text.css";

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });

/** Other tools write their instructions in HTML. */
const HTML = /<\/(?:p|div|ul|ol|li|h[1-6]|b|i|strong|em|a|table|span|script|svg)\s*>|<(?:br|p|hr|img)\b/i;
/** The elements of a guideline in Markdown, or in HTML when it is that: nothing in it runs, and nothing but pictures is loaded. */
export function richText(source: string): DocumentFragment {
  return cleanHtml(HTML.test(source) ? source : markdown.render(source), { outside: true });
}

/** The elements of Markdown in a task; HTML in it is text, and nothing is loaded from elsewhere. */
export function markdownText(source: string): DocumentFragment {
  return cleanHtml(markdown.render(source));
}
