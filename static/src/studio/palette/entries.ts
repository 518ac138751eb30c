// What the palette offers: what the page says, and what there is everywhere.
import { address } from "../api";
import { chooseLanguage } from "../choose-language";
import { pageOffers } from "../commands";
import { LANGUAGES } from "../../language/languages";
import { language, type Language } from "../../language/language";
import { chosenLanguage } from "../language";
import { overlay, showHotkeys } from "../overlay";
import { PAGES, type PageName } from "../router";
import { openProject } from "../session";
import { menus } from "../strings/menus";
import { palette as words } from "../strings/palette";
import { shell } from "../strings/shell";
import { ownProjects, studio } from "../studio";
import { setTheme, theme } from "../theme";
import { startTour } from "../tour/entry";
import type { Template } from "../types";

export interface Entry {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  /** other words that lead to it */
  readonly also?: string | undefined;
  readonly keys?: readonly string[] | undefined;
  /** it is so already: the theme that is shown, the language that is spoken */
  readonly on?: boolean;
  run(): void;
}

const go = (page: PageName, hash?: string) => (): void => void studio().router.go(page, {}, hash === undefined ? {} : { hash });

/** All entries in the order in which they stand when nothing is typed. */
export function entries(templates: readonly Template[], open: (template: string) => void): readonly Entry[] {
  return [...here(), ...pages(), ...ofProject(), ...projects(), ...appearance(), ...languages(), ...help(), ...ofTemplates(templates, open)];
}

/** "12" and "#12" offer the task with that number. */
export function taskEntry(query: string): Entry | undefined {
  const number = /^\s*#?\s*(\d{1,15})\s*$/.exec(query)?.[1];
  if (number === undefined) return undefined;
  const task = Number(number);
  return { id: "task", title: words.goToTask(task), group: words.groups.task, run: () => void studio().router.go("label", { task }) };
}

function here(): readonly Entry[] {
  const commands = pageOffers().flatMap((offer) => offer.commands);
  return commands.flatMap(({ id, title, keys, run }) => (run && id !== "hotkeys" ? [{ id: `here:${id}`, title, keys, group: words.groups.here, run }] : []));
}

/** English names of the pages lead there as well, whatever language is spoken. */
function pages(): readonly Entry[] {
  return (Object.keys(PAGES) as PageName[]).map((page) => ({
    id: `page:${page}`,
    title: shell.pages[page],
    also: page,
    group: words.groups.pages,
    run: page === "welcome" ? () => void studio().router.go("welcome", { show: "templates" }) : go(page),
  }));
}

function ofProject(): readonly Entry[] {
  const { bootstrap } = studio();
  const group = words.groups.project;
  if (!bootstrap.session.private) return [];
  return [
    { id: "download", title: words.download, also: "zip", group, run: () => follow(address("/api/session/download")) },
    { id: "resume", title: words.resume, group, run: go("settings", "resume") },
    { id: "token", title: words.token, also: "python sdk", group, run: go("settings", "token") },
    { id: "delete", title: menus.delete, group, run: go("settings", "gone") },
  ];
}

function projects(): readonly Entry[] {
  return ownProjects.value
    .filter((one) => !one.active)
    .map((one) => ({
      id: `project:${one.created_at}`,
      title: words.openProject(one.title || shell.untitled),
      group: words.groups.projects,
      run: () => void openProject(one),
    }));
}

function appearance(): readonly Entry[] {
  const group = words.groups.appearance;
  return (["light", "dark", "system"] as const).map((name) => ({
    id: `theme:${name}`, title: words[name], also: "theme", group, on: theme.value === name, run: () => setTheme(name),
  }));
}

function languages(): readonly Entry[] {
  const group = words.groups.language;
  const chosen = chosenLanguage();
  const inEnglish = new Intl.DisplayNames("en", { type: "language" });
  const each = Object.entries(LANGUAGES).map(([code, { name }]) => ({
    id: `language:${code}`, title: name, also: `language ${inEnglish.of(code)}`, group, on: language === code, run: () => chooseLanguage(code as Language),
  }));
  return [...each, ...(chosen === undefined ? [] : [{ id: "language:browser", title: words.asBrowser, group, run: () => chooseLanguage(undefined) }])];
}

function help(): readonly Entry[] {
  const group = words.groups.help;
  return [
    { id: "hotkeys", title: words.hotkeys, also: "keyboard shortcuts", keys: ["?"], group, run: showHotkeys },
    { id: "tour", title: words.tour, group, run: startTour },
    { id: "session", title: studio().bootstrap.session.private ? menus.session : menus.local, group, run: () => void (overlay.value = "session") },
  ];
}

function ofTemplates(templates: readonly Template[], open: (template: string) => void): readonly Entry[] {
  return templates.map(({ name, title }) => ({
    id: `template:${name}`, title: words.openTemplate(title), also: name, group: words.groups.templates, run: () => open(name),
  }));
}

/** A download, as its link would do it. */
function follow(href: string): void {
  const link = Object.assign(document.createElement("a"), { href, download: "" });
  document.body.append(link);
  link.click();
  link.remove();
}
