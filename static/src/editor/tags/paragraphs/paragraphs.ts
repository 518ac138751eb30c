// A Paragraphs tag on the screen: its paragraphs are lines of one text, so that a marking may go over several of them.
import { untilThere } from "../../core/late";
import type { Region, TagContext, TagInstance } from "../../core/types";
import type { Stretch } from "../../surfaces/text/granularity";
import { TextSurface } from "../../surfaces/text/surface";
import { timeText } from "../audio/time";
import { followRegions, pressRegions } from "../text/following";
import { authorFilter } from "./author-filter";
import "./paragraphs.css";
import { PhraseText, readPhrases } from "./phrases";
import type { Phrase } from "./phrases";
import { texts } from "./texts";

export function createParagraphs(context: TagContext): TagInstance {
  return new ParagraphsInstance(context);
}

class ParagraphsInstance implements TagInstance {
  readonly #context: TagContext;
  readonly #aborter = new AbortController();
  readonly #host = document.createElement("div");
  #phrases: readonly Phrase[] = [];
  #whole = new PhraseText([]);
  #surface: TextSurface | undefined;
  #showAll: () => void = () => undefined;
  #shown: (author: string) => boolean = () => true;
  #stop: (() => void) | undefined;

  constructor(context: TagContext) {
    this.#context = context;
  }

  mount(element: HTMLElement): void {
    const { attributes, value } = this.#context;
    this.#host.className = `paragraphs ${attributes.string("layout").toLowerCase() === "dialogue" ? "beside" : "stacked"}`;
    element.append(this.#host);
    if (attributes.string("valueType").toLowerCase() === "url") void this.#load(String(value ?? ""));
    else this.#show(value);
  }

  destroy(): void {
    this.#aborter.abort();
    this.#stop?.();
    this.#surface?.destroy();
    this.#host.remove();
  }

  describe(region: Region): { readonly title: string; readonly detail: string } {
    const value = region.items[0]?.value ?? {};
    const stretch = this.#whole.stretchOf(value);
    const said = value["text"];
    const title = typeof said === "string" && said !== "" ? said : stretch ? this.#whole.text.slice(stretch.start, stretch.end) : "";
    const detail = stretch ? texts.turn(this.#whole.paragraphAt(stretch.start) + 1) : "";
    return { title: title.replace(/\s+/g, " ").trim().slice(0, 200), detail };
  }

  rects(region: Region): readonly DOMRect[] {
    return (this.#surface?.painter.marksOf(region.id) ?? []).flatMap((mark) => [...mark.getClientRects()]);
  }

  reveal(region: Region): void {
    const stretch = this.#whole.stretchOf(region.items[0]?.value ?? {});
    if (!stretch) return;
    if (this.#lineAt(this.#whole.paragraphAt(stretch.start))?.hidden) this.#showAll();
    this.#surface?.reveal(region.id);
  }

  async #load(url: string): Promise<void> {
    const { signal } = this.#aborter;
    const { loadText, notLoaded, TextNotLoaded } = await untilThere(() => import("../text/data"));
    try {
      const list: unknown = JSON.parse(await loadText(url, signal));
      if (!signal.aborted) this.#show(list);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof TextNotLoaded) && !(error instanceof SyntaxError)) throw error;
      this.#host.replaceChildren(notLoaded(error instanceof TextNotLoaded ? error.message : texts.noJson));
    }
  }

  #show(value: unknown): void {
    const { attributes, name } = this.#context;
    const context = this.#context;
    this.#phrases = readPhrases(value, attributes.string("nameKey"), attributes.string("textKey"));
    this.#whole = new PhraseText(this.#phrases);
    if (this.#phrases.length === 0) return this.#sayNothing();
    const press = (ids: readonly string[], extend: boolean): void => pressRegions(context, ids, extend);
    const surface = new TextSurface(this.#whole.text, name, { pressed: press, line: (line, start) => this.#dress(line, start) });
    this.#surface = surface;
    const filter = authorFilter(this.#phrases, (shown) => this.#filter(shown));
    this.#showAll = filter.showAll;
    this.#host.replaceChildren(...filter.elements, surface.element);
    this.#stop = followRegions({
      context, surface,
      stretchOf: (region) => this.#whole.stretchOf(region.items[0]?.value ?? {}),
      hands: async () => {
        const [{ startMarkingOn }, { meant, nextEdge }] = await Promise.all([import("../text/marking"), import("../../surfaces/text/granularity")]);
        const { text } = this.#whole;
        return (pressed) => startMarkingOn({
          context, surface, press, shape: "paragraph",
          meant: ({ start, end }, granularity) => meant(text, { start, end: Math.min(end, text.length) }, granularity),
          nextEdge: (position, step, granularity) => nextEdge(text, position, step, granularity),
          place: (stretch) => ({ ...this.#whole.rangeOf(stretch) }),
          textOf: ({ start, end }: Stretch) => text.slice(start, end),
        }, pressed);
      },
    });
  }

  #sayNothing(): void {
    const state = document.createElement("p");
    state.className = "text-state";
    state.setAttribute("role", "note");
    state.textContent = texts.none;
    this.#host.replaceChildren(state);
  }

  /** A line of the text wears who says it, and when, where its paragraph begins. */
  #dress(line: HTMLElement, start: number): void {
    const number = this.#whole.paragraphAt(start);
    const { author, start: seconds } = this.#phrases[number]!;
    line.dataset["paragraph"] = String(number);
    line.hidden = !this.#shown(author);
    if (this.#whole.startOf(number) !== start) return;
    line.classList.add("turn");
    line.dataset["who"] = author;
    if (seconds !== undefined) line.dataset["when"] = timeText(seconds);
  }

  #filter(shown: (author: string) => boolean): void {
    this.#shown = shown;
    for (const line of this.#lines()) line.hidden = !shown(this.#phrases[Number(line.dataset["paragraph"])]!.author);
    this.#surface?.follow?.();
  }

  #lineAt(paragraph: number): HTMLElement | undefined {
    return this.#lines().find((line) => line.dataset["paragraph"] === String(paragraph));
  }

  #lines(): readonly HTMLElement[] {
    return [...(this.#surface?.text.children ?? [])] as HTMLElement[];
  }
}
