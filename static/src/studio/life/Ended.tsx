// In place of the page, when its project ended while it was open: what happened, what is still in this browser, and the way
// on. The page itself stays behind it, so that nothing in it is lost before it is downloaded.
import { useEffect, useRef, useState } from "preact/hooks";
import { address } from "../api";
import { State } from "../components/State";
import { clock } from "../icons/pages";
import { useTitleDetail } from "../observe";
import { life as words } from "../strings/life";
import { project } from "../studio";
import { storageKey } from "../shared/storage-key";
import { serverNow } from "./clock";
import { forget, leftoversOf, saveFile, type Leftover } from "./leftovers";
import { ended, spans } from "./life";
import { at } from "./moments";

/** The editor hands over what it holds within this time, in milliseconds. */
const SETTLED = 2500;

export default function Ended() {
  const key = useRef(storageKey()).current;
  const [left, setLeft] = useState<readonly Leftover[]>(() => leftoversOf(key));
  const [taken, setTaken] = useState(false);
  const place = useRef<HTMLElement>(null);
  useTitleDetail(words.endedTitle);
  useEffect(() => {
    place.current?.focus(); // the page that had the focus is covered
    const timer = setInterval(() => setLeft(leftoversOf(key)), SETTLED / 5);
    const stop = setTimeout(() => clearInterval(timer), SETTLED * 2);
    return () => {
      clearInterval(timer);
      clearTimeout(stop);
    };
  }, []);
  const begin = (): void => {
    forget(key);
    location.assign(address("/", { show: "templates" }));
  };
  const download = (): void => {
    saveFile(`${words.file}.json`, { project: project.peek()?.title ?? "", label_config: project.peek()?.label_config ?? "", changes: leftoversOf(key) });
    setTaken(true);
  };
  return (
    <main class="page center cover" tabIndex={-1} ref={place} aria-labelledby="ended-title">
      <h1 class="sr" id="ended-title">{words.endedTitle}</h1>
      <State
        icon={clock}
        tone={left.length > 0 ? "warn" : "plain"}
        title={words.endedTitle}
        detail={
          <>
            {sentence()} {left.length > 0 ? words.here(left.length) : words.nothingHere}
          </>
        }
      >
        {left.length > 0 && (
          <button class={taken ? "btn" : "btn primary"} onClick={download}>
            {words.downloadChanges(left.length)}
          </button>
        )}
        <button class={left.length > 0 && !taken ? "btn" : "btn primary"} onClick={begin}>
          {words.newProject}
        </button>
        <a class="btn quiet" href={`${address("/projects")}#resume`} target="_self">
          {words.resume}
        </a>
      </State>
    </main>
  );
}

function sentence(): string {
  const known = ended.peek();
  const { idle, age } = spans();
  const when = at(known?.when ?? serverNow(), serverNow());
  switch (known?.because) {
    case "idle":
      return words.endedIdle(when, idle);
    case "age":
      return words.endedAge(when, age);
    case "deleted":
      return words.endedDeleted;
    case "host":
      return words.endedHost;
    default:
      return words.endedUnknown;
  }
}
