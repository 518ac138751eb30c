// Parts that are loaded when they are first shown.
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { untilThere } from "../../editor/core/late";
import { errors } from "../strings/errors";
import { toast } from "../toasts";

export interface LazyProps<P> {
  readonly load: () => Promise<{ readonly default: ComponentType<P> }>;
  readonly props: P;
}

/** Renders the default export of a chunk once it has arrived; nothing before. What does not arrive is told, and asked for again. */
export function Lazy<P extends object>({ load, props }: LazyProps<P>) {
  const [Part, setPart] = useState<ComponentType<P>>();
  useEffect(() => {
    let here = true;
    void untilThere(load, () => here && toast(errors.part, { kind: "bad" })).then((chunk) => here && setPart(() => chunk.default));
    return () => {
      here = false;
    };
  }, []);
  return Part ? <Part {...props} /> : null;
}
