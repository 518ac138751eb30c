// Parts that are loaded when they are first shown.
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { toastError } from "../toasts";

export interface LazyProps<P> {
  readonly load: () => Promise<{ readonly default: ComponentType<P> }>;
  readonly props: P;
}

/** Renders the default export of a chunk once it has arrived; nothing before. */
export function Lazy<P extends object>({ load, props }: LazyProps<P>) {
  const [Part, setPart] = useState<ComponentType<P>>();
  useEffect(() => {
    let here = true;
    load().then(
      (chunk) => here && setPart(() => chunk.default),
      toastError,
    );
    return () => {
      here = false;
    };
  }, []);
  return Part ? <Part {...props} /> : null;
}
