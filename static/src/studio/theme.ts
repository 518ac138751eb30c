// Light, dark, or as the system says; kept in this browser.
import { signal } from "@preact/signals-core";
import { stored } from "./storage";

export type Theme = "system" | "light" | "dark";
const KEY = "theme";

const saved = stored.read<Theme>(KEY);
export const theme = signal<Theme>(saved === "light" || saved === "dark" ? saved : "system");

/** Shows a theme and keeps the choice. */
export function setTheme(next: Theme): void {
  theme.value = next;
  if (next === "system") stored.remove(KEY);
  else stored.write(KEY, next);
  applyTheme();
}

/** Puts the chosen theme on the document; without a choice the system decides. */
export function applyTheme(): void {
  if (theme.value === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme.value;
}

/** From what is shown now to the other one. */
export function switchTheme(): void {
  const dark = theme.value === "dark" || (theme.value === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  setTheme(dark ? "light" : "dark");
}
