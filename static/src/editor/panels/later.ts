// The parts of the shell that its first paint does not show are one chunk: loaded when the first of them is wanted, when a
// pointer or a key first reaches the editor, and in any case soon after the first paint: the connection may be gone later.
import { computed, signal } from "@preact/signals-core";
import { useEffect, useMemo, useState } from "preact/hooks";
import { fetchAhead, untilThere } from "../core/late";
import type { EditorState } from "../core/types";
import { useSignal } from "./useSignal";

export type LaterParts = typeof import("./parts");

const parts = signal<LaterParts | undefined>(undefined);
/** true while something was wanted of the parts, and they did not come */
export const partsMissing = signal(false);

async function fetchParts(): Promise<LaterParts> {
  const found = await import("./parts");
  partsMissing.value = false;
  return (parts.value = found);
}

/** Does something with the parts: at once when they are there. When they do not come, the shell says so. */
export function withParts(run: (parts: LaterParts) => void): void {
  const loaded = parts.peek();
  if (loaded) return run(loaded);
  void fetchParts().then(run, (error: unknown) => {
    console.warn(error);
    partsMissing.value = true;
  });
}

/** The parts when they are there; asks for them while `wanted`. */
export function useParts(wanted: boolean): LaterParts | undefined {
  const loaded = useSignal(parts);
  useEffect(() => {
    if (wanted) withParts(() => undefined);
  }, [wanted]);
  return wanted ? loaded : undefined;
}

/** The parts once somebody asked for them. */
export function useLoadedParts(): LaterParts | undefined {
  return useSignal(parts);
}

/** Asks for the parts at the first touch of an element, and ahead of it. */
export function loadPartsAtFirstUse(element: HTMLElement, signal: AbortSignal): void {
  const load = (): void => void fetchParts().catch(() => undefined); // it is asked for again ahead, and when it is wanted
  fetchAhead(fetchParts);
  for (const name of ["pointerover", "pointerdown", "keydown", "focusin"]) element.addEventListener(name, load, { once: true, passive: true, signal });
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
    // here before somebody without a connection draws one
    if (wanted || later) void untilThere(() => import("./relations")).then((found) => wanted && setLoaded(found));
  }, [wanted, later]);
  return loaded;
}
