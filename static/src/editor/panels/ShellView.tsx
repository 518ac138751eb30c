import type { Signal } from "@preact/signals-core";
import { useLayoutEffect, useMemo } from "preact/hooks";
import type { ShellProps } from "./contract";
import { useLoadedParts, useParts, useRelations } from "./later";
import { ProblemBar, Toast } from "./Notices";
import { RegionsPanel } from "./regions/RegionsPanel";
import { Slot } from "./Slot";
import { SubmitBar } from "./SubmitBar";
import { TaskBar } from "./TaskBar";
import { useSignal } from "./useSignal";
import { texts } from "../core/texts";

interface ShellViewProps {
  readonly shell: ShellProps;
  readonly hotkeysOpen: Signal<boolean>;
  readonly guidelineOpen: Signal<boolean>;
}

function slotElement(className: string): HTMLElement {
  const element = document.createElement("div");
  element.className = className;
  return element;
}

const FOOT = ["controls", "submit", "update", "skip"];
const TASK_BAR = ["panel", "infobar", "topbar:prevnext", "topbar:task-counter", "annotations:tabs", "annotations:menu", "annotations:current", "predictions:tabs", "predictions:menu"];

/** The editor around the config's tags. It is made anew for every task: see the key in index.tsx. */
export function ShellView({ shell, hotkeysOpen, guidelineOpen }: ShellViewProps) {
  const { editor } = shell;
  const slots = useMemo(() => ({ bar: slotElement("labels"), main: slotElement("config"), details: slotElement("det-controls") }), []);
  const sheet = useSignal(hotkeysOpen);
  const sheetParts = useParts(sheet);
  const annotation = useSignal(editor.current);
  useParts(useSignal(editor.predictions).length > 0);
  const guided = editor.interfaces.has("instruction") && shell.description !== "";
  const guide = useParts(guided);
  const later = useLoadedParts();
  const has = (names: readonly string[]) => names.some((name) => editor.interfaces.has(name));
  const relations = useRelations(editor);
  const side = editor.interfaces.has("side-column");
  useLayoutEffect(() => shell.mountConfig({ bar: slots.bar, main: slots.main, details: side ? slots.details : undefined }), []);
  const prediction = annotation.source.kind === "prediction";
  return (
    <div class={`lab ${side ? "" : "no-side"} ${prediction ? "is-prediction" : ""}`}>
      {has(TASK_BAR) && <TaskBar shell={shell} />}
      <Slot name="bar-at" element={slots.bar} />
      <div class="main" role="region" aria-label={texts.area}>
        <ProblemBar shell={shell} />
        {prediction && <p class="note acc pred-note">{texts.readOnly}</p>}
        {guide ? <guide.Instruction html={shell.description} opened={guidelineOpen} /> : guided && <div class="guide" />}
        <Slot name="config-at" element={slots.main} />
        {later && <later.Beside shell={shell} />}
        {relations && <relations.Arrows editor={editor} />}
      </div>
      {side && <RegionsPanel shell={shell} details={slots.details} relations={relations} />}
      {has(FOOT) && <SubmitBar shell={shell} />}
      <Toast shell={shell} />
      {sheetParts && <sheetParts.HotkeySheet editor={editor} close={() => void (hotkeysOpen.value = false)} />}
    </div>
  );
}
