// The running editor of a labeling page.
import { signal, type ReadonlySignal } from "@preact/signals-core";
import { useEffect, useMemo } from "preact/hooks";
import type { Editor } from "../../../../editor/core/editor";
import { useValue } from "../../../observe";
import type { LabelPage } from "../label-page";

/** The running editor; another one for every task and config. */
export function useEditor(page: LabelPage): Editor | undefined {
  const current = useMemo(() => signal<Editor | undefined>(undefined), []);
  const instance = useValue(page.instance);
  useEffect(() => {
    if (!instance) return undefined;
    const follow = (): void => void (current.value = instance.editor);
    follow();
    instance.on("taskLoad", follow);
    return () => instance.off("taskLoad", follow);
  }, [instance]);
  return useValue<Editor | undefined>(current as ReadonlySignal<Editor | undefined>);
}
