// The state of the visual builder: the parts of the text, one way to change it, and the way back.
import { useMemo, useRef, useState } from "preact/hooks";
import type { TagTable } from "../../../shared/tag-table";
import { readParts, type Shown } from "./model";

export interface Builder {
  readonly text: string;
  readonly table: TagTable;
  readonly shown: Shown;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Puts another text in the place of this one. Changes with the same key, one after the other, are one step back. */
  edit(next: string, options?: { readonly key?: string; readonly focus?: string }): void;
  undo(): void;
  redo(): void;
  /** Takes the name of the element (data-focus) that is to have the focus now; it is given once. */
  takeFocus(): string | undefined;
}

interface Past {
  /** the text that the last step made; when it is another one now, somebody else changed it and the way back is closed */
  readonly made: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly key: string | undefined;
}

const MOST_STEPS = 200;

export function useBuilder(text: string, table: TagTable, onChange: (text: string) => void): Builder {
  const [stored, setPast] = useState<Past>({ made: text, before: [], after: [], key: undefined });
  const focus = useRef<string | undefined>(undefined);
  const shown = useMemo(() => readParts(text, table), [text, table]);
  const past = stored.made === text ? stored : { made: text, before: [], after: [], key: undefined };
  const step = (from: readonly string[], to: "before" | "after"): void => {
    const next = from.at(-1);
    if (next === undefined) return;
    const other = to === "before" ? "after" : "before";
    setPast({ made: next, key: undefined, [other]: from.slice(0, -1), [to]: [...past[to], text] } as unknown as Past);
    onChange(next);
  };
  return {
    text,
    table,
    shown,
    canUndo: past.before.length > 0,
    canRedo: past.after.length > 0,
    edit(next, options = {}) {
      focus.current = options.focus;
      if (next === text) return setPast({ ...past }); // it only moves the focus
      const merged = options.key !== undefined && options.key === past.key;
      setPast({ made: next, before: merged ? past.before : [...past.before, text].slice(-MOST_STEPS), after: [], key: options.key });
      onChange(next);
    },
    undo: () => step(past.before, "after"),
    redo: () => step(past.after, "before"),
    takeFocus() {
      const name = focus.current;
      focus.current = undefined;
      return name;
    },
  };
}
