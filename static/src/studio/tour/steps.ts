// The five steps: what each points at, and how one sees that the person has done it. Everything is read from the page
// itself, so that the labeling page carries nothing for a tour that most visits do without.
import { overlay } from "../overlay";
import { tour } from "../strings/tour";
import { project, studio } from "../studio";

export interface Step {
  readonly title: string;
  readonly text: string;
  /** the element it points at; null when it is not on the page now */
  target(): Element | null;
  /** where things are when the step begins; the step is done once `done` says so of it */
  begin(): Baseline;
  done(before: Baseline): boolean;
}

/** What is counted at the beginning of a step. */
export interface Baseline {
  readonly regions: number;
  readonly finished: number;
  readonly task: string;
  readonly selected: string;
}

type Words = readonly [title: string, text: string];

const find = (selector: string): Element | null => document.querySelector(selector);
const labels = (): Element | null => find(".editor .lbs");
const sheet = (): Element | null => shown(find(".editor .sheet-toggle"));

/** The element, unless it takes no place on the page. */
function shown(element: Element | null): Element | null {
  return element && element.getClientRects().length > 0 ? element : null;
}

function now(): Baseline {
  return {
    regions: Number(find(".editor .ptab .num")?.textContent?.replace(/\D/g, "") ?? 0),
    finished: project.peek()?.finished_task_number ?? 0,
    task: location.search,
    selected: find(".editor .rg[aria-selected=true]")?.getAttribute("data-region") ?? "",
  };
}

const step = ([title, text]: Words, target: () => Element | null, done: (before: Baseline) => boolean): Step => ({ title, text, target, begin: now, done });

/** The steps that fit the task on the page: labels to mark with, or only questions to answer. */
export function stepsHere(): readonly Step[] {
  return [...(labels() ? markingSteps() : answeringSteps()), submitStep(), takeAlongStep()];
}

function markingSteps(): readonly Step[] {
  const picture = find(".editor .image-surface") !== null;
  const touch = matchMedia("(pointer: coarse)").matches;
  return [
    step(tour.label, () => find(".editor .labels .lbs") ?? labels(), () => find(".editor .lb[aria-pressed=true]") !== null),
    step(picture ? tour.markPicture : touch ? tour.touchText : tour.markText, () => find(picture ? ".editor .image-surface" : ".editor .textwrap"), (before) => now().regions > before.regions),
    step(
      sheet() ? tour.regionsSmall : tour.regions,
      () => find(".editor .side"),
      (before) => find(".editor .side.open") !== null || (now().selected !== "" && now().selected !== before.selected),
    ),
  ];
}

function answeringSteps(): readonly Step[] {
  const answered = (): boolean => find(".editor .config :checked") !== null;
  return [
    step(tour.read, () => find(".editor :is(.textwrap, .image-surface)"), answered),
    step(tour.answer, () => find(".editor .choices"), answered),
    step(tour.kept, () => find(".editor .task .saved") ?? find(".editor .task"), () => false),
  ];
}

/** Submitted: one task more is finished, or another task stands there. */
function submitStep(): Step {
  return step(tour.submit, () => find(".editor .foot .go"), (before) => now().finished > before.finished || now().task !== before.task);
}

/** On its way to the labels: the Export page, or the menu that leads there. */
function takeAlongStep(): Step {
  const link = (): Element | null => shown(find(`.nav a[href="${studio().router.href("export")}"]`));
  const menu = (): Element | null => shown(find(".top .only-small[aria-haspopup]"));
  return step(
    link() ? tour.takeAlong : tour.takeAlongSmall,
    () => link() ?? menu(),
    () => studio().router.place.peek().page === "export" || overlay.peek() === "menu",
  );
}
