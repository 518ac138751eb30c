// The console's frame: signed out, the sign-in page; signed in, the bar and one of the views.
import { useEffect, useErrorBoundary, useRef } from "preact/hooks";
import { address } from "../../api";
import { Icon } from "../../components/Icon";
import { Skeleton, State } from "../../components/State";
import { Toasts } from "../../components/Toasts";
import { HalfMoon, Logo } from "../../components/TopBar";
import { warning } from "../../icons/shell";
import { useSlow, useValue } from "../../observe";
import { errors } from "../../strings/errors";
import { host as words } from "../../strings/host";
import { shell } from "../../strings/shell";
import { switchTheme } from "../../theme";
import { toastError } from "../../toasts";
import { access, signOut } from "./access";
import { ActionDialogs } from "./ActionDialogs";
import { signOutIcon, VIEW_ICONS } from "./icons";
import { LoadView } from "./LoadView";
import { ModeView } from "./ModeView";
import { go, href, place, VIEWS } from "./place";
import { SessionsView } from "./SessionsView";
import { SessionView } from "./SessionView";
import { SignIn } from "./SignIn";

export function HostApp() {
  const state = useValue(access);
  const slow = useSlow(state === "asking");
  return (
    <div class="app">
      <a class="skip-link" href="#main">{shell.skip}</a>
      <TopBar signedIn={state === "in"} />
      {state === "in" ? <Console /> : state === "out" ? <SignIn /> : <main class="page" id="main">{slow && <Skeleton />}</main>}
      {state === "in" && (
        <nav class="tabbar" aria-label={words.sections}>
          <ViewLinks />
        </nav>
      )}
      <Toasts />
    </div>
  );
}

function TopBar({ signedIn }: { readonly signedIn: boolean }) {
  return (
    <header class="top">
      <a class="brand" href={address("/")} aria-label={shell.home}>
        <Logo />
        <span class="hide-s">{shell.product}</span>
      </a>
      <span class="pill line">{words.title}</span>
      {signedIn ? <nav class="nav" aria-label={words.sections}><ViewLinks /></nav> : <span class="grow" />}
      <span class="grow only-small" />
      <button class="ib" aria-label={shell.theme} title={shell.themeTitle} onClick={switchTheme}>
        <HalfMoon />
      </button>
      {signedIn && (
        <button class="btn quiet sm" onClick={() => void signOut().catch(toastError)}>
          <Icon path={signOutIcon} size={14} />
          {words.signOut}
        </button>
      )}
    </header>
  );
}

function ViewLinks() {
  const { view } = useValue(place);
  return (
    <>
      {VIEWS.map((name) => (
        <a
          key={name}
          href={href({ view: name, session: undefined, task: undefined, tasks: 1 })}
          aria-current={name === view ? "page" : undefined}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            go({ view: name, session: undefined, task: undefined, tasks: 1 });
          }}
        >
          <Icon path={VIEW_ICONS[name]} />
          {words.views[name]}
        </a>
      ))}
    </>
  );
}

const SHOWN = { sessions: SessionsView, load: LoadView, mode: ModeView } as const;

function Console() {
  const { view, session } = useValue(place);
  const [broken, repair] = useErrorBoundary((error: unknown) => console.error(error));
  const frame = useRef<HTMLDivElement>(null);
  const arrived = useRef(false);
  useEffect(() => {
    document.title = [words.views[view], words.title, shell.product].join(" · ");
    if (arrived.current) {
      scrollTo(0, 0);
      frame.current?.querySelector<HTMLElement>("#main")?.focus({ preventScroll: true });
    }
    arrived.current = true;
  }, [view, session]);
  if (broken) {
    return (
      <main class="page center" id="main" tabIndex={-1}>
        <State icon={warning} tone="bad" title={errors.page}>
          <button class="btn" onClick={repair}>{errors.tryAgain}</button>
        </State>
      </main>
    );
  }
  const View = SHOWN[view];
  return (
    <div class="page-frame" ref={frame}>
      {session === undefined ? <View /> : <SessionView key={session} id={session} />}
      <ActionDialogs />
    </div>
  );
}
