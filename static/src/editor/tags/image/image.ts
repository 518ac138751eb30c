// Joins an Image tag of the config to the picture surface: which picture is shown, and what its regions are called.
import { effect, untracked } from "@preact/signals-core";
import { clamp } from "../../surfaces/image/points";
import { offsetGeometry } from "../../surfaces/image/selecting";
import { geometryOf, itemOf, shapeOfRegion, type Geometry } from "../../surfaces/image/shape";
import { arrange } from "../../surfaces/image/stacking";
import { texts } from "../../surfaces/image/texts";
import type { QuarterTurns } from "../../surfaces/image/viewport";
import type { Region, TagContext, TagInstance } from "../../core/types";
import { addressesOf, type Addresses } from "./addresses";
import { Carousel } from "./carousel";
import { ShownPicture } from "./picture";

export function createImage(context: TagContext): TagInstance {
  return new ImageInstance(context);
}

class ImageInstance implements TagInstance {
  readonly #context: TagContext;
  readonly #addresses: Addresses;
  readonly #adjusted = new Map<string, string>();
  readonly #turns = new Map<number, QuarterTurns>();
  readonly #stop: (() => void)[] = [];
  #shown: ShownPicture | undefined;
  /** the picture that is shown, counted from 0 */
  #at = -1;

  constructor(context: TagContext) {
    this.#context = context;
    this.#addresses = addressesOf(context);
  }

  mount(element: HTMLElement): void {
    const { editor, name } = this.#context;
    if (!this.#addresses.isList || this.#addresses.all.length < 2) return this.#open(element, 0);
    const host = document.createElement("div");
    host.className = "image-list";
    element.append(host);
    const carousel = new Carousel(this.#context, this.#addresses.all, (at) => this.#go(at));
    host.append(carousel.root);
    this.#stop.push(
      () => carousel.destroy(),
      effect(() => {
        const at = clamp(editor.items.value.get(name) ?? 0, 0, this.#addresses.all.length - 1);
        untracked(() => {
          this.#open(host, at);
          carousel.show(at);
        });
      }),
    );
  }

  destroy(): void {
    for (const stop of this.#stop.splice(0)) stop();
    this.#shown?.destroy();
  }

  items(): number {
    return Math.max(1, this.#addresses.all.length);
  }

  describe(region: Region): { readonly title: string; readonly detail: string } {
    const envelope = region.items[0];
    const width = envelope?.["original_width"];
    const height = envelope?.["original_height"];
    const stored = typeof width === "number" && typeof height === "number" ? { width, height } : undefined;
    const surface = this.#shown?.surface;
    const size = surface?.loaded && surface.shows(region) ? surface.viewport.picture : stored;
    const title = shapeOfRegion(region)?.describe(geometryOf(region), size) ?? texts.region;
    return { title, detail: [this.#which(region), `#${region.index + 1}`].filter((part) => part !== "").join(" · ") };
  }

  get suggests(): boolean {
    return true;
  }

  /** A mask is as large as the picture it was made on. */
  fits(region: Region): boolean {
    const surface = this.#shown?.surface;
    if (!surface?.loaded) return false;
    const { width, height } = surface.viewport.picture;
    const mask = region.items.some(({ value }) => value?.["rle"] !== undefined);
    return !mask || region.items.every((item) => item["original_width"] === width && item["original_height"] === height);
  }

  envelope(): Readonly<Record<string, unknown>> {
    return this.#shown?.surface.envelope() ?? {};
  }

  offset(region: Region): Geometry {
    return this.#shown ? offsetGeometry(this.#shown.surface, region) : {};
  }

  arrange(ids: Iterable<string>, to: "front" | "back"): void {
    arrange(this.#context.editor.current.peek(), ids, to);
  }

  rects(region: Region): readonly DOMRect[] {
    const surface = this.#shown?.surface;
    if (!surface?.loaded || region.hidden || !surface.shows(region)) return [];
    const { root, viewport } = surface;
    const corners = shapeOfRegion(region)?.outline(geometryOf(region), viewport.picture).map((corner) => viewport.toStage(corner)) ?? [];
    if (corners.length === 0) return [];
    const [left, right] = [Math.min(...corners.map(({ x }) => x)), Math.max(...corners.map(({ x }) => x))];
    const [top, bottom] = [Math.min(...corners.map(({ y }) => y)), Math.max(...corners.map(({ y }) => y))];
    const stage = root.getBoundingClientRect();
    return [new DOMRect(stage.x + left, stage.y + top, right - left, bottom - top)];
  }

  /** Shows the picture that the region lies on, and pans to it. */
  reveal(region: Region): void {
    if (this.#addresses.isList) this.#go(itemOf(region));
    this.#shown?.surface.reveal(region);
  }

  /** Which picture a region lies on, where there are several. */
  #which(region: Region): string {
    if (this.#addresses.isList) return texts.picture(itemOf(region) + 1);
    const { editor, name, node } = this.#context;
    return [...editor.config.byName.values()].some((other) => other !== node && other.tag === node.tag) ? name : "";
  }

  #go(at: number): void {
    const { editor, name } = this.#context;
    if (at !== this.#at && at >= 0 && at < this.#addresses.all.length) editor.items.value = new Map(editor.items.peek()).set(name, at);
  }

  #open(host: HTMLElement, at: number): void {
    if (at === this.#at) return;
    const before = this.#shown?.surface;
    const focused = before?.root.contains(document.activeElement) === true;
    if (before?.loaded) this.#turns.set(this.#at, before.viewport.turns);
    this.#shown?.destroy();
    this.#at = at;
    this.#shown = new ShownPicture(this.#context, {
      address: this.#addresses.all[at] ?? "",
      item: this.#addresses.isList ? at : undefined,
      turns: this.#turns.get(at),
      adjusted: this.#adjusted,
      onShown: () => this.#fetchAhead(at),
    });
    this.#shown.mount(host);
    if (focused) this.#shown.surface.root.focus({ preventScroll: true });
    if (before !== undefined) this.#keepSelectionHere();
  }

  /** What is selected on another picture of the list is not seen, and must not be moved or deleted unseen. */
  #keepSelectionHere(): void {
    const { selection, regions } = this.#context.editor.current.peek();
    const kept = [...selection.peek()].filter((id) => {
      const region = regions.get(id);
      return region !== undefined && (region.object !== this.#context.name || this.#shown!.surface.shows(region));
    });
    if (kept.length < selection.peek().size) selection.value = new Set(kept);
  }

  /** The pictures before and after come while this one is looked at. */
  #fetchAhead(at: number): void {
    for (const near of [at + 1, at - 1]) {
      const address = this.#addresses.isList ? this.#addresses.all[near] : undefined;
      if (!address) continue;
      const picture = new Image();
      const crossOrigin = this.#context.attributes.string("crossOrigin").toLowerCase();
      if (crossOrigin !== "none") picture.crossOrigin = crossOrigin;
      picture.src = address;
    }
  }
}
