// Saves a draft after a pause in the work; never two at once, and what came meanwhile is saved after.

export type SaveDraft = () => Promise<unknown> | unknown;

export class Autosave {
  readonly #save: SaveDraft;
  readonly #pause: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | undefined;
  #pending = false;

  /** `pause` in milliseconds. */
  constructor(save: SaveDraft, pause = 1000) {
    this.#save = save;
    this.#pause = pause;
  }

  /** Something changed: saves when nothing has changed for the length of the pause. */
  touch(): void {
    this.#pending = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), this.#pause);
  }

  /** Forgets what waits: it was saved in another way. */
  cancel(): void {
    this.#pending = false;
    clearTimeout(this.#timer);
  }

  /** Saves now what waits; resolves when nothing waits any more. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#running;
    if (!this.#pending) return;
    this.#pending = false;
    this.#running = this.#run();
    await this.#running;
    this.#running = undefined;
  }

  async #run(): Promise<void> {
    await this.#save();
  }
}
