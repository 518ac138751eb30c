// Pointers on the stage: one acts through an interaction, two pan and zoom, the wheel scrolls or zooms. One set of
// listeners for the whole surface, whatever lies on the picture.
import { distance, type Point } from "./points";
import type { Interaction, Press } from "./interactions";
import type { ImageSurface } from "./surface";

/** A pointer that strays less than this, in stage pixels, has clicked. */
const CLICK = 4;
const CLICK_TOUCH = 8;
const WHEEL_LINE = 16;

export class Gestures {
  readonly #surface: ImageSurface;
  readonly #scene: HTMLElement;
  readonly #pointers = new Map<number, Point>();
  readonly #abort = new AbortController();
  #interaction: Interaction | undefined;
  /** what waits while the picture is moved under it */
  #aside: Interaction | undefined;
  #start: Press | undefined;
  #strayed = false;
  /** two fingers were down and not all are up again */
  #pinched = false;

  constructor(surface: ImageSurface, scene: HTMLElement) {
    this.#surface = surface;
    this.#scene = scene;
    const options = { signal: this.#abort.signal };
    scene.addEventListener("pointerdown", (event) => this.#down(event), options);
    scene.addEventListener("pointermove", (event) => this.#move(event), options);
    scene.addEventListener("pointerup", (event) => this.#up(event), options);
    scene.addEventListener("pointercancel", (event) => this.#lost(event), options);
    scene.addEventListener("pointerleave", (event) => this.#surface.leave(event.relatedTarget), options);
    scene.addEventListener("wheel", (event) => this.#wheel(event), { ...options, passive: false });
    scene.addEventListener("contextmenu", (event) => this.#interaction && event.preventDefault(), options);
  }

  destroy(): void {
    this.#abort.abort();
  }

  /** True when something was under way and is undone. */
  cancel(): boolean {
    const under = [this.#interaction, this.#aside].filter((interaction) => interaction !== undefined);
    this.#aside = undefined;
    this.#finish();
    under.forEach((interaction) => interaction.cancel());
    return under.length > 0;
  }

  /** Goes on with an interaction that waits for a press: one that a key or a button began. */
  hold(interaction: Interaction): void {
    this.cancel();
    this.#interaction = interaction;
  }

  /** Leaves an interaction that ended without a pointer. */
  release(interaction: Interaction): void {
    if (this.#aside === interaction) this.#aside = undefined;
    if (this.#interaction === interaction) this.#finish();
  }

  #at(event: MouseEvent): Point {
    const box = this.#scene.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  #press(event: PointerEvent): Press {
    return { at: this.#at(event), shift: event.shiftKey, alt: event.altKey, touch: event.pointerType === "touch" };
  }

  /** Where the pointer was since the event before: a fast hand goes round a corner between two frames. */
  #allOf(event: PointerEvent): readonly Press[] {
    const events = event.getCoalescedEvents();
    return (events.length > 0 ? events : [event]).map((each) => this.#press(each));
  }

  #down(event: PointerEvent): void {
    if (event.button > 1) return;
    this.#scene.setPointerCapture(event.pointerId);
    this.#pointers.set(event.pointerId, this.#at(event));
    if (this.#pointers.size > 1) {
      this.#pinched = true;
      if (this.#interaction?.pause?.() !== true) this.cancel();
      return;
    }
    this.#pinched = false;
    this.#start = this.#press(event);
    this.#strayed = false;
    const panning = event.button === 1 || this.#surface.panning;
    if (this.#interaction?.waiting === true && !panning) return this.#interaction.press?.(this.#start);
    this.#aside = this.#interaction?.waiting === true ? this.#interaction : undefined;
    this.#interaction = this.#surface.begin(this.#start, { middle: event.button === 1, extend: event.shiftKey || event.ctrlKey || event.metaKey });
    if (this.#interaction?.cursor) this.#surface.setCursor(this.#interaction.cursor);
  }

  #move(event: PointerEvent): void {
    const press = this.#press(event);
    const before = this.#pointers.get(event.pointerId);
    if (before !== undefined && this.#pointers.size === 2) this.#pinch(event.pointerId, before, press.at);
    if (before !== undefined) this.#pointers.set(event.pointerId, press.at);
    if (this.#pointers.size > 1 || this.#pinched) return;
    if (this.#interaction === undefined) return this.#surface.hover(press);
    const reach = press.touch ? CLICK_TOUCH : CLICK;
    if (this.#start !== undefined && distance(press.at, this.#start.at) >= reach) this.#strayed = true;
    if (this.#interaction.immediate) for (const each of this.#allOf(event)) this.#interaction.move(each);
    else if (this.#strayed || this.#interaction.waiting) this.#interaction.move(press);
    this.#surface.crosshairAt(press.at);
  }

  #up(event: PointerEvent): void {
    this.#pointers.delete(event.pointerId);
    const interaction = this.#interaction;
    if (interaction === undefined || this.#pinched) return;
    const press = this.#press(event);
    interaction.end(press, !this.#strayed);
    this.#start = undefined;
    if (!interaction.waiting && this.#interaction === interaction) this.#finish();
    this.#surface.hover(press);
  }

  #lost(event: PointerEvent): void {
    this.#pointers.delete(event.pointerId);
    if (this.#interaction?.pause?.() !== true) this.cancel();
  }

  #finish(): void {
    this.#interaction = this.#aside;
    this.#aside = undefined;
    this.#start = undefined;
    this.#surface.setCursor(undefined);
  }

  /** Two fingers: their middle pans, their distance zooms. */
  #pinch(id: number, before: Point, now: Point): void {
    const other = [...this.#pointers].find(([key]) => key !== id)?.[1];
    if (other === undefined) return;
    const { viewport } = this.#surface;
    const middle = (at: Point): Point => ({ x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 });
    const apart = distance(before, other);
    if (apart > 0 && viewport.zooms) this.#surface.setScale(viewport.scale * (distance(now, other) / apart), middle(before), middle(now));
    else viewport.panBy((now.x - before.x) / 2, (now.y - before.y) / 2);
    this.#surface.showView();
  }

  #wheel(event: WheelEvent): void {
    const { viewport } = this.#surface;
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? WHEEL_LINE : 1;
    if ((event.ctrlKey || event.metaKey) && viewport.zooms) this.#surface.setScale(viewport.scale * Math.exp((-event.deltaY * lines) / 240), this.#at(event));
    else if (viewport.zoomedIn) viewport.panBy(-(event.shiftKey ? event.deltaY : event.deltaX) * lines, event.shiftKey ? 0 : -event.deltaY * lines);
    else return;
    event.preventDefault();
    this.#surface.showView();
  }
}
