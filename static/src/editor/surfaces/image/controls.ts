// What lies on the stage: the tool strip, the zoom bar and the picture's brightness and contrast.
import { effect } from "@preact/signals-core";
import { shapeOf } from "../../core/labeling";
import { iconMarkup, type SurfaceIconName } from "../../../look/surface-icons";
import type { ImageSurface } from "./surface";
import { offersModel, smartControls, toggleModel } from "./smart";
import { actingTool, chooseTool, toolsOffered } from "./tools";
import { texts } from "./texts";

export interface ControlOptions {
  readonly zoom: boolean;
  readonly turn: boolean;
  readonly brightness: boolean;
  readonly contrast: boolean;
  readonly zoomBy: number;
  /** brightness and contrast in percent, by name: what the panel starts with, and what it leaves */
  readonly adjusted: Map<string, string>;
}

export function iconButton(icon: SurfaceIconName, title: string, run: () => void, className = "ib"): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = className;
  button.innerHTML = iconMarkup(icon, className.includes("sm") ? "s14" : "");
  button.setAttribute("aria-label", title);
  button.title = title;
  button.addEventListener("click", run);
  return button;
}

/** Select, pan and the shapes of the config. Nothing is drawn when the picture can only be looked at. */
export function toolStrip(surface: ImageSurface): { readonly element: HTMLElement; readonly stop: () => void } {
  const { editor } = surface;
  const { object } = surface.options;
  const element = document.createElement("div");
  element.className = "tools";
  element.setAttribute("role", "toolbar");
  element.setAttribute("aria-label", texts.tools);
  element.setAttribute("aria-orientation", "vertical");
  const buttons = new Map<string, HTMLButtonElement>();
  const add = (tool: string, icon: SurfaceIconName, title: string, key: string) => {
    const button = iconButton(icon, title, () => chooseTool(editor, object, tool));
    // whoever chose it with a key goes on with keys on the picture
    button.addEventListener("click", ({ detail }) => detail === 0 && tool !== "select" && tool !== "pan" && surface.root.focus());
    const cap = key.replace("shift+", "\u21E7").toUpperCase();
    button.title = `${title}  ${cap}`;
    button.dataset["k"] = cap;
    buttons.set(tool, button);
    element.append(button);
    return button;
  };
  add("select", "select", texts.select, "v");
  add("pan", "hand", texts.pan, "h");
  const tools = toolsOffered(editor, object, true);
  if (tools.length > 0) element.append(document.createElement("hr"));
  for (const tool of tools) add(tool.name, tool.icon, tool.title, tool.key).classList.toggle("way", tool.way !== undefined);
  const smart = smartButtons(surface, element);
  element.addEventListener("keydown", (event) => rove(event, element));
  const stop = effect(() => {
    const acting = actingTool(editor, object);
    const { editable } = editor.current.value;
    smart();
    const offered = new Set(toolsOffered(editor, object).map(({ name }) => name));
    for (const [tool, button] of buttons) {
      button.setAttribute("aria-pressed", String(tool === acting));
      button.tabIndex = tool === acting ? 0 : -1;
      const always = tool === "select" || tool === "pan";
      button.disabled = !(always || editable);
      button.hidden = !(always || offered.has(tool));
    }
  });
  return { element, stop };
}

/** The switch that makes smart tools ask a model, and the one for points that it should leave out; the function returned brings them up to date. */
function smartButtons(surface: ImageSurface, strip: HTMLElement): () => void {
  const { editor, options: { object } } = surface;
  if (!offersModel(editor, object)) return () => undefined;
  const ask = iconButton("spark", texts.askModel, () => toggleModel(editor));
  const leaveOut = iconButton("minus", texts.leaveOut, () => {
    surface.negative = !surface.negative;
    leaveOut.setAttribute("aria-pressed", String(surface.negative));
  });
  ask.title = `${texts.askModel}  Alt A`;
  leaveOut.title = `${texts.leaveOut}  Alt`;
  leaveOut.setAttribute("aria-pressed", "false");
  for (const button of [ask, leaveOut]) button.tabIndex = -1;
  strip.append(document.createElement("hr"), ask, leaveOut);
  const points = smartControls(editor, object).some((node) => shapeOf(node) === "keypoint");
  return () => {
    const on = editor.autoAnnotation.value;
    ask.setAttribute("aria-pressed", String(on));
    leaveOut.hidden = !on || !points;
  };
}

