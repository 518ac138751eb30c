// Joins a Text tag of the config to the text on the screen: regions become spans, markings become regions.
import { untilThere } from "../../core/late";
import type { Region, TagContext, TagInstance } from "../../core/types";
import type { Stretch } from "../../surfaces/text/granularity";
import { CodePoints } from "../../surfaces/text/offsets";
import { TextSurface } from "../../surfaces/text/surface";
import { followRegions, pressRegions } from "./following";
import { showGiven } from "./given";
import { writtenPlace } from "./written-place";

export function createText(context: TagContext): TagInstance {
  return new TextInstance(context);
}

class TextInstance implements TagInstance {
  readonly #context: TagContext;
  readonly #aborter = new AbortController();
  readonly #host = document.createElement("div");
  #text = "";
  #points = new CodePoints("");
  #surface: TextSurface | undefined;
  #stop: (() => void) | undefined;
  readonly suggests = true;

  constructor(context: TagContext) {
    this.#context = context;
  }

  mount(element: HTMLElement): void {
    this.#host.className = "text-host";
    element.append(this.#host);
    showGiven(this.#context, this.#host, this.#aborter.signal, (text) => this.#show(text));
  }

  destroy(): void {
    this.#aborter.abort();
    this.#stop?.();
    this.#surface?.destroy();
    this.#host.remove();
  }

  describe(region: Region): { readonly title: string; readonly detail: string } {
    const { start, end, text } = region.items[0]?.value ?? {};
    const title = typeof text === "string" ? text : this.#textOf(region);
    return { title: title.replace(/\s+/g, " ").trim().slice(0, 200), detail: typeof start === "number" ? `${start}–${String(end)}` : "" };
  }

  fits(region: Region): boolean {
    const { start, end } = region.items[0]?.value ?? {};
    return typeof start === "number" && typeof end === "number" && start >= 0 && start < end && this.#points.toUnits(end - 1) < this.#text.length;
  }

  rects(region: Region): readonly DOMRect[] {
    return (this.#surface?.painter.marksOf(region.id) ?? []).flatMap((mark) => [...mark.getClientRects()]);
  }

  reveal(region: Region): void {
    this.#surface?.reveal(region.id);
  }

  #show(text: string): void {
    this.#text = text;
    this.#points = new CodePoints(text);
    const context = this.#context;
    const points = this.#points;
    const press = (ids: readonly string[], extend: boolean): void => pressRegions(context, ids, extend);
    const surface = new TextSurface(text, context.name, { pressed: press });
    this.#surface = surface;
    this.#host.replaceChildren(surface.element);
    if (text === "") void untilThere(() => import("./data")).then(({ sayEmpty }) => sayEmpty(surface.text));
    this.#stop = followRegions({
      context, surface,
      stretchOf: (region) => this.#stretchOf(region),
      hands: async () => {
        const { startMarking } = await import("./marking");
        return (pressed) => startMarking({ context, text, points, surface, press }, pressed);
      },
    });
  }

  #stretchOf(region: Region): Stretch | undefined {
    return writtenPlace(this.#text, this.#points, region.items[0]?.value ?? {});
  }

  #textOf(region: Region): string {
    const stretch = this.#stretchOf(region);
    return stretch ? this.#text.slice(stretch.start, stretch.end) : "";
  }
}
