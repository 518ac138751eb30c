// Which tools a picture offers and which one acts: what the strip shows pressed and what a drag on the stage does.
import { attributesOf } from "../../core/attributes";
import { drawsNow, offersLabels, shapeOf } from "../../core/labeling";
import { targetsOf } from "../../core/tree";
import type { SurfaceIconName } from "../../../look/surface-icons";
import type { Attributes, ConfigNode, EditorState, Region } from "../../core/types";
import { shapeNamed, type DrawingWay, type ImageShape, type ShapeTool } from "./shape";

/** The controls of the config that draw on this picture or label what is drawn on it. */
export function controlsOf(editor: EditorState, object: string): readonly ConfigNode[] {
  return [...editor.config.byName.values()].filter((node) => node.descriptor?.region === true && targetsOf(node).includes(object));
}

/** The shapes that can be drawn, in the order of the config; `ever`: also those that only ask a model, while none is asked. */
export function shapesOffered(editor: EditorState, object: string, ever = false): readonly ImageShape[] {
  const names = new Set(controlsOf(editor, object).filter((control) => ever || drawsNow(editor, control)).map(shapeOf));
  return [...names].flatMap((name) => shapeNamed(name) ?? []);
}

export interface DrawingTool {
  readonly name: string;
  readonly title: string;
  readonly icon: SurfaceIconName;
  readonly key: string;
  readonly shape: ImageShape;
  readonly way?: DrawingWay;
  readonly own?: ShapeTool;
}

/** The tools that draw: one for each shape, one for each further way of drawing it, and those that change it. */
export function toolsOffered(editor: EditorState, object: string, ever = false): readonly DrawingTool[] {
  const shapes = shapesOffered(editor, object, ever);
  const own = new Map(shapes.flatMap((shape) => (shape.tools ?? []).map((tool) => [tool.name, { shape, tool }] as const)));
  return [
    ...shapes.flatMap((shape) => [
      { name: shape.name, title: shape.title, icon: shape.icon, key: shape.key, shape },
      ...(shape.ways ?? []).map((way) => ({ name: way.name, title: way.title, icon: way.icon, key: way.key, shape, way })),
    ]),
    ...[...own.values()].map(({ shape, tool }) => ({ name: tool.name, title: tool.title, icon: tool.icon, key: tool.key, shape, own: tool })),
  ];
}

/** The tool that acts now: the one chosen. With a label picked, "select", and what draws no such shape, give way to the label's shape. */
export function actingTool(editor: EditorState, object: string): string {
  const tool = editor.tool.value;
  const active = editor.activeLabels.value;
  const shapes = shapesOffered(editor, object);
  if (!editor.current.value.editable) return tool === "pan" ? "pan" : "select";
  if (tool === "pan") return tool;
  const picked = controlsOf(editor, object).filter((node) => (active.get(node.attributes["name"] ?? "") ?? []).length > 0);
  const chosen = toolsOffered(editor, object).find(({ name }) => name === tool);
  const draws = (node: ConfigNode) => ["", chosen?.shape.name].includes(shapeOf(node));
  if (chosen !== undefined && (chosen.own !== undefined || picked.length === 0 || picked.some(draws))) return tool;
  if (chosen === undefined && tool !== "select") return "select";
  for (const node of picked) {
    const shape = shapes.find((candidate) => candidate.name === shapeOf(node));
    if (shape !== undefined) return shape.name;
  }
  return picked.some((node) => shapeOf(node) === "") ? (shapes[0]?.name ?? "select") : "select";
}

/** Chooses a tool, and puts the labels down that it does not draw: with "select" all of them, else they would go on drawing. */
export function chooseTool(editor: EditorState, object: string, tool: string): void {
  const drawing = toolsOffered(editor, object).find(({ name }) => name === tool);
  const keeps = (node: ConfigNode) => drawing?.own !== undefined || tool === "pan" || (drawing !== undefined && ["", drawing.shape.name].includes(shapeOf(node)));
  const next = new Map(editor.activeLabels.peek());
  for (const node of controlsOf(editor, object)) if (offersLabels(node) && !keeps(node)) next.delete(node.attributes["name"] ?? "");
  editor.tool.value = tool;
  if (next.size < editor.activeLabels.peek().size) editor.activeLabels.value = next;
}

interface DrawingAttributes {
  readonly canRotate: boolean;
  readonly snap: boolean;
  readonly attributes?: Attributes;
}

/** What a control says about a shape: that of the region, else the one whose label is picked, else the first that draws it. */
export function drawingAttributes(editor: EditorState, object: string, shape: string, region?: Region): DrawingAttributes {
  const nodes = controlsOf(editor, object).filter((candidate) => shapeOf(candidate) === shape);
  const active = editor.activeLabels.peek();
  const named = (node: ConfigNode) => node.attributes["name"] ?? "";
  const node = nodes.find((candidate) => region?.items.some((item) => item.from_name === named(candidate)))
    ?? nodes.find((candidate) => (active.get(named(candidate)) ?? []).length > 0) ?? nodes[0];
  if (node === undefined) return { canRotate: true, snap: false };
  const attributes = attributesOf(node);
  return { canRotate: attributes.boolean("canRotate"), snap: attributes.string("snap") === "pixel", attributes };
}
