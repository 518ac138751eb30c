// The name of one suggestion with a tick and a cross, where its flag would hang.
import { iconMarkup } from "../../../look/surface-icons";
import type { Region } from "../../core/types";
import { scoreText } from "./flagLayer";
import { boundsAround } from "./selecting";
import { boundsOf } from "./several";
import type { ImageSurface } from "./surface";
import { texts } from "./texts";

/** between the bar and the edge of the stage */
const EDGE = 4;

export class GhostBar {
  readonly root = document.createElement("div");
  readonly #surface: ImageSurface;
  readonly #name = document.createElement("span");
  #region: Region | undefined;

  constructor(surface: ImageSurface, onLeave: () => void) {
    this.#surface = surface;
    this.root.className = "ghost-bar";
    this.root.hidden = true;
    this.root.setAttribute("role", "group");
    this.#name.className = "clip";
    this.root.append(this.#name, this.#button("check", texts.accept, true), this.#button("close", texts.refuse, false));
    this.root.addEventListener("pointerleave", onLeave);
  }

  /** Without a region there is none. */
  show(region: Region | undefined): void {
    const bounds = region && boundsAround(this.#surface, [region]);
    this.root.hidden = bounds === undefined;
    this.#region = region;
    if (!region || !bounds) return;
    const { editor, viewport } = this.#surface;
    const look = editor.look(region);
    const name = [look.labels.join(", "), scoreText(look.score)].filter(Boolean).join(" ");
    this.#name.textContent = name;
    this.root.setAttribute("aria-label", texts.suggestion(name));
    const { left, top, right, bottom } = boundsOf([viewport.toStage({ x: bounds.left, y: bounds.top }), viewport.toStage({ x: bounds.right, y: bounds.bottom })])!;
    const { width, height } = viewport.stage;
    // at the foot where there is no room above, within it where there is none at all
    const own = this.root.offsetHeight;
    const y = top >= own ? top - own : bottom + own <= height ? bottom : Math.max(0, top);
    const x = Math.max(EDGE, Math.min(left - 1, width - this.root.offsetWidth - EDGE));
    const seen = right >= 0 && left <= width && bottom >= 0 && top <= height;
    this.root.hidden = !seen;
    this.root.style.transform = `translate(${Math.round(x)}px,${Math.round(y)}px)`;
  }

  #button(icon: "check" | "close", title: string, accepts: boolean): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.innerHTML = iconMarkup(icon, "s14");
    button.setAttribute("aria-label", title);
    button.title = title;
    button.addEventListener("click", () => {
      const region = this.#region;
      const deciding = this.#surface.editor.deciding.peek();
      if (region === undefined || deciding === undefined) return;
      if (accepts) deciding.accept([region.id]);
      else deciding.refuse([region.id]);
      this.#surface.root.focus({ preventScroll: true });
    });
    return button;
  }
}
