// Joins a Text tag of the config to the text on the screen: regions become spans, markings become regions.
import { effect, untracked } from "@preact/signals-core";
import type { AnnotationState, Region, TagContext, TagInstance } from "../../core/types";
import { CodePoints } from "../../surfaces/text/offsets";
import type { Span } from "../../surfaces/text/spans";
import { TextSurface } from "../../surfaces/text/surface";

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
  #stop: (() => void)[] = [];
  #revision = 0;

  constructor(context: TagContext) {
    this.#context = context;
  }

  mount(element: HTMLElement): void {
    this.#host.className = "text-host";
    element.append(this.#host);
    const { attributes, value } = this.#context;
    const given = typeof value === "object" && value !== null ? JSON.stringify(value, null, 2) : String(value ?? "");
    const url = attributes.string("valueType").toLowerCase() === "url";
    const encoding = attributes.string("encoding");
    if (url || encoding !== "none") void this.#load(given, url, encoding);
    else this.#show(given);
  }

  destroy(): void {
    this.#aborter.abort();
    for (const stop of this.#stop) stop();
    this.#surface?.destroy();
    this.#host.remove();
  }

  describe(region: Region): { readonly title: string; readonly detail: string } {
    const { start, end, text } = region.items[0]?.value ?? {};
    const title = typeof text === "string" ? text : this.#textOf(region);
    return { title: title.replace(/\s+/g, " ").trim().slice(0, 200), detail: typeof start === "number" ? `${start}–${String(end)}` : "" };
  }

  reveal(region: Region): void {
    this.#surface?.reveal(region.id);
  }

  async #load(given: string, url: boolean, encoding: string): Promise<void> {
    const { signal } = this.#aborter;
    const { notLoaded, readText, TextNotLoaded } = await import("./data");
    try {
      const text = await readText(given, url, encoding, signal);
      if (!signal.aborted) this.#show(text);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof TextNotLoaded)) throw error;
      this.#host.replaceChildren(notLoaded(error.message));
    }
  }

  #show(text: string): void {
    this.#text = text;
    this.#points = new CodePoints(text);
    const surface = new TextSurface(text, this.#context.name, { pressed: (ids, extend) => this.#press(ids, extend) });
    this.#surface = surface;
    this.#host.replaceChildren(surface.element);
    this.#follow(surface);
    this.#awaitHands(surface);
  }

  /** Repaints what changed, and only that. */
  #follow(surface: TextSurface): void {
    const { editor } = this.#context;
    let shown: AnnotationState | undefined;
    let settings = editor.settings.peek();
    this.#stop.push(
      effect(() => {
        const annotation = editor.current.value;
        const { regions } = annotation.changed.value;
        const whole = shown !== annotation || regions === "all" || settings !== editor.settings.value;
        settings = editor.settings.value;
        const gone = whole && shown ? [...shown.regions.keys()] : [];
        shown = annotation;
        untracked(() => this.#repaint(surface, annotation, whole ? [...gone, ...annotation.regions.keys()] : [...regions]));
      }),
      effect(() => {
        const { selection } = editor.current.value;
        surface.select(selection.value);
      }),
    );
  }

  /** What marks and resizes comes when a pointer or a key reaches the text, or a region is selected elsewhere. */
  #awaitHands(surface: TextSurface): void {
    const { editor } = this.#context;
    const first = new AbortController();
    let asked = false;
    let pressed = false;
    const bring = async (): Promise<void> => {
      if (asked) return;
      asked = true;
      const { startMarking } = await import("./marking");
      first.abort();
      if (this.#aborter.signal.aborted) return;
      this.#stop.push(startMarking({ context: this.#context, text: this.#text, points: this.#points, surface, press: (ids, extend) => this.#press(ids, extend) }, pressed));
    };
    const wake = (event: Event): void => {
      if (event.type === "pointerdown") pressed = true;
      void bring().catch((error: unknown) => {
        asked = false;
        console.error(error);
      });
    };
    for (const name of ["pointerover", "pointerdown", "keydown", "focusin"]) surface.element.addEventListener(name, wake, first);
    document.addEventListener("pointerup", () => (pressed = false), first);
    this.#stop.push(effect(() => {
      if (editor.current.value.selection.value.size > 0) untracked(() => wake(new Event("selected")));
    }));
  }

  #repaint(surface: TextSurface, annotation: AnnotationState, ids: readonly string[]): void {
    const changes = new Map<string, Span | undefined>();
    for (const id of ids) {
      const region = annotation.regions.get(id);
      if (!region || region.object === this.#context.name) changes.set(id, region && this.#spanOf(region));
    }
    if (changes.size === 0) return;
    surface.painter.apply(changes);
    surface.follow?.();
  }

  #spanOf(region: Region): Span | undefined {
    const { start, end } = region.items[0]?.value ?? {};
    if (typeof start !== "number" || typeof end !== "number" || region.hidden) return undefined;
    const stretch = { start: this.#points.toUnits(start), end: this.#points.toUnits(end) };
    if (stretch.end <= stretch.start) return undefined;
    const { attributes, editor } = this.#context;
    const look = editor.look(region);
    const shown = attributes.boolean("showLabels") && editor.settings.peek().showLabels;
    const score = look.prediction && look.score !== undefined ? ` ${Math.round(look.score * 100)}%` : "";
    return {
      id: region.id, ...stretch, revision: ++this.#revision, ghost: look.prediction,
      color: attributes.string("highlightColor") || look.color,
      name: shown ? look.labels.join(", ") + score : "",
    };
  }

  /** Selects the region pressed; pressing again where several lie goes from the shortest outwards. */
  #press(ids: readonly string[], extend: boolean): void {
    const { selection } = this.#context.editor.current.peek();
    const selected = selection.peek();
    if (ids.length === 0) return void (selection.value = extend ? selected : new Set());
    const at = ids.findIndex((id) => selected.has(id));
    const next = ids[(at + 1) % ids.length]!;
    if (extend) selection.value = selected.has(next) ? new Set([...selected].filter((id) => id !== next)) : new Set([...selected, next]);
    else selection.value = new Set([next]);
  }

  #textOf(region: Region): string {
    const { start, end } = region.items[0]?.value ?? {};
    if (typeof start !== "number" || typeof end !== "number") return "";
    return this.#text.slice(this.#points.toUnits(start), this.#points.toUnits(end));
  }
}
