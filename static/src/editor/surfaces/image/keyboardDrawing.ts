// Drawing without a pointer: Enter puts a shape in the middle of what is seen, and the arrow keys take it where it belongs.
import { computed, effect, untracked } from "@preact/signals-core";
import { isInHand } from "./inHand";
import type { Point } from "./points";
import type { ImageSurface } from "./surface";
import { actingTool, toolsOffered, type DrawingTool } from "./tools";
import { texts } from "./texts";

/** Of what is seen of the picture, in each direction. */
const SHARE = 1 / 3;

/** Binds Enter for shapes that go from corner to corner, while a tool draws and nothing is selected; the returned function takes it away. */
export function bindDrawing(surface: ImageSurface): () => void {
  const { editor } = surface;
  // a shape that begins in its own way has its own keys
  if (!toolsOffered(editor, surface.options.object).some(goesByCorners)) return () => undefined;
  const stops = [
    editor.hotkeys.bind({
      key: "enter", title: texts.drawHere, group: texts.group,
      enabled: () => isInHand(surface) && editor.current.peek().selection.peek().size === 0 && toolForKeys(surface) !== undefined,
      run: () => draw(surface),
    }),
    announceTool(surface),
  ];
  return () => stops.forEach((stop) => stop());
}

/** Says so when a tool is taken up, by its key, its button or a label. */
function announceTool(surface: ImageSurface): () => void {
  const acting = computed(() => actingTool(surface.editor, surface.options.object));
  let before = acting.peek();
  return effect(() => {
    const now = acting.value;
    const tool = now === before ? undefined : untracked(() => toolForKeys(surface));
    before = now;
    if (tool !== undefined && isInHand(surface)) surface.announcer.tool(tool);
  });
}

/** Whether a corner and a corner make what it draws. */
function goesByCorners({ shape, own }: DrawingTool): boolean {
  return own === undefined && (shape.begin === undefined || shape.byCorners === true);
}

function toolForKeys(surface: ImageSurface): DrawingTool | undefined {
  const tool = surface.drawingTool();
  return tool && goesByCorners(tool) ? tool : undefined;
}

function draw(surface: ImageSurface): void {
  const tool = toolForKeys(surface);
  if (tool === undefined) return;
  const share = tool.shape.byPress ? 0 : SHARE;
  const [from, to] = [aroundMiddle(surface, -share), aroundMiddle(surface, share)];
  const geometry = tool.shape.draw(from, to, surface.viewport.picture, surface.shapeOptions(tool.shape, false));
  const region = geometry && surface.create(tool.shape, geometry);
  if (region !== undefined) surface.editor.current.peek().selection.value = new Set([region.id]);
}

/** A spot `share` of half of what is seen away from its middle, on whole pixels of the picture. */
function aroundMiddle({ viewport }: ImageSurface, share: number): Point {
  const [from, to] = viewport.seen;
  const at = (low: number, high: number) => Math.round((low + high) / 2 + ((high - low) * share) / 2);
  return { x: at(from.x, to.x), y: at(from.y, to.y) };
}
