// Buttons above a conversation that show only what some of its people say.
import type { Phrase } from "./phrases";
import { texts } from "./texts";

/** A conversation of more people than this gets no buttons. */
const MOST = 12;

export interface AuthorFilter {
  /** what stands above the conversation; nothing when one person speaks */
  readonly elements: readonly HTMLElement[];
  showAll(): void;
}

/** `show` gets who is shown, each time that changes. */
export function authorFilter(phrases: readonly Phrase[], show: (shown: (author: string) => boolean) => void): AuthorFilter {
  const authors = [...new Set(phrases.map(({ author }) => author))].filter((author) => author !== "");
  if (authors.length < 2 || authors.length > MOST) return { elements: [], showAll: () => undefined };
  const chosen = new Set<string>();
  const bar = document.createElement("div");
  bar.className = "authors";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", texts.only);
  const buttons = authors.map((author) => authorButton(author, phrases.filter((phrase) => phrase.author === author).length));
  const update = (): void => {
    buttons.forEach((button, at) => button.setAttribute("aria-pressed", String(chosen.has(authors[at]!))));
    show((author) => chosen.size === 0 || chosen.has(author));
  };
  buttons.forEach((button, at) => button.addEventListener("click", () => {
    const author = authors[at]!;
    if (!chosen.delete(author)) chosen.add(author);
    update();
  }));
  bar.append(...buttons);
  const showAll = (): void => {
    chosen.clear();
    update();
  };
  return { elements: [bar], showAll };
}

function authorButton(author: string, paragraphs: number): HTMLButtonElement {
  const button = document.createElement("button");
  const name = document.createElement("bdi");
  const count = document.createElement("span");
  button.type = "button";
  button.className = "author";
  button.setAttribute("aria-pressed", "false");
  button.title = texts.onlyOf(author);
  name.textContent = author;
  count.textContent = String(paragraphs);
  button.append(name, " ", count);
  return button;
}
