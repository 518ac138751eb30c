// Keeps the spans on the screen those of the annotation that is looked at, and its selection theirs.
import { effect, untracked } from "@preact/signals-core";
import { fetchAhead } from "../../core/late";
import { texts } from "../../core/texts";
import type { AnnotationState, EditorSettings, Region, TagContext } from "../../core/types";
import type { Stretch } from "../../surfaces/text/granularity";
import type { Span } from "../../surfaces/text/spans";

export interface Followed {
  readonly context: TagContext;
  readonly surface: {
    readonly element: HTMLElement;
    readonly painter: { apply(changes: ReadonlyMap<string, Span | undefined>): void };
    readonly follow: (() => void) | undefined;
    select(ids: ReadonlySet<string>): void;
  };
  /** where a region lies, in UTF-16 units; undefined when it lies nowhere */
  stretchOf(region: Region): Stretch | undefined;
  /** brings what marks and resizes; resolves to what starts it, which returns what ends it. `pressed`: a pointer is down already. */
  hands(): Promise<(pressed: boolean) => () => void>;
}

/** Starts to follow; the returned function ends it. */
export function followRegions(followed: Followed): () => void {
  const following = new Following(followed);
  return () => following.stop();
}

/** Selects the region pressed; pressing again where several lie goes from the shortest outwards. */
export function pressRegions({ editor }: TagContext, ids: readonly string[], extend: boolean): void {
  const { selection } = editor.current.peek();
  const selected = selection.peek();
  if (ids.length === 0) return void (selection.value = extend ? selected : new Set());
  const at = ids.findIndex((id) => selected.has(id));
  const next = ids[(at + 1) % ids.length]!;
  if (extend) selection.value = selected.has(next) ? new Set([...selected].filter((id) => id !== next)) : new Set([...selected, next]);
  else selection.value = new Set([next]);
}

/** What moves the caret or ends a marking. */
const CARET_KEYS = /^(?:Arrow\w+|Home|End|Enter)$/;

class Following {
  readonly #on: Followed;
  readonly #stop: (() => void)[] = [];
  readonly #near = new AbortController();
  #shown: AnnotationState | undefined;
  #settings: EditorSettings | undefined;
  #suggested: ReadonlyMap<string, Region> = new Map();
  #revision = 0;
  #pressed = false;
  #asked = false;
  /** keys that were pressed before what they are for had come */
  readonly #keys: KeyboardEvent[] = [];
  /** somebody wants to mark, and hears it when that cannot be done yet */
  #wanted = false;

  constructor(followed: Followed) {
    this.#on = followed;
    const { context: { editor }, surface } = followed;
    this.#stop.push(
      effect(() => this.#repaint()),
      effect(() => this.#repaintSuggestions()),
      effect(() => {
        const { selection } = editor.current.value;
        surface.select(selection.value);
      }),
    );
    this.#awaitHands();
  }

  stop(): void {
    this.#near.abort();
    for (const stop of this.#stop.splice(0)) stop();
  }

  /** Repaints what changed, and only that. */
  #repaint(): void {
    const { editor } = this.#on.context;
    const annotation = editor.current.value;
    const { regions } = annotation.changed.value;
    const whole = this.#shown !== annotation || regions === "all" || this.#settings !== editor.settings.value;
    this.#settings = editor.settings.value;
    const gone = whole && this.#shown ? [...this.#shown.regions.keys()] : [];
    this.#shown = annotation;
    untracked(() => this.#paint(annotation, whole ? [...gone, ...annotation.regions.keys()] : [...regions]));
  }

  #repaintSuggestions(): void {
    const { editor } = this.#on.context;
    const before = this.#suggested;
    const now = (this.#suggested = editor.suggestions.value);
    const changed = [...before.keys(), ...now.keys()].filter((id) => before.get(id) !== now.get(id));
    untracked(() => this.#paint(editor.current.peek(), changed));
  }

  #paint(annotation: AnnotationState, ids: readonly string[]): void {
    const { context, surface } = this.#on;
    const changes = new Map<string, Span | undefined>();
    for (const id of ids) {
      const region = annotation.regions.get(id) ?? this.#suggested.get(id);
      if (!region || region.object === context.name) changes.set(id, region && this.#spanOf(region));
    }
    if (changes.size === 0) return;
    surface.painter.apply(changes);
    surface.follow?.();
  }

  #spanOf(region: Region): Span | undefined {
    const stretch = region.hidden ? undefined : this.#on.stretchOf(region);
    if (!stretch || stretch.end <= stretch.start) return undefined;
    const { attributes, editor } = this.#on.context;
    const look = editor.look(region);
    const shown = attributes.boolean("showLabels") && editor.settings.peek().showLabels;
    const ghost = look.prediction || this.#suggested.get(region.id) === region;
    const score = ghost && look.score !== undefined ? ` ${Math.round(look.score * 100)}%` : "";
    return {
      id: region.id, ...stretch, revision: ++this.#revision, ghost,
      color: attributes.string("highlightColor") || look.color,
      name: shown ? (ghost ? "✧ " : "") + look.labels.join(", ") + score : "",
    };
  }

  /** What marks and resizes comes when a pointer or a key reaches the text, or a region is selected elsewhere; it is fetched before. */
  #awaitHands(): void {
    const { context: { editor }, surface: { element } } = this.#on;
    fetchAhead(() => this.#on.hands());
    const { signal } = this.#near;
    const wake = (event: Event): void => {
      if (event.type === "pointerdown") this.#pressed = true;
      this.#wanted ||= event.type !== "pointerover";
      this.#bring();
      if (event instanceof KeyboardEvent) this.#keep(event);
    };
    for (const name of ["pointerover", "pointerdown", "keydown", "focusin"]) element.addEventListener(name, wake, { signal });
    element.ownerDocument.addEventListener("pointerup", () => (this.#pressed = false), { signal });
    this.#stop.push(effect(() => {
      if (editor.current.value.selection.value.size > 0) untracked(() => this.#bring());
    }));
  }

  #keep(event: KeyboardEvent): void {
    // in a frame it is another window's
    if (!CARET_KEYS.test(event.key) || event.altKey || event.target instanceof HTMLIFrameElement) return;
    event.preventDefault();
    event.stopPropagation();
    this.#keys.push(event);
  }

  #bring(): void {
    if (this.#asked || this.#near.signal.aborted) return;
    this.#asked = true;
    this.#on.hands().then(
      (start) => {
        if (this.#near.signal.aborted) return;
        this.#near.abort();
        this.#stop.push(start(this.#pressed));
        for (const key of this.#keys.splice(0)) key.target?.dispatchEvent(new KeyboardEvent(key.type, key));
      },
      (error: unknown) => {
        this.#asked = false;
        this.#keys.length = 0;
        console.warn(error);
        if (this.#wanted) this.#on.context.editor.notify(texts.partMissing, "warning");
        this.#wanted = false;
      },
    );
  }
}
