// The state of the playground: the config, in step with the address, and the data that the preview shows.
import { useEffect, useRef, useState } from "preact/hooks";
import { api } from "../../api";
import { stored } from "../../storage";
import { useValue } from "../../observe";
import { studio } from "../../studio";
import { toast, toastError } from "../../toasts";
import { playground as words } from "../../strings/playground";
import { carriesConfig } from "../../shared/config-fragment";
import { configIn, fragmentOf, LinkInvalid } from "../../shared/config-link";
import { loadWholeTagTable } from "../../shared/tag-table";
import { tagNamed } from "./use-tags";

const BEGIN = `<View>
  <Labels name="ner" toName="text">
    <Label value="Person"/>
    <Label value="Place"/>
    <Label value="Date"/>
  </Labels>
  <Text name="text" value="$letter"/>
  <Header value="Tone"/>
  <Choices name="tone" toName="text" choice="single" required="true">
    <Choice value="Neutral"/>
    <Choice value="Positive"/>
    <Choice value="Critical"/>
  </Choices>
</View>
`;
/** How long after the last key the address follows, in milliseconds. */
const PAUSE = 400;
const USUAL_LIMIT = 256 * 1024;
const KEPT = "playground";

export interface Play {
  readonly text: string;
  /** a sentence about a config in the address that cannot be read */
  readonly problem: string | undefined;
  /** False until the address, a template or a tag has given the config. */
  readonly ready: boolean;
  set(text: string): void;
  /** The address that opens this config anywhere. */
  link(): Promise<string>;
  /** Leaves for Setup, which shows the config as a proposal. */
  makeProject(): Promise<void>;
}

export function usePlay(): Play {
  const { router } = studio();
  const place = useValue(router.place);
  const [text, setText] = useState("");
  const [ready, setReady] = useState(false);
  const [problem, setProblem] = useState<string>();
  const written = useRef("");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef<string>(undefined);
  latest.current = ready ? text : undefined;

  useEffect(() => {
    if (place.page !== "playground" || (ready && place.hash === written.current)) return undefined;
    let here = true;
    void opened(place.hash, place.query).then((found) => {
      if (!here) return;
      setProblem(found.problem);
      setText(found.text);
      setReady(true);
    });
    return () => {
      here = false;
    };
  }, [place]);
  useEffect(() => {
    if (!ready) return undefined;
    timer.current = setTimeout(() => {
      stored.write(KEPT, text);
      void fragmentOf(text).then((fragment) => {
        written.current = fragment;
        if (router.place.value.page === "playground") router.mark({}, { replace: true, hash: fragment });
      });
    }, PAUSE);
    return () => clearTimeout(timer.current);
  }, [text, ready]);
  // who leaves right after a key finds that key's letter again
  useEffect(() => () => void (latest.current !== undefined && stored.write(KEPT, latest.current)), []);

  return {
    text,
    problem,
    ready,
    set: setText,
    link: async () => new URL(router.href("playground", {}, await fragmentOf(text)), location.href).href,
    makeProject: async () => void (await router.go("setup", {}, { hash: await fragmentOf(text) })),
  };
}

interface Opened {
  readonly text: string;
  readonly problem?: string;
}

/** What the address asks for: a config, a template, a tag's example; else what was here last, else an example. */
async function opened(hash: string, query: URLSearchParams): Promise<Opened> {
  const usual = stored.read<string>(KEPT) ?? BEGIN;
  const template = query.get("template");
  const tag = query.get("tag");
  try {
    if (carriesConfig(hash)) return { text: await configIn(hash, studio().bootstrap.limits.max_config_bytes ?? USUAL_LIMIT) };
    if (template !== null) return { text: (await api.get<{ readonly label_config: string }>(`/api/templates/${encodeURIComponent(template)}/`)).label_config };
    if (tag !== null) return { text: tagNamed([...(await loadWholeTagTable()).values()], tag)?.example ?? unknownTag(tag, usual) };
  } catch (error) {
    if (error instanceof LinkInvalid) return { text: usual, problem: error.message };
    toastError(error);
  }
  return { text: usual };
}

function unknownTag(tag: string, usual: string): string {
  toast(words.noTag(tag), { kind: "bad" });
  return usual;
}
