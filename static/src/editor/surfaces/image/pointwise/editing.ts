// The points of the one selected region: one of them can be chosen; then keys and the bar act on it. One of these for each
// surface, whatever shapes have points there.
import { effect, signal, untracked } from "@preact/signals-core";
import type { HotkeyBinding, Region } from "../../../core/types";
import { DraggingHandle, type Interaction, type Press } from "../interactions";
import type { Point } from "../points";
import { geometryOf, shapeOfRegion, type Geometry, type Handle } from "../shape";
import type { ImageSurface } from "../surface";
import { PointBar } from "./bar";
import { indexOf, kindOf, type PointwiseShape } from "./shape";
import { texts } from "./texts";
import type { Tracing } from "./tracing";

export interface Chosen {
  readonly region: Region;
  readonly shape: PointwiseShape;
  readonly value: Geometry;
}

const COMMAND = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.userAgent) ? "meta" : "ctrl";

const editors = new WeakMap<ImageSurface, PointEditor>();

export function pointEditorOf(surface: ImageSurface): PointEditor {
  const known = editors.get(surface);
  if (known !== undefined) return known;
  const editor = new PointEditor(surface);
  editors.set(surface, editor);
  return editor;
}

/** For the shapes with points: the first of them brings the editor to the surface, and takes it away. */
export function attachPointEditor(surface: ImageSurface): () => void {
  return pointEditorOf(surface).attach();
}

/** What a press on a handle begins: choosing, moving, putting in, with Alt taking away, with Shift bending. */
export function gripPoint(surface: ImageSurface, shape: PointwiseShape, region: Region, handle: Handle, start: Press): Interaction {
  return new Gripping(surface, shape, region, handle, start);
}

class Gripping extends DraggingHandle {
  readonly #editor: PointEditor;
  readonly #chosen: Chosen;
  readonly #handle: Handle;
  readonly #start: Press;

  constructor(surface: ImageSurface, shape: PointwiseShape, region: Region, handle: Handle, start: Press) {
    super(surface, region, handle);
    this.#editor = pointEditorOf(surface);
    this.#chosen = { region, shape, value: geometryOf(region) };
    this.#handle = handle;
    this.#start = start;
  }

  override move(press: Press): void {
    const { name } = this.#handle;
    const { surface } = this.#editor;
    surface.root.classList.add("moving");
    surface.markedHandle = kindOf(name) === "between" ? `point ${placeAfter(this.#chosen, this.#handle)}` : name;
    super.move(press);
  }

  override cancel(): void {
    this.#editor.surface.root.classList.remove("moving");
    super.cancel();
    this.#editor.mark();
  }

  override end(press: Press, clicked: boolean): void {
    this.#editor.surface.root.classList.remove("moving");
    super.end(press, clicked);
    if (clicked) this.#editor.pressed(this.#chosen, this.#handle, this.#start);
    else this.#editor.choose(placeAfter(this.#chosen, this.#handle));
    this.#editor.mark();
  }
}

/** The point that a handle stands for once it was dragged. */
function placeAfter({ shape, value }: Chosen, { name }: Handle): number {
  return kindOf(name) === "between" ? shape.insertedBy(value, name) : indexOf(name);
}

export class PointEditor {
  readonly surface: ImageSurface;
  readonly #bar: PointBar;
  readonly #index = signal<number | undefined>(undefined);
  readonly #tracing = signal<Tracing | undefined>(undefined);
  readonly #drawn = signal(0);
  #stops: (() => void)[] = [];
  #attached = 0;

  constructor(surface: ImageSurface) {
    this.surface = surface;
    this.#bar = new PointBar(this);
  }

