// What a host is told: by an `onSubmitAnnotation` option, or by `.on("submitAnnotation", …)`, under today's or 2020's name.

type Listener = (...values: never[]) => unknown;

export class HostEvents {
  readonly #listeners = new Map<string, Set<Listener>>();

  /** Takes every option that is named "on…" and is a function. */
  constructor(options: Readonly<Record<string, unknown>>) {
    for (const [name, value] of Object.entries(options)) {
      if (/^on[A-Z]/.test(name) && typeof value === "function") this.on(name.charAt(2).toLowerCase() + name.slice(3), value as Listener);
    }
  }

  on(name: string, listener: Listener): void {
    const listeners = this.#listeners.get(canonical(name)) ?? new Set();
    this.#listeners.set(canonical(name), listeners.add(listener));
  }

  off(name: string, listener?: Listener): void {
    if (listener) this.#listeners.get(canonical(name))?.delete(listener);
    else this.#listeners.delete(canonical(name));
  }

  has(name: string): boolean {
    return (this.#listeners.get(name)?.size ?? 0) > 0;
  }

  /** Tells every listener; resolves when all promises that they returned have. */
  async emit(name: string, ...values: readonly unknown[]): Promise<void> {
    const listeners = [...(this.#listeners.get(name) ?? [])] as ((...values: readonly unknown[]) => unknown)[];
    await Promise.all(listeners.map((listener) => listener(...values)));
  }
}

/** "submitCompletion" of 2020 is "submitAnnotation" today. */
function canonical(name: string): string {
  return name.replace(/Completion/g, "Annotation");
}
