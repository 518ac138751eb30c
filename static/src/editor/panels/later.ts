// The parts of the shell that its first paint does not show are one chunk: loaded when the first of them is wanted, or
// when a pointer or a key first reaches the editor, so that it is there before it is needed.
import { computed, signal } from "@preact/signals-core";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { EditorState } from "../core/types";
import { useSignal } from "./useSignal";

export type LaterParts = typeof import("./parts");

const parts = signal<LaterParts | undefined>(undefined);

/** Loads the parts once; after a failure the next wish tries again. */
export function loadParts(): void {
  withParts(() => undefined);
}

/** Does something with the parts: at once when they are there. */
export function withParts(run: (parts: LaterParts) => void): void {
  const loaded = parts.peek();
  if (loaded) run(loaded);
  else void import("./parts").then((found) => run((parts.value = found))).catch(console.error);
}

/** The parts when they are there; asks for them while `wanted`. */
export function useParts(wanted: boolean): LaterParts | undefined {
  const loaded = useSignal(parts);
  useEffect(() => {
    if (wanted) loadParts();
  }, [wanted]);
  return wanted ? loaded : undefined;
}

/** The parts once somebody asked for them. */
export function useLoadedParts(): LaterParts | undefined {
  return useSignal(parts);
}

/** Asks for the parts at the first touch of an element. */
export function loadPartsAtFirstUse(element: HTMLElement, signal: AbortSignal): void {
  for (const name of ["pointerover", "pointerdown", "keydown", "focusin"]) element.addEventListener(name, loadParts, { once: true, passive: true, signal });
}

export type RelationParts = typeof import("./relations");

/** What shows and draws relations, once the config asks for them, the annotation has one, or one is being drawn. */
export function useRelations(editor: EditorState): RelationParts | undefined {
  const [loaded, setLoaded] = useState<RelationParts | undefined>(undefined);
  const later = useLoadedParts();
  const wanted = useSignal(useMemo(() => computed(() => {
    const annotation = editor.current.value;
    void annotation.changed.value;
    return editor.relating.value !== undefined || annotation.relations.length > 0;
  }), [editor]));
  useEffect(() => {
    if (wanted) import("./relations").then(setLoaded, console.error);
    // here before somebody without a connection draws one
    else if (later) import("./relations").catch(() => undefined);
  }, [wanted, later]);
  return loaded;
}
