// Keys of the picture: tools, zoom, and moving what is selected by pixels of the picture.
import { effect } from "@preact/signals-core";
import type { Region } from "../../core/types";
import { bindDrawing } from "./keyboardDrawing";
import type { Point } from "./points";
import { boundsAround, movedTogether } from "./selecting";
import { geometryOf, shapeOfRegion, type Geometry } from "./shape";
import { offersModel, toggleModel } from "./smart";
import { arrange } from "./stacking";
import type { ImageSurface } from "./surface";
import { chooseTool, toolsOffered } from "./tools";
import { isInHand, watchHand } from "./inHand";
import { texts } from "./texts";

const ARROWS: readonly (readonly [string, Point])[] = [
  ["left", { x: -1, y: 0 }], ["right", { x: 1, y: 0 }], ["up", { x: 0, y: -1 }], ["down", { x: 0, y: 1 }],
];

/** Binds the keys; the returned function takes them away. `zoomBy` is the factor of one step. */
export function bindKeys(surface: ImageSurface, zoomBy: number): () => void {
  const { editor } = surface;
  const { object } = surface.options;
  const enabled = () => isInHand(surface);
  const bind = (key: string, title: string, run: () => void) => editor.hotkeys.bind({ key, title, group: texts.group, enabled, run });
  const draw = (key: string, title: string, run: () => void) => editor.hotkeys.bind({ key, title, group: texts.group, run });
  const zoom = (factor: number) => surface.setScale(surface.viewport.scale * factor);
  const stops = [
    watchHand(surface),
    bind("v", texts.select, () => chooseTool(editor, object, "select")),
    bind("h", texts.pan, () => chooseTool(editor, object, "pan")),
    ...toolsOffered(editor, object, true).map((tool) => draw(tool.key, tool.title, () => chooseTool(editor, object, tool.name))),
    bind("ctrl+=", texts.zoomIn, () => zoom(zoomBy)),
    bind("ctrl+-", texts.zoomOut, () => zoom(1 / zoomBy)),
    bind("shift+1", texts.fit, () => surface.fit()),
    bind("shift+2", texts.original, () => surface.setScale(1)),
    bind("alt+left", texts.turnLeft, () => surface.turn(-90)),
    bind("alt+right", texts.turnRight, () => surface.turn(90)),
    bindOrder(surface),
    ...(offersModel(editor, object) ? [bind("alt+a", texts.askModel, () => toggleModel(editor))] : []),
    bindArrows(surface),
    bindDrawing(surface),
    bindSpace(surface),
  ];
  return () => stops.forEach((stop) => stop());
}

/** Arrow keys mean the picture only while a region of it is selected. */
function bindArrows(surface: ImageSurface): () => void {
  const { editor } = surface;
  return effect(() => {
    const annotation = editor.current.value;
    if (annotation.selection.value.size === 0 || !annotation.editable) return undefined;
    const enabled = () => surface.selected().length > 0;
    const bind = (key: string, title: string, run: () => void) => editor.hotkeys.bind({ key, title, group: texts.selectedRegion, enabled, run });
    // Ctrl with left and right goes through the pictures of a list
    const grows = (key: string, by: Point) => (surface.options.item !== undefined && by.x !== 0 ? `ctrl+shift+${key}` : `ctrl+${key}`);
    const stops = ARROWS.flatMap(([key, by]) => [
      bind(key, texts.move1, () => nudge(surface, by)),
      bind(`shift+${key}`, texts.move10, () => nudge(surface, { x: by.x * 10, y: by.y * 10 })),
      bind(grows(key, by), texts.grow1, () => grow(surface, by)),
    ]);
    return () => stops.forEach((stop) => stop());
  });
}

/** In front of the others, or behind them: only while something is selected. */
function bindOrder(surface: ImageSurface): () => void {
  const { editor } = surface;
  const enabled = () => surface.selected().length > 0;
  const put = (to: "front" | "back") => arrange(editor.current.peek(), surface.selected().map(({ id }) => id), to);
  const stops = [
    editor.hotkeys.bind({ key: "ctrl+]", title: texts.front, group: texts.selectedRegion, enabled, run: () => put("front") }),
    editor.hotkeys.bind({ key: "ctrl+[", title: texts.back, group: texts.selectedRegion, enabled, run: () => put("back") }),
  ];
  return () => stops.forEach((stop) => stop());
}

/** Several presses in a row are one step of undo. */
function write(surface: ImageSurface, name: string, changes: ReadonlyMap<Region, Geometry>): void {
  if (changes.size > 0) surface.write(changes, `${name} ${[...changes.keys()].map((region) => region.id).join(" ")}`);
}

function free(surface: ImageSurface): readonly Region[] {
  return surface.selected().filter((region) => !region.locked && shapeOfRegion(region) !== undefined);
}

/** One pixel of the picture, in the direction that the screen shows. */
function onPicture(surface: ImageSurface, by: Point): Point {
  const { viewport } = surface;
  const way = viewport.deltaToPicture({ x: by.x * viewport.scale, y: by.y * viewport.scale });
  return { x: Math.round(way.x), y: Math.round(way.y) };
}

function nudge(surface: ImageSurface, by: Point): void {
  const regions = free(surface);
  const before = new Map(regions.map((region) => [region, geometryOf(region)]));
  write(surface, "nudge", movedTogether(surface, before, boundsAround(surface, regions), onPicture(surface, by)));
}

/** To the right and down is larger, also on a picture that is turned: there the one is the other side of the shape. */
function grow(surface: ImageSurface, by: Point): void {
  const way = onPicture(surface, by);
  const sign = by.x + by.y;
  const sides = { x: Math.abs(way.x) * sign, y: Math.abs(way.y) * sign };
  const grown = free(surface).flatMap((region): [Region, Geometry][] => {
    const geometry = shapeOfRegion(region)!.grow(geometryOf(region), sides, surface.viewport.picture);
    return geometry === undefined ? [] : [[region, geometry]];
  });
  write(surface, "grow", new Map(grown));
}

/** While the space bar is down a drag moves the picture. */
function bindSpace(surface: ImageSurface): () => void {
  const abort = new AbortController();
  const { signal } = abort;
  let over = false;
  const concerns = () => over && (document.activeElement === document.body || surface.root === document.activeElement);
  surface.root.addEventListener("pointerenter", () => void (over = true), { signal });
  surface.root.addEventListener("pointerleave", () => void (over = false), { signal });
  const hold = (held: boolean) => {
    surface.panHeld = held;
    surface.setCursor(undefined);
  };
  document.addEventListener("keydown", (event) => {
    if (event.code !== "Space" || event.ctrlKey || event.altKey || event.metaKey || !concerns()) return;
    event.preventDefault();
    if (!event.repeat) hold(true);
  }, { signal });
  document.addEventListener("keyup", (event) => event.code === "Space" && surface.panHeld && hold(false), { signal });
  surface.root.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey) && event.target === surface.root) {
      event.preventDefault();
      surface.editor.current.peek().selection.value = new Set(surface.regions().flatMap(({ id, hidden }) => (hidden ? [] : id)));
    }
    if (event.key !== "Escape" || !surface.cancel()) return;
    event.preventDefault();
    event.stopPropagation();
  }, { signal });
  return () => abort.abort();
}
