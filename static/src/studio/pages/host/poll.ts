// What is asked for again and again: the last answer stays while the next one is on its way, and while none comes.
import { signal, type ReadonlySignal } from "@preact/signals-core";
import { ConnectionLost } from "../../api";
import { isAbort, isSignedOut } from "./ask";

export interface Reading<T> {
  /** the last answer; undefined before the first */
  readonly value: T | undefined;
  /** when it came */
  readonly at: Date | undefined;
  /** why there is no newer one */
  readonly fault: Fault | undefined;
}

export interface Fault {
  /** nobody answered, as opposed to a refusal */
  readonly silent: boolean;
  readonly message: string;
}

const NOTHING: Reading<never> = { value: undefined, at: undefined, fault: undefined };

/** Asks at once when started, then `every` milliseconds after each answer while the page is visible. */
export class Poll<T> {
  readonly #reading = signal<Reading<T>>(NOTHING);
  #load: (signal: AbortSignal) => Promise<T>;
  readonly #every: number;
  #asking: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;

  constructor(load: (signal: AbortSignal) => Promise<T>, every: number) {
    this.#load = load;
    this.#every = every;
  }

  get reading(): ReadonlySignal<Reading<T>> {
    return this.#reading;
  }

  /** Starts asking; returns the function that stops it. */
  start(): () => void {
    this.#running = true;
    document.addEventListener("visibilitychange", this.#onVisible);
    void this.again();
    return () => {
      this.#running = false;
      document.removeEventListener("visibilitychange", this.#onVisible);
      clearTimeout(this.#timer);
      this.#asking?.abort();
    };
  }

  /** Asks for something else from now on: the answer under way no longer counts. The last one stays until the new one
   *  is there, unless `forget`. */
  change(load: (signal: AbortSignal) => Promise<T>, { forget = false } = {}): void {
    this.#load = load;
    if (forget) this.#reading.value = NOTHING;
    if (this.#running) void this.again();
  }

  /** Puts a newer value in the place of the last answer, as an action returned it. */
  replace(next: (last: T) => T): void {
    const { value } = this.#reading.peek();
    if (value !== undefined) this.#reading.value = { ...this.#reading.peek(), value: next(value) };
  }

  /** Asks now; resolves when the answer is shown, or when there is none. */
  async again(): Promise<void> {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    try {
      const value = await this.#load(asking.signal);
      if (this.#asking === asking) this.#reading.value = { value, at: new Date(), fault: undefined };
    } catch (error) {
      if (isAbort(error) || this.#asking !== asking) return;
      if (isSignedOut(error)) return;
      if (!(error instanceof Error)) throw error;
      this.#reading.value = { ...this.#reading.peek(), fault: { silent: error instanceof ConnectionLost, message: error.message } };
    }
    if (this.#asking === asking) this.#wait();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    if (this.#running && document.visibilityState === "visible") this.#timer = setTimeout(() => void this.again(), this.#every);
  }

  readonly #onVisible = (): void => {
    if (document.visibilityState !== "visible") return clearTimeout(this.#timer);
    const { at } = this.#reading.peek();
    if (!at || Date.now() - at.getTime() >= this.#every) void this.again();
    else this.#wait();
  };
}
