// What can be done with points, at the foot of the picture: while one is drawn, when a point is chosen, and when an
// unfinished region is selected. Fingers have no Enter and no Backspace.
import { iconMarkup } from "../../../../look/surface-icons";
import { geometryOf } from "../shape";
import type { Chosen, PointEditor } from "./editing";
import "./pointwise.css";
import { percentOf } from "./polyline";
import { texts } from "./texts";
import { goOn, type Tracing } from "./tracing";

export class PointBar {
  readonly #editor: PointEditor;
  readonly #root = document.createElement("div");
  readonly #said = document.createElement("span");
  readonly #place = document.createElement("span");
  readonly #buttons = document.createElement("span");
  /** which buttons it has, and the drawing that they are of */
  #form = "";
  #owner: unknown;

  constructor(editor: PointEditor) {
    this.#editor = editor;
    this.#root.className = "float points";
    this.#root.setAttribute("role", "toolbar");
    this.#root.setAttribute("aria-label", texts.bar);
    this.#root.hidden = true;
    this.#said.className = "said num";
    this.#said.setAttribute("role", "status");
    this.#place.className = "place num";
    this.#buttons.className = "acts";
    this.#root.append(this.#said, this.#place, this.#buttons);
  }

  mount(): void {
    this.#editor.surface.root.append(this.#root);
  }

  destroy(): void {
    this.#root.remove();
  }

  /** Shows what there is to show; everything it reads is tracked. */
  show(): void {
    const { tracing, count } = this.#editor;
    const chosen = this.#editor.region();
    const index = this.#editor.index;
    this.#place.textContent = "";
    this.#root.classList.toggle("drawing", tracing !== undefined);
    if (tracing !== undefined) return count > 0 ? this.#tracing(tracing, count) : this.#hide();
    if (chosen !== undefined && index !== undefined) return this.#chosen(chosen, index);
    if (chosen !== undefined && chosen.shape.unfinished(chosen.value, this.#editor.surface.shapeOptions(chosen.shape, false, chosen.region))) {
      return this.#unfinished(chosen);
    }
    this.#hide();
  }

  #hide(): void {
    this.#root.hidden = true;
    this.#said.textContent = "";
  }

  #tracing(tracing: Tracing, count: number): void {
    this.#said.textContent = texts.count(count);
    const { closes } = tracing;
    this.#form = this.#fill(`tracing ${closes}`, () => [
      iconButton("undo", texts.takeBack, () => tracing.takeBack()),
      button(closes ? texts.close : texts.finish, () => tracing.finish()),
      ...(closes ? [button(texts.leaveOpen, () => tracing.finish(false), "quiet")] : []),
      iconButton("close", texts.drop, () => tracing.cancel()),
    ], tracing);
  }

  #chosen(chosen: Chosen, index: number): void {
    const { viewport } = this.#editor.surface;
    const points = chosen.shape.points(chosen.value, viewport.picture);
    const at = points[index];
    if (at === undefined) return this.#hide();
    this.#said.textContent = texts.place(index + 1, points.length);
    const { x, y } = percentOf(at, viewport.picture);
    this.#place.textContent = texts.at(x.toFixed(1), y.toFixed(1));
    this.#form = this.#fill("chosen", () => [
      button(texts.addAfter, () => this.#onChosen((now, place) => this.#editor.addAfter(now, place))),
      iconButton("trash", texts.deletePoint, () => this.#onChosen((now, place) => this.#editor.remove(now, place))),
    ]);
    const options = this.#editor.surface.shapeOptions(chosen.shape, false, chosen.region);
    const after = this.#buttons.firstElementChild as HTMLButtonElement;
    after.disabled = chosen.shape.insertAfter(chosen.value, index, viewport.picture, options) === undefined;
  }

  #unfinished(chosen: Chosen): void {
    this.#said.textContent = texts.unfinished(this.#editor.countOf(chosen));
    this.#form = this.#fill("unfinished", () => [
      button(texts.goOn, () => {
        const now = this.#editor.region();
        if (now !== undefined) goOn(this.#editor.surface, now.shape, now.region);
      }),
      button(texts.close, () => this.#close(), "quiet"),
    ]);
  }

  #close(): void {
    const now = this.#editor.region();
    if (now === undefined) return;
    const { surface } = this.#editor;
    const least = now.shape.least(now.value, true, surface.shapeOptions(now.shape, false, now.region));
    if (this.#editor.countOf(now) < least) return surface.editor.notify(texts.needs(least), "warning");
    surface.write(new Map([[now.region, now.shape.finish(geometryOf(now.region), true)]]));
  }

  #onChosen(act: (chosen: Chosen, index: number) => void): void {
    const [chosen, index] = [this.#editor.region(), this.#editor.index];
    if (chosen !== undefined && index !== undefined) act(chosen, index);
  }

  /** New buttons only when they are other ones: a press on one of them must not lose its focus. */
  #fill(form: string, make: () => readonly HTMLElement[], owner?: unknown): string {
    this.#root.hidden = false;
    if (form !== this.#form || owner !== this.#owner) this.#buttons.replaceChildren(...make());
    this.#owner = owner;
    return form;
  }
}

function button(title: string, run: () => void, kind = ""): HTMLButtonElement {
  const element = document.createElement("button");
  Object.assign(element, { type: "button", className: `btn sm ${kind}`, textContent: title });
  element.addEventListener("click", run);
  return element;
}

function iconButton(icon: "undo" | "close" | "trash", title: string, run: () => void): HTMLButtonElement {
  const element = button("", run);
  element.className = "ib sm";
  element.innerHTML = iconMarkup(icon, "s14");
  element.setAttribute("aria-label", title);
  element.title = title;
  return element;
}
