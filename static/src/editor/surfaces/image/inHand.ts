// Of several pictures in one config, the one that keys are for: the one that was pointed at or focused last.
import type { EditorState } from "../../core/types";
import type { ImageSurface } from "./surface";

const held = new WeakMap<EditorState, ImageSurface>();

/** From now on the pointer and the focus decide; the first picture of a config has the keys until then. */
export function watchHand(surface: ImageSurface): () => void {
  const { editor, root } = surface;
  const abort = new AbortController();
  const take = (): void => void held.set(editor, surface);
  if (held.get(editor) === undefined) take();
  for (const type of ["pointerenter", "pointerdown", "focusin"]) root.addEventListener(type, take, { signal: abort.signal });
  return () => {
    abort.abort();
    if (held.get(editor) === surface) held.delete(editor);
  };
}

export function isInHand(surface: ImageSurface): boolean {
  return (held.get(surface.editor) ?? surface) === surface;
}
