// Work that would be lost by leaving: the browser asks before the tab goes, we before the page does.
import { useEffect } from "preact/hooks";
import { confirm, type Question } from "./components/Confirm";
import { studio } from "./studio";

/** While `unsaved`, leaving asks. Without a question only the browser does: for what is saved when the page changes.
 *  The page renders ConfirmDialog. */
export function useUnsaved(unsaved: boolean, question?: () => Question): void {
  useEffect(() => {
    if (!unsaved) return undefined;
    const onUnload = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener("beforeunload", onUnload);
    const release = question && studio().router.guard(() => confirm(question()));
    return () => {
      removeEventListener("beforeunload", onUnload);
      release?.();
    };
  }, [unsaved]);
}
