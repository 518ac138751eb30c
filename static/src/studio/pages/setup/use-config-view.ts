// Whether the config is edited as parts or as XML: in the address, else what this browser chose last, else as parts.
import { useState } from "preact/hooks";
import { useValue } from "../../observe";
import { stored } from "../../storage";
import { studio } from "../../studio";

export type ConfigView = "visual" | "xml";

const KEY = "setup-view";
const isView = (value: unknown): value is ConfigView => value === "visual" || value === "xml";

export function useConfigView(): readonly [ConfigView, (view: ConfigView) => void] {
  const place = useValue(studio().router.place);
  const [chosen, setChosen] = useState<ConfigView>();
  const kept = stored.read<unknown>(KEY);
  const inAddress = place.query.get("view");
  const view = chosen ?? (isView(inAddress) ? inAddress : isView(kept) ? kept : "visual");
  const choose = (next: ConfigView): void => {
    setChosen(next);
    stored.write(KEY, next);
    studio().router.mark({ view: next }, { replace: true, hash: location.hash.slice(1) });
  };
  return [view, choose];
}
