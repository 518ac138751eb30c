// Joins a HyperText tag of the config to the document in its frame: regions become spans, markings become regions.
import type { Region, TagContext, TagInstance } from "../../core/types";
import { DocumentText } from "../../surfaces/hypertext/document-text";
import { DocumentFrame } from "../../surfaces/hypertext/frame";
import { DocumentSurface } from "../../surfaces/hypertext/surface";
import { followRegions, pressRegions } from "../text/following";
import { showGiven } from "../text/given";
import { globalsOf, readPlace, writePlace } from "./places";
import { texts } from "./texts";

export function createHyperText(context: TagContext): TagInstance {
  return new HyperTextInstance(context);
}

/** Our pages have a server with a document for frames, whose policy lets it have styles of its own; other people's pages have not. */
const ADDRESS = import.meta.env.MODE === "production" ? addressFrom(import.meta.url) : undefined;

function addressFrom(module: string): string {
  return new URL("../../editor/frame", module).href;
}

class HyperTextInstance implements TagInstance {
  readonly #context: TagContext;
  readonly #aborter = new AbortController();
  readonly #host = document.createElement("div");
  #frame: DocumentFrame | undefined;
  #text: DocumentText | undefined;
  #surface: DocumentSurface | undefined;
  #stop: (() => void) | undefined;

  constructor(context: TagContext) {
    this.#context = context;
  }

  mount(element: HTMLElement): void {
    element.append(this.#host);
    showGiven(this.#context, this.#host, this.#aborter.signal, (markup) => this.#show(markup));
  }

  destroy(): void {
    this.#aborter.abort();
    this.#close();
    this.#frame?.destroy();
    this.#host.remove();
  }

  describe(region: Region): { readonly title: string; readonly detail: string } {
    const value = region.items[0]?.value ?? {};
    const stretch = this.#text && readPlace(this.#text, value);
    const written = value["text"];
    // older editors wrote line breaks as two letters
    const title = typeof written === "string" ? written.replaceAll("\\n", " ") : stretch ? this.#text!.textOf(stretch) : "";
    const global = globalsOf(value);
    return { title: title.replace(/\s+/g, " ").trim().slice(0, 200), detail: global ? `${global.start}–${global.end}` : "" };
  }

  fits(region: Region): boolean {
    return this.#text !== undefined && readPlace(this.#text, region.items[0]?.value ?? {}) !== undefined;
  }

  rects(region: Region): readonly DOMRect[] {
    return this.#surface?.rectsOf(region.id) ?? [];
  }

  reveal(region: Region): void {
    this.#surface?.reveal(region.id);
  }

  #show(markup: string): void {
    const { attributes, name } = this.#context;
    const links = attributes.boolean("clickableLinks");
    const options = { title: texts.document(name), inline: attributes.boolean("inline"), links, address: ADDRESS };
    const frame = new DocumentFrame(options, (root) => this.#open(root));
    this.#frame = frame;
    this.#host.replaceChildren(frame.element);
    frame.show(markup);
  }

  /** The document is there; after the frame was moved in the page it is there anew. */
  #open(root: HTMLElement): void {
    this.#close();
    const context = this.#context;
    const text = new DocumentText(root);
    const press = (ids: readonly string[], extend: boolean): void => pressRegions(context, ids, extend);
    const surface = new DocumentSurface(root.ownerDocument, text, texts.document(context.name), { pressed: press });
    this.#text = text;
    this.#surface = surface;
    this.#stop = followRegions({
      context, surface,
      stretchOf: (region) => readPlace(text, region.items[0]?.value ?? {}),
      hands: async () => {
        const { startMarkingOn } = await import("../text/marking");
        return (pressed) => startMarkingOn({
          context, surface, press, shape: "hypertext",
          meant: (stretch, granularity) => text.meant(stretch, granularity),
          nextEdge: (position, step, granularity) => text.nextEdge(position, step, granularity),
          place: (stretch) => writePlace(text, stretch),
          textOf: (stretch) => text.textOf(stretch),
        }, pressed);
      },
    });
  }

  #close(): void {
    this.#stop?.();
    this.#surface?.destroy();
  }
}
