import type { Signal } from "@preact/signals-core";
import { useMemo } from "preact/hooks";
import { Icon } from "./icons";
import { Guideline } from "./Guideline";
import { useSignal } from "./useSignal";
import { texts } from "../core/texts";

const BLOCKS = "p, div, li, br, h1, h2, h3, h4, h5, h6, tr";
const LONG = 90;

/** The text of an owner's HTML: parsed into a document that runs and loads nothing. One line for each block. */
export function textOf(html: string): string {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  for (const element of parsed.querySelectorAll("script, style, template")) element.remove();
  for (const block of parsed.querySelectorAll(BLOCKS)) block.after("\n");
  return (parsed.body.textContent ?? "").replace(/[^\S\n]+/g, " ").replace(/ ?\n\s*/g, "\n").trim();
}

/** The strip over the surface: one line of the instruction, the rest on request, as its Markdown says. */
export function Instruction({ html, opened }: { readonly html: string; readonly opened: Signal<boolean> }) {
  const text = useMemo(() => textOf(html), [html]);
  const open = useSignal(opened);
  if (text === "") return null;
  const long = text.length > LONG || /[\n*_`[<]/.test(html);
  return (
    <div class={`guide ${open ? "open" : ""}`}>
      <Icon name="info" />
      {open ? <Guideline source={html} plain={text} /> : <p class="clip" dir="auto">{text.replace(/^#+ |[*`]+|\n/gm, " ")}</p>}
      {long && (
        <button type="button" class="btn quiet sm right" aria-expanded={open} onClick={() => void (opened.value = !open)}>
          {open ? texts.less : texts.guideline}
        </button>
      )}
    </div>
  );
}
