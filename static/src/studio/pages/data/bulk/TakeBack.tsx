// What was done last to many tasks, and the way back while the server keeps it: the message at the foot is gone by the
// time somebody has looked whether it was right.
import { useEffect, useLayoutEffect } from "preact/hooks";
import { useCommands } from "../../../commands";
import { timeOfDay } from "../../../format";
import { useValue } from "../../../observe";
import { bulk as words } from "../../../strings/bulk";
import type { DataModel } from "../model";
import { BulkActions } from "./bulk-actions";
import { forget, lately, recall, type Undoable } from "./lately";

export function TakeBack({ model }: { readonly model: DataModel }) {
  const last = useValue(lately)[0];
  const takeBack = (one: Undoable): void => void new BulkActions(model).takeBack(one.id);
  useEffect(recall, []);
  useEffect(() => {
    if (!last) return undefined;
    const timer = setTimeout(() => forget(last.id), Math.max(0, Date.parse(last.until) - Date.now()));
    return () => clearTimeout(timer);
  }, [last]);
  // with the paint, not after it: who sees what a key does may press it
  useLayoutEffect(() => {
    if (!last) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      const typing = (event.target as Element | null)?.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable], .quick-look");
      if (typing || event.defaultPrevented || event.shiftKey || event.altKey || !(event.ctrlKey || event.metaKey) || event.key !== "z") return;
      event.preventDefault();
      takeBack(last);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [last]);
  useCommands(() => ({ commands: last ? [{ id: "take-back", title: words.takeBack(last.detail), keys: ["ctrl+z"], run: () => takeBack(last) }] : [] }));
  if (!last) return null;
  return (
    <p class="take-back small">
      <span dir="auto">{last.detail}</span>{" "}
      <button class="btn quiet sm" onClick={() => takeBack(last)}>{words.bringBack}</button>{" "}
      <span class="faint">{words.until(timeOfDay(new Date(last.until)))}</span>
    </p>
  );
}
