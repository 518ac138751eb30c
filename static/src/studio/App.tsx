// The frame: top bar, the page, the bar at the foot, messages and overlays.
import type { ComponentType } from "preact";
import { useEffect, useErrorBoundary, useLayoutEffect, useRef, useState } from "preact/hooks";
import { fetchAhead, untilThere } from "../editor/core/late";
import { refused } from "./api";
import { Lazy } from "./components/Lazy";
import { Skeleton, State } from "./components/State";
import { PageLinks, TopBar } from "./components/TopBar";
import { warning } from "./icons/shell";
import { cover } from "./life/badge";
import { useSlow, useValue } from "./observe";
import { overlay, showHotkeys, type Overlay } from "./overlay";
import { FULL_HEIGHT, PAGE_CHUNKS } from "./pages/index";
import type { PageName } from "./router";
import { errors } from "./strings/errors";
import { shell } from "./strings/shell";
import { project, studio, titleDetail } from "./studio";
import { toasts } from "./toasts";

export function App({ soon }: { readonly soon: boolean }) {
  const { page } = useValue(studio().router.place);
  const Cover = useValue(cover);
  const full = FULL_HEIGHT.has(page) && !Cover;
  useTitle(page);
  useFrameKeys();
  return (
    <div class={Cover ? "app covered" : full ? "app full" : "app"}>
      <a class="skip-link" href="#main">
        {shell.skip}
      </a>
      <TopBar page={page} menuOnSmall={full} />
      <div class="bars">
        {studio().bootstrap.banner && <p class="banner">{studio().bootstrap.banner}</p>}
        <Later soon={soon} />
      </div>
      {Cover && <Cover />}
      <Page key={page} page={page} covered={!!Cover} />
      {!full && !Cover && page !== "welcome" && (
        <nav class="tabbar" aria-label={shell.studio}>
          <PageLinks page={page} />
        </nav>
      )}
      <Overlays />
    </div>
  );
}

// what says that a part is missing: nobody is told when it is missing itself
const loadLife = () => untilThere(() => import("./life/Life"));
/** how long after the page began the bars are fetched when there is nothing to say at once, in milliseconds */
const LATER = 1500;

/** Bars and messages: at once when there is something to say, else when the page has long been painted. */
function Later({ soon }: { readonly soon: boolean }) {
  const [due, setDue] = useState(soon);
  const refusal = useValue(refused);
  const messages = useValue(toasts).length;
  useEffect(() => {
    if (refusal || messages) setDue(true);
  }, [refusal, messages]);
  useEffect(() => {
    const timer = setTimeout(() => {
      setDue(true);
      fetchAhead(OVERLAYS.hotkeys, OVERLAYS.palette);
    }, LATER);
    return () => clearTimeout(timer);
  }, []);
  return due ? <Lazy load={loadLife} props={{}} /> : null;
}

let arrivals = 0;

function Page({ page, covered }: { readonly page: PageName; readonly covered: boolean }) {
  const [Content, setContent] = useState<ComponentType>();
  const [failed, setFailed] = useState(false);
  const [broken, repair] = useErrorBoundary((error: unknown) => console.error(error));
  const slow = useSlow(!Content && !failed);
  const frame = useRef<HTMLDivElement>(null);
  const load = (): void => {
    setFailed(false);
    PAGE_CHUNKS[page]().then((chunk) => setContent(() => chunk.default), () => setFailed(true));
  };
  useEffect(load, [page]);
  useEffect(() => {
    if (!Content) return;
    arrivals += 1;
    if (arrivals > 1) frame.current?.querySelector<HTMLElement>("#main")?.focus({ preventScroll: true });
  }, [Content]);
  if (failed || broken) {
    return (
      <main class="page center" id="main" tabIndex={-1}>
        <State icon={warning} tone="bad" title={errors.page} detail={errors.pageDetail}>
          <button class="btn" onClick={() => (failed ? load() : repair())}>
            {errors.tryAgain}
          </button>
        </State>
      </main>
    );
  }
  return (
    <div class="page-frame" ref={frame} hidden={covered}>
      {Content ? <Content /> : slow ? <main class="page" id="main"><Skeleton /></main> : null}
    </div>
  );
}

const OVERLAYS = {
  menu: () => import("./components/PageMenu"),
  session: () => import("./components/SessionMenu"),
  projects: () => import("./components/ProjectMenu"),
  hotkeys: () => import("./components/HotkeySheet"),
  palette: () => import("./palette/index"),
} as const;

function Overlays() {
  const open = useValue(overlay);
  const { page } = useValue(studio().router.place);
  useEffect(() => {
    overlay.value = "none";
  }, [page]);
  if (open === "none") return null;
  const close = (): void => {
    overlay.value = "none" satisfies Overlay;
  };
  return <Lazy key={open} load={OVERLAYS[open]} props={{ page, onClose: close }} />;
}

function useTitle(page: PageName): void {
  const own = useValue(project);
  const detail = useValue(titleDetail);
  const name = page === "welcome" ? "" : (own?.title ?? "");
  useEffect(() => {
    document.title = [detail, shell.titles[page] ?? shell.pages[page], name, shell.product].filter(Boolean).join(" · ");
    document.documentElement.dataset["page"] = page;
  }, [page, name, detail]);
}

/** "?" opens the hotkeys, unless somebody is typing; Ctrl+K (⌘K) opens the command palette from anywhere. */
function useFrameKeys(): void {
  // with the paint, not after it: who sees what a key does may press it
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const command = event.ctrlKey !== event.metaKey;
      const palette = command && /^[kن]$/i.test(event.key);
      const typing = (event.target as Element | null)?.closest?.("input, textarea, select, [contenteditable]");
      if (event.defaultPrevented || event.altKey || !(palette || (/[?؟]/.test(event.key) && !typing && !command))) return;
      event.preventDefault();
      if (palette) overlay.value = "palette";
      else showHotkeys();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