/** Arrow keys walk a toolbar; Tab leaves it. */
function rove(event: KeyboardEvent, toolbar: HTMLElement): void {
  const step = ["ArrowDown", "ArrowRight"].includes(event.key) ? 1 : ["ArrowUp", "ArrowLeft"].includes(event.key) ? -1 : 0;
  if (step === 0) return;
  const buttons = [...toolbar.querySelectorAll("button:not(:disabled,[hidden])")] as HTMLButtonElement[];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  buttons[(at + step + buttons.length) % buttons.length]?.focus();
  event.preventDefault();
  event.stopPropagation();
}

/** The bar at the foot of the stage; `show` writes the scale into it. */
export function zoomBar(surface: ImageSurface, options: ControlOptions): { readonly elements: readonly HTMLElement[]; show(): void } {
  const bar = document.createElement("div");
  bar.className = "float zoom";
  const scale = document.createElement("button");
  scale.type = "button";
  scale.className = "btn quiet sm num";
  scale.title = `${texts.original}  Shift 2`;
  scale.addEventListener("click", () => surface.setScale(1));
  const step = (factor: number) => surface.setScale(surface.viewport.scale * factor);
  if (options.zoom) {
    const split = document.createElement("span");
    split.className = "split";
    bar.append(
      iconButton("minus", texts.zoomOut, () => step(1 / options.zoomBy), "ib sm"),
      scale,
      iconButton("plus", texts.zoomIn, () => step(options.zoomBy), "ib sm"),
      split,
    );
  }
  bar.append(iconButton("fit", texts.fit, () => surface.fit(), "ib sm keep"));
  if (options.turn) bar.append(iconButton("rotate", texts.turn, () => surface.turn(90), "ib sm keep"));
  const elements: HTMLElement[] = [bar];
  if (options.brightness || options.contrast) {
    const panel = adjustPanel(surface, options);
    const toggle = iconButton("gear", texts.adjust, () => {
      panel.hidden = !panel.hidden;
      toggle.setAttribute("aria-expanded", String(!panel.hidden));
      if (!panel.hidden) panel.querySelector("input")?.focus();
    }, "ib sm");
    toggle.setAttribute("aria-expanded", "false");
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      toggle.click();
      toggle.focus();
    });
    bar.append(toggle);
    elements.unshift(panel);
  }
  return { elements, show: () => void (scale.textContent = `${Math.round(surface.viewport.scale * 100)}%`) };
}

function adjustPanel(surface: ImageSurface, { brightness, contrast, adjusted }: ControlOptions): HTMLElement {
  const panel = document.createElement("div");
  panel.className = "adjust";
  panel.hidden = true;
  const inputs: HTMLInputElement[] = [];
  const apply = () => {
    for (const input of inputs) adjusted.set(input.name, input.value);
    surface.root.style.setProperty("--adjusted", inputs.map((input) => `${input.name}(${input.value}%)`).join(" "));
  };
  const slider = (name: string, title: string) => {
    const input = document.createElement("input");
    Object.assign(input, { type: "range", name, min: "20", max: "300", value: adjusted.get(name) ?? "100", id: `adjust-${surface.options.object}-${name}` });
    input.addEventListener("input", apply);
    const label = document.createElement("label");
    label.htmlFor = input.id;
    label.textContent = title;
    inputs.push(input);
    panel.append(label, input);
  };
  if (brightness) slider("brightness", texts.brightness);
  if (contrast) slider("contrast", texts.contrast);
  const reset = document.createElement("button");
  Object.assign(reset, { type: "button", className: "btn sm", textContent: texts.reset });
  reset.addEventListener("click", () => {
    for (const input of inputs) input.value = "100";
    apply();
  });
  panel.append(reset);
  if (adjusted.size > 0) apply();
  return panel;
}
