// The tour of the labeling page: offered, asked for, ended. It lives beside the page, in an element of its own.
import type { VNode } from "preact";
import { render } from "preact";
import { api } from "../api";
import { openTemplate } from "../open-template";
import { stored } from "../storage";
import { tour } from "../strings/tour";
import { project, studio } from "../studio";
import { toast, toastError } from "../toasts";
import type { Template } from "../types";
import { TOUR_SEEN } from "./entry";
import { Offer } from "./Offer";
import { stepsHere } from "./steps";
import { Tour } from "./Tour";
import "./tour.css";

/** Milliseconds that the editor may take to come. */
const LONGEST = 10_000;

let place: HTMLElement | undefined;

function show(content: VNode | null): void {
  if (!place) {
    place = document.createElement("div");
    document.body.append(place);
  }
  render(content, place);
}

/** Offers the tour as soon as the editor is there. */
export async function offer(): Promise<void> {
  if (!(await editorShown())) return;
  const gone = (): void => show(null);
  const never = (): void => {
    stored.write(TOUR_SEEN, true);
    gone();
  };
  show(<Offer onStart={begin} onNever={never} onGone={gone} />);
}

/** Starts the tour where there is something to label: on the labeling page, with the first template when there is none. */
export async function start(): Promise<void> {
  try {
    if ((project.peek()?.task_number ?? 0) === 0) await openFirstTemplate();
    else if (studio().router.place.peek().page !== "label" && !(await studio().router.go("label"))) return;
    if (await editorShown()) begin();
    else toast(tour.nothing);
  } catch (error) {
    toastError(error);
  }
}

async function openFirstTemplate(): Promise<void> {
  const templates = studio().bootstrap.templates ?? (await api.get<readonly Template[]>("/api/templates/"));
  const first = templates[0];
  if (first) await openTemplate(first.name, false);
}

function begin(): void {
  stored.write(TOUR_SEEN, true); // whoever has begun it knows where it is
  const before = document.activeElement;
  show(null);
  show(<Tour steps={stepsHere()} onEnd={(finished) => end(finished, before)} />);
}

function end(finished: boolean, before: Element | null): void {
  const inside = place?.contains(document.activeElement) === true;
  show(null);
  if (finished) toast(tour.done);
  if (!inside) return;
  const back = before instanceof HTMLElement && before.isConnected && before !== document.body ? before : document.querySelector<HTMLElement>(".label-page>.editor");
  back?.focus({ preventScroll: true });
}

/** Resolves to true when the editor shows a task, to false when it has not after a while. */
function editorShown(): Promise<boolean> {
  const shown = (): boolean => document.querySelector(".label-page>.editor:not([hidden]) .foot") !== null;
  if (shown()) return Promise.resolve(true);
  return new Promise((resolve) => {
    const settle = (there: boolean): void => {
      seen.disconnect();
      clearTimeout(timer);
      resolve(there);
    };
    const seen = new MutationObserver(() => shown() && settle(true));
    const timer = setTimeout(() => settle(false), LONGEST);
    seen.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["hidden"] });
  });
}
