// A player: the browser's own sound with our buttons, which fit the page, the keyboard and a finger.
import { asText } from "../../core/variables";
import type { Region, TagContext, TagInstance } from "../../core/types";
import "./audio.css";
import { texts } from "./texts";
import { timeText } from "./time";

const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];
/** What a press of an arrow key moves by, in seconds. */
const STEP = 5;
const PLAY = '<path d="M5 3.2v9.6L12.6 8Z" fill="currentColor"/>';
const PAUSE = '<path d="M5.2 3.5v9M10.8 3.5v9" stroke-width="2.4"/>';
const LOUD = '<path d="M2.5 6v4h2.6L8.5 13V3L5.1 6ZM11 5.6a3.4 3.4 0 0 1 0 4.8M12.8 3.8a6 6 0 0 1 0 8.4"/>';

export function createAudio(context: TagContext): TagInstance {
  return new AudioInstance(context);
}

class AudioInstance implements TagInstance {
  readonly #context: TagContext;
  readonly #frame = document.createElement("div");
  readonly #sound = document.createElement("audio");
  readonly #play = document.createElement("button");
  readonly #seek = slider(texts.position, "seek");
  readonly #time = document.createElement("span");
  readonly #stop: (() => void)[] = [];

  constructor(context: TagContext) {
    this.#context = context;
  }

  mount(element: HTMLElement): void {
    const { attributes, name, value } = this.#context;
    const address = asText(value);
    this.#frame.className = "audio-player";
    this.#frame.setAttribute("role", "group");
    this.#frame.setAttribute("aria-label", name);
    element.append(this.#frame);
    if (address === "") return this.#fail(texts.none, "note");
    this.#play.type = "button";
    this.#play.className = "play";
    this.#time.className = "time";
    this.#frame.append(this.#sound, this.#play, this.#seek, this.#time);
    if (attributes.boolean("volume")) this.#frame.append(this.#volume());
    if (attributes.boolean("speed")) this.#frame.append(this.#speeds());
    this.#listen();
    this.#bindKeys();
    this.#sound.volume = Math.min(1, Math.max(0, attributes.number("defaultVolume")));
    this.#sound.playbackRate = this.#firstSpeed();
    this.#sound.preload = "metadata";
    this.#sound.src = address;
    this.#showState();
    this.#showTime();
  }

  destroy(): void {
    for (const stop of this.#stop.splice(0)) stop();
    this.#sound.pause();
    this.#sound.removeAttribute("src");
    this.#frame.remove();
  }

  describe(region: Region): { readonly title: string; readonly detail: string } {
    const { start, end } = region.items[0]?.value ?? {};
    if (typeof start !== "number" || typeof end !== "number") return { title: "", detail: "" };
    return { title: `${timeText(start, true)}–${timeText(end, true)}`, detail: "" };
  }

  reveal(region: Region): void {
    const start = region.items[0]?.value?.["start"];
    if (typeof start === "number") this.#sound.currentTime = start;
  }

  #listen(): void {
    const sound = this.#sound;
    for (const name of ["play", "pause", "ended"]) sound.addEventListener(name, () => this.#showState());
    for (const name of ["timeupdate", "durationchange", "seeking"]) sound.addEventListener(name, () => this.#showTime());
    sound.addEventListener("error", () => sound.hasAttribute("src") && this.#fail(texts.failed, "alert"));
    this.#play.addEventListener("click", () => this.#toggle());
    this.#seek.addEventListener("input", () => (sound.currentTime = Number(this.#seek.value)));
    this.#seek.addEventListener("keydown", (event) => this.#step(event));
  }

  /** The range's own step is finer than a press of an arrow key should be. */
  #step(event: KeyboardEvent): void {
    const steps: Readonly<Record<string, number>> = { ArrowLeft: -STEP, ArrowRight: STEP, ArrowDown: -STEP, ArrowUp: STEP };
    const by = event.ctrlKey || event.altKey || event.metaKey ? undefined : steps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    this.#move(by);
  }

  #move(seconds: number): void {
    this.#sound.currentTime = Math.min(this.#sound.duration || 0, Math.max(0, this.#sound.currentTime + seconds));
  }

  #toggle(): void {
    if (!this.#sound.paused) return this.#sound.pause();
    // a refusal to play is an error event, or the pause that came before the sound did
    this.#sound.play().catch(() => this.#showState());
  }

  #bindKeys(): void {
    const { attributes, editor, name } = this.#context;
    const group = texts.group(name);
    const bind = (key: string, title: string, run: () => void): void => void this.#stop.push(editor.hotkeys.bind({ key, title, group, inInputs: true, run }));
    bind(attributes.string("hotkey"), texts.play, () => this.#toggle());
    bind("alt+left", texts.back, () => this.#move(-STEP));
    bind("alt+right", texts.forward, () => this.#move(STEP));
  }

  #firstSpeed(): number {
    const wanted = this.#context.attributes.number("defaultSpeed");
    return wanted >= 0.25 && wanted <= 4 ? wanted : 1;
  }

  #speeds(): HTMLElement {
    const select = document.createElement("select");
    select.className = "in speed";
    select.setAttribute("aria-label", texts.speed);
    const first = this.#firstSpeed();
    const speeds = SPEEDS.includes(first) ? SPEEDS : [...SPEEDS, first].sort((a, b) => a - b);
    select.append(...speeds.map((speed) => new Option(`${speed}×`, String(speed), speed === first, speed === first)));
    select.addEventListener("change", () => (this.#sound.playbackRate = Number(select.value)));
    return select;
  }

  #volume(): HTMLElement {
    const label = document.createElement("span");
    label.className = "loudness";
    label.innerHTML = icon(LOUD);
    const range = slider(texts.volume, "volume");
    range.max = "1";
    range.step = "0.05";
    range.value = String(Math.min(1, Math.max(0, this.#context.attributes.number("defaultVolume"))));
    range.addEventListener("input", () => (this.#sound.volume = Number(range.value)));
    label.append(range);
    return label;
  }

  #showState(): void {
    const { paused } = this.#sound;
    this.#play.innerHTML = icon(paused ? PLAY : PAUSE);
    this.#play.title = paused ? texts.play : texts.pause;
    this.#play.setAttribute("aria-label", this.#play.title);
  }

  #showTime(): void {
    const { currentTime, duration } = this.#sound;
    const known = Number.isFinite(duration);
    this.#seek.disabled = !known;
    this.#seek.max = String(known ? duration : 0);
    this.#seek.value = String(currentTime);
    const text = known ? `${timeText(currentTime)} / ${timeText(duration)}` : timeText(currentTime);
    this.#seek.setAttribute("aria-valuetext", text);
    this.#time.textContent = text;
  }

  #fail(sentence: string, role: "alert" | "note"): void {
    const state = document.createElement("p");
    state.className = "state";
    state.setAttribute("role", role);
    state.textContent = sentence;
    this.#frame.replaceChildren(state);
  }
}

function icon(paths: string): string {
  return `<svg class="i" viewBox="0 0 16 16" aria-hidden="true">${paths}</svg>`;
}

function slider(name: string, className: string): HTMLInputElement {
  const range = document.createElement("input");
  range.type = "range";
  range.className = className;
  range.min = "0";
  range.step = "0.01";
  range.value = "0";
  range.setAttribute("aria-label", name);
  return range;
}