  attach(): () => void {
    if (this.#attached === 0) this.#start();
    this.#attached += 1;
    return () => {
      this.#attached -= 1;
      if (this.#attached > 0) return;
      this.#tracing.peek()?.abandon();
      this.#stops.splice(0).forEach((stop) => stop());
    };
  }

  get tracing(): Tracing | undefined {
    return this.#tracing.value;
  }

  /** how many points the drawing has; 0 when there is none */
  get count(): number {
    return this.#drawn.value;
  }

  /** the chosen point of `region()` */
  get index(): number | undefined {
    return this.#index.value;
  }

  trace(tracing: Tracing | undefined): void {
    this.#index.value = undefined;
    this.#tracing.value = tracing;
    this.#drawn.value = 0;
  }

  drawn(count: number): void {
    this.#drawn.value = count;
  }

  /** The one selected region, when it has points and they can be changed. Tracked: it follows selection and changes. */
  region(): Chosen | undefined {
    const annotation = this.surface.editor.current.value;
    void annotation.changed.value;
    if (annotation.selection.value.size !== 1 || !annotation.editable) return undefined;
    const [region] = this.surface.selected();
    const shape = region && shapeOfRegion(region);
    if (region === undefined || shape === undefined || region.locked || region.hidden || !("insertAfter" in shape)) return undefined;
    return { region, shape: shape as PointwiseShape, value: geometryOf(region) };
  }

  countOf({ shape, value }: Chosen): number {
    return shape.points(value, this.surface.viewport.picture).length;
  }

  /** Marks the chosen point, and nothing else. */
  mark(): void {
    const index = this.#index.value;
    this.surface.markedHandle = index === undefined ? undefined : `point ${index}`;
  }

  choose(index: number | undefined): void {
    this.#index.value = index;
  }

  /** A click on a handle. */
  pressed(chosen: Chosen, handle: Handle, { alt, shift }: Press): void {
    const { region, shape, value } = chosen;
    const point = kindOf(handle.name) === "point";
    const options = this.surface.shapeOptions(shape, false, region);
    if (kindOf(handle.name) === "between") {
      const opened = alt ? shape.openAt?.(value, handle.name) : undefined;
      this.#write(region, opened ?? shape.drag(value, handle.name, handle.at, this.surface.viewport.picture, options));
      return this.choose(opened === undefined ? shape.insertedBy(value, handle.name) : undefined);
    }
    const index = indexOf(handle.name);
    if (point && alt) return this.remove(chosen, index);
    const bent = point && shift ? shape.bend?.(value, index, this.surface.viewport.picture, options) : undefined;
    if (bent !== undefined) this.#write(region, bent);
    this.choose(index);
  }

  remove(chosen: Chosen, index: number): void {
    const { region, shape, value } = chosen;
    const options = this.surface.shapeOptions(shape, false, region);
    const without = shape.remove(value, index, options);
    if (without === undefined) return this.surface.editor.notify(texts.keeps(this.countOf(chosen)), "warning");
    this.#write(region, without);
    this.choose(undefined);
  }

  addAfter({ region, shape, value }: Chosen, index: number): void {
    const changed = shape.insertAfter(value, index, this.surface.viewport.picture, this.surface.shapeOptions(shape, false, region));
    if (changed === undefined) return;
    this.#write(region, changed.value);
    this.choose(changed.index);
  }

  #start(): void {
    this.#bar.mount();
    this.#stops = [
      () => this.#bar.destroy(),
      effect(() => {
        const chosen = this.region();
        const index = this.#index.peek();
        if (index !== undefined && (chosen === undefined || index >= this.countOf(chosen))) this.choose(undefined);
      }),
      effect(() => {
        // another region: its points are other ones
        void [...this.surface.editor.current.value.selection.value].join();
        untracked(() => this.choose(undefined));
      }),
      effect(() => this.mark()),
      effect(() => this.#bindWhileDrawing(this.#tracing.value)),
      effect(() => (this.region() === undefined || this.#tracing.value ? undefined : this.#bindSteps())),
      effect(() => (this.#index.value === undefined ? undefined : this.#bindChosen())),
      effect(() => this.#bar.show()),
    ];
  }

  #write(region: Region, geometry: Geometry, mergeKey?: string): void {
    this.surface.write(new Map([[region, geometry]]), mergeKey);
  }

  #bind(group: string, keys: readonly (readonly [string, string, () => void])[]): () => void {
    const bindings = keys.map(([key, title, run]): HotkeyBinding => ({ key, title, group, run }));
    const stops = bindings.map((binding) => this.surface.editor.hotkeys.bind(binding));
    return () => stops.forEach((stop) => stop());
  }

  #bindWhileDrawing(tracing: Tracing | undefined): (() => void) | undefined {
    if (tracing === undefined) return undefined;
    return untracked(() => this.#bind(texts.drawing, [
      ["enter", tracing.closes ? texts.close : texts.finish, () => tracing.finish()],
      ["shift+enter", texts.leaveOpen, () => tracing.finish(false)],
      [`backspace,${COMMAND}+z`, texts.takeBack, () => tracing.takeBack()],
      [`${COMMAND}+shift+z`, texts.again, () => tracing.again()],
      ["escape", texts.drop, () => tracing.cancel()],
    ]));
  }

  #bindSteps(): () => void {
    return untracked(() => this.#bind(texts.bar, [
      [".", texts.next, () => this.#step(1)],
      [",", texts.previous, () => this.#step(-1)],
    ]));
  }

  #bindChosen(): () => void {
    const onChosen = (act: (chosen: Chosen, index: number) => void) => (): void => {
      const [chosen, index] = [this.region(), this.#index.peek()];
      if (chosen !== undefined && index !== undefined) act(chosen, index);
    };
    const nudge = (title: string, key: string, by: Point): readonly [string, string, () => void] =>
      [key, title, onChosen((chosen, index) => this.#nudge(chosen, index, by))];
    const arrows = ([["left", -1, 0], ["right", 1, 0], ["up", 0, -1], ["down", 0, 1]] as const).flatMap(([key, x, y]) => [
      nudge(texts.move1, key, { x, y }), nudge(texts.move10, `shift+${key}`, { x: x * 10, y: y * 10 }),
    ]);
    return untracked(() => this.#bind(texts.bar, [
      ["delete,backspace", texts.deletePoint, onChosen((chosen, index) => this.remove(chosen, index))],
      ["insert,shift+enter", texts.addAfter, onChosen((chosen, index) => this.addAfter(chosen, index))],
      ["escape", texts.leave, () => this.choose(undefined)],
      ...arrows,
    ]));
  }

  #step(by: number): void {
    const chosen = this.region();
    if (chosen === undefined) return;
    const count = this.countOf(chosen);
    const index = this.#index.peek();
    this.choose(index === undefined ? (by > 0 ? 0 : count - 1) : (index + by + count) % count);
    // a row of the regions has keys of its own
    this.surface.root.focus({ preventScroll: true });
  }

  #nudge({ region, shape, value }: Chosen, index: number, by: Point): void {
    const { viewport } = this.surface;
    const at = shape.points(value, viewport.picture)[index]!;
    const way = viewport.deltaToPicture({ x: by.x * viewport.scale, y: by.y * viewport.scale });
    const to = { x: at.x + Math.round(way.x), y: at.y + Math.round(way.y) };
    const options = this.surface.shapeOptions(shape, false, region);
    this.#write(region, shape.drag(value, `point ${index}`, to, viewport.picture, options), `nudge point ${index} ${region.id}`);
  }
}
