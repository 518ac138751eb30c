// The one bar on every page: where am I, the pages, whose project this is.
import { chart, down, exporting, code, help, importing, lock, menu, table, tag } from "../icons/shell";
import { kept } from "../life/badge";
import { useValue } from "../observe";
import { overlay, showHotkeys } from "../overlay";
import type { PageName } from "../router";
import { shell } from "../strings/shell";
import { gallery, project, studio } from "../studio";
import { switchTheme } from "../theme";
import { Icon } from "./Icon";

const NAVIGATION: readonly (readonly [PageName, string])[] = [
  ["label", tag],
  ["data", table],
  ["dashboard", chart],
  ["setup", code],
  ["import", importing],
  ["export", exporting],
];

/** The links to the pages, in the top bar and, on small screens, at the foot. */
export function PageLinks({ page }: { readonly page: PageName }) {
  return (
    <>
      {NAVIGATION.map(([name, icon]) => (
        <a key={name} href={studio().router.href(name)} aria-current={name === page ? "page" : undefined}>
          <Icon path={icon} />
          {shell.pages[name]}
        </a>
      ))}
    </>
  );
}

export function TopBar({ page, menuOnSmall }: { readonly page: PageName; readonly menuOnSmall: boolean }) {
  const own = useValue(project);
  const welcome = page === "welcome" || (page === "playground" && !own?.task_number);
  return (
    <header class="top">
      <a class="brand" href={gallery()} aria-label={shell.home}>
        <Logo />
        <span class={welcome ? undefined : "hide-s"}>{shell.product}</span>
      </a>
      {!welcome && (
        <div class="crumb clip">
          <button class="btn quiet sm clip" aria-haspopup="dialog" onClick={() => (overlay.value = "projects")}>
            <span class="clip">{own?.title || shell.untitled}</span>
            <Icon path={down} size={14} />
          </button>
        </div>
      )}
      {welcome ? <span class="grow" /> : <nav class="nav" aria-label={shell.studio}><PageLinks page={page} /></nav>}
      <span class="grow only-small" />
      <SessionBadge />
      <button class="ib only-wide" aria-label={shell.theme} title={shell.themeTitle} onClick={switchTheme}>
        <HalfMoon />
      </button>
      <button class={menuOnSmall ? "ib only-wide" : "ib"} aria-label={shell.help} title={shell.helpTitle} onClick={showHotkeys}>
        <Icon path={help} />
      </button>
      {menuOnSmall && (
        <button class="ib only-small" aria-label={shell.menu} aria-haspopup="dialog" onClick={() => (overlay.value = "menu")}>
          <Icon path={menu} />
        </button>
      )}
    </header>
  );
}

function SessionBadge() {
  const own = studio().bootstrap.session.private;
  const left = useValue(kept);
  const title = own ? shell.onlyThisBrowserTitle : shell.localTitle;
  return (
    <button class="sess" title={title} aria-haspopup="dialog" onClick={() => (overlay.value = "session")}>
      {own && <Icon path={lock} size={14} />}
      <span>
        <b>{own ? shell.private : shell.local}</b>
        {own && <span class="w"> · {left || shell.onlyThisBrowser}</span>}
      </span>
    </button>
  );
}

export function Logo() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" class="logo">
      <rect x="1" y="1" width="22" height="22" rx="6" />
      <rect class="on" x="5" y="7" width="10" height="5" rx="1.5" />
      <rect class="on half" x="9" y="12" width="10" height="5" rx="1.5" />
    </svg>
  );
}

export function HalfMoon() {
  return (
    <svg class="i" viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r="5.3" />
      <path class="solid" d="M8 2.7a5.3 5.3 0 0 1 0 10.6Z" />
    </svg>
  );
}
