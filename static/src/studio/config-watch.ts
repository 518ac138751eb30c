// A label config that is changed elsewhere: by hand in config.xml, in another tab, or through the API.
import { effect } from "@preact/signals-core";
import { address, revision } from "./api";
import { refreshProject, studio } from "./studio";
import { toastError } from "./toasts";

/** Calls back when the project's label config is another one than `known`. The server tells by the revision in its
 *  answers, and where one project is served also by events. Returns the function that stops it. */
export function onConfigChange(known: string | undefined, changed: (config: string) => void): () => void {
  let config = known;
  let asking = false;
  const ask = async (): Promise<void> => {
    if (asking) return;
    asking = true;
    try {
      const next = (await refreshProject()).label_config;
      if (config !== undefined && next !== config) changed(next);
      config = next;
    } catch (error) {
      toastError(error);
    } finally {
      asking = false;
    }
  };
  let seen = revision.peek();
  const stopRevision = effect(() => {
    const now = revision.value;
    const differs = seen !== undefined && now !== undefined && now !== seen;
    seen = now;
    if (differs) void ask();
  });
  const stopEvents = studio().bootstrap.mode === "multi" ? undefined : listen(() => void ask());
  return () => {
    stopRevision();
    stopEvents?.();
  };
}

function listen(onConfig: () => void): () => void {
  const source = new EventSource(address("/api/events"));
  source.addEventListener("config", onConfig);
  return () => source.close();
}
