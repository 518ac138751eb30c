// Short messages at the foot of the page. One with an action stays 12 s, the others 5 s; components/Toasts.tsx takes them away.
import { signal } from "@preact/signals-core";
import { refused } from "./api";

export interface Toast {
  readonly id: number;
  readonly message: string;
  readonly kind: "info" | "bad";
  readonly action: { readonly title: string; run(): void } | undefined;
  /** milliseconds since the epoch; later when it was pointed at */
  readonly until: number;
}

export const toasts = signal<readonly Toast[]>([]);
let last = 0;

/** Shows a message; returns its id for `dismiss`. */
export function toast(message: string, options: { readonly kind?: "info" | "bad"; readonly action?: Toast["action"] } = {}): number {
  last += 1;
  const id = last;
  const stays = options.action ? 12_000 : 5_000;
  const next: Toast = { id, message, kind: options.kind ?? "info", action: options.action, until: Date.now() + stays };
  toasts.value = [...toasts.value.filter((one) => one.message !== message).slice(-2), next];
  return id;
}

/** Takes a message away. */
export function dismiss(id: number): void {
  toasts.value = toasts.value.filter((one) => one.id !== id);
}

/** Shows an error as a message: its sentence, whatever it is. */
export function toastError(error: unknown): void {
  if (error !== undefined && error === refused.peek()) return; // the frame tells it, and for how long
  toast(error instanceof Error ? error.message : String(error), { kind: "bad" });
}
