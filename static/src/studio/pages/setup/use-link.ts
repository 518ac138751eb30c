// A label config that came with the address: decoded, shown as a proposal, forgotten once it was used or discarded.
import { useEffect, useRef, useState } from "preact/hooks";
import { confirm } from "../../components/Confirm";
import { useValue } from "../../observe";
import { setup as words } from "../../strings/setup";
import { studio } from "../../studio";
import { carriesConfig, configLink } from "../../shared/config-fragment";
import type { Setup } from "./use-setup";

/** What a server takes that does not say so. */
const USUAL_LIMIT = 256 * 1024;

export interface Link {
  /** why the link in the address cannot be shown */
  readonly problem: string | undefined;
  /** Takes the config out of the address. */
  forget(): void;
}

/** Follows the address of the Setup page. Reading a link changes nothing but what the editor shows. */
export function useLink(setup: Setup): Link {
  const place = useValue(studio().router.place);
  const [problem, setProblem] = useState<string>();
  const forget = (): void => {
    setProblem(undefined);
    if (carriesConfig(location.hash.slice(1))) studio().router.mark({}, { replace: true });
  };
  useEffect(() => {
    if (!setup.loaded || place.page !== "setup" || !carriesConfig(place.hash)) return undefined;
    let here = true;
    void read(place.hash).then(async (found) => {
      if (!here) return;
      if ("problem" in found) return setProblem(found.problem);
      setProblem(undefined);
      if (found.config === setup.accepted && !setup.changed) return forget(); // it is this one already
      if (setup.changed && !setup.fromLink && !(await confirm(QUESTION))) return forget();
      setup.propose(found.config);
    });
    return () => {
      here = false;
    };
  }, [place, setup.loaded]);
  const shown = useRef(false);
  useEffect(() => {
    if (shown.current && !setup.fromLink) forget(); // it was used or discarded
    shown.current = setup.fromLink;
  }, [setup.fromLink]);
  return { problem, forget };
}

const QUESTION = { title: words.replaceTitle, detail: words.replaceDetail, yes: words.replaceYes, no: words.replaceNo, danger: true };

async function read(fragment: string): Promise<{ readonly config: string } | { readonly problem: string }> {
  const { configIn, LinkInvalid } = await configLink();
  try {
    return { config: await configIn(fragment, studio().bootstrap.limits.max_config_bytes ?? USUAL_LIMIT) };
  } catch (error) {
    if (error instanceof LinkInvalid) return { problem: error.message };
    throw error;
  }
}
