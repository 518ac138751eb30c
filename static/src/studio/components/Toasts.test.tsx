// @vitest-environment jsdom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { dismiss, toast, toasts } from "../toasts";
import { Toasts } from "./Toasts";

const place = document.body.appendChild(document.createElement("div"));
const field = document.body.appendChild(document.createElement("input"));

beforeEach(() => {
  vi.useFakeTimers();
  void act(() => render(<Toasts />, place));
});
afterEach(() => {
  void act(() => {
    for (const { id } of toasts.value) dismiss(id);
  });
  render(null, place);
  vi.useRealTimers();
});

const pass = (seconds: number): void => void act(() => void vi.advanceTimersByTime(seconds * 1000));
const say = (message: string, run?: () => void): void => void act(() => void toast(message, run ? { action: { title: "Undo", run } } : {}));
const shown = (): string[] => [...place.querySelectorAll(".toast > span:first-child")].map((one) => one.textContent ?? "");
const press = (key: string): void => void act(() => void (document.activeElement ?? document).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })));

it("goes after five seconds, after twelve where something can be done about it", () => {
  say("Copied");
  say("Deleted", () => undefined);
  pass(4.5);
  expect(shown()).toEqual(["Copied", "Deleted"]);
  pass(1);
  expect(shown()).toEqual(["Deleted"]);
  pass(7);
  expect(shown()).toEqual([]);
});

it("waits while the pointer is on it", () => {
  say("Copied");
  place.querySelector(".toast")!.dispatchEvent(new Event("pointerenter"));
  pass(60);
  expect(shown()).toEqual(["Copied"]);
  place.querySelector(".toast")!.dispatchEvent(new Event("pointerleave"));
  pass(6);
  expect(shown()).toEqual([]);
});

it("is reached by F8, waits while it has the focus, and gives the focus back", () => {
  const run = vi.fn();
  field.focus();
  say("Deleted", run);
  press("F8");
  expect(document.activeElement?.textContent).toBe("Undo");
  pass(60);
  expect(shown()).toEqual(["Deleted"]);
  void act(() => (document.activeElement as HTMLElement).click());
  expect(run).toHaveBeenCalledOnce();
  expect(shown()).toEqual([]);
  expect(document.activeElement).toBe(field);
});

it("closes with Escape", () => {
  field.focus();
  say("Copied");
  press("F8");
  press("Escape");
  expect(shown()).toEqual([]);
  expect(document.activeElement).toBe(field);
});
