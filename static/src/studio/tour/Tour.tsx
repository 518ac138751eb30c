// The card of a step, beside the thing it points at. It is no modal dialog: the page goes on working under it, and a step
// is over when the person has done what it says.
import { effect } from "@preact/signals-core";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../components/Icon";
import { close } from "../icons/shell";
import { overlay } from "../overlay";
import { tour } from "../strings/tour";
import { project, studio } from "../studio";
import { placeCard } from "./placing";
import type { Step } from "./steps";

export interface TourProps {
  readonly steps: readonly Step[];
  /** `finished`: all steps were done or read */
  readonly onEnd: (finished: boolean) => void;
}

export function Tour({ steps, onEnd }: TourProps) {
  const [index, setIndex] = useState(0);
  const card = useRef<HTMLDivElement>(null);
  const ring = useRef<HTMLDivElement>(null);
  const [title, text] = [useId(), useId()];
  const last = index === steps.length - 1;
  const step = steps[index] as Step;
  const next = (): void => (last ? onEnd(true) : setIndex(index + 1));
  useWhenDone(step, last, next, () => onEnd(false));
  useFollowing(step, card, ring);
  useEscape(() => onEnd(false));
  useEffect(() => card.current?.focus({ preventScroll: true }), []);
  return (
    <>
      <div class="tour-ring" ref={ring} aria-hidden="true" />
      <div class="tour" ref={card} role="dialog" aria-modal="false" aria-labelledby={title} aria-describedby={text} tabIndex={-1} onKeyDown={passKeys}>
        <div class="row">
          <span class="small muted num">{tour.step(index + 1, steps.length)}</span>
          <button class="ib sm right" aria-label={tour.end} title={`${tour.end}  Esc`} onClick={() => onEnd(false)}>
            <Icon path={close} size={14} />
          </button>
        </div>
        <div aria-live="polite">
          <h2 id={title}>{step.title}</h2>
          <p id={text}>{step.text}</p>
        </div>
        <div class="row">
          <span class="dots" aria-hidden="true">
            {steps.map((_, at) => <i key={at} class={at <= index ? "on" : undefined} />)}
          </span>
          <button class="btn sm right" onClick={next}>{last ? tour.finish : tour.next}</button>
        </div>
      </div>
    </>
  );
}

/** Goes on when the step is done; ends when the page it is about is left. */
function useWhenDone(step: Step, last: boolean, next: () => void, leave: () => void): void {
  useEffect(() => {
    const before = step.begin();
    let over = false;
    const look = (): void => {
      if (over) return;
      const done = step.done(before);
      over = done || studio().router.place.peek().page !== "label";
      if (done) next();
      else if (over) leave();
    };
    const seen = new MutationObserver(look);
    seen.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["aria-pressed", "aria-selected", "class"] });
    document.addEventListener("change", look);
    // deferred: what these tell comes while the page is being changed
    const stop = effect(() => {
      void [project.value, overlay.value, studio().router.place.value];
      queueMicrotask(look);
    });
    return () => {
      over = true;
      seen.disconnect();
      document.removeEventListener("change", look);
      stop();
    };
  }, [step, last]);
}

/** Keeps the card and the ring at the target while the page moves. */
function useFollowing(step: Step, card: { readonly current: HTMLElement | null }, ring: { readonly current: HTMLElement | null }): void {
  useLayoutEffect(() => {
    let frame = 0;
    const place = (): void => {
      frame = 0;
      if (!card.current || !ring.current) return;
      const { innerWidth: width, innerHeight: height } = window;
      const target = step.target()?.getBoundingClientRect() ?? new DOMRect(width / 2, height / 3, 0, 0);
      const { offsetWidth, offsetHeight } = card.current;
      const { left, top } = placeCard(target, { width: offsetWidth, height: offsetHeight }, { width, height });
      Object.assign(card.current.style, { left: `${left}px`, top: `${top}px` });
      Object.assign(ring.current.style, {
        left: `${target.left}px`, top: `${target.top}px`, width: `${target.width}px`, height: `${target.height}px`,
      });
      ring.current.hidden = target.width === 0;
    };
    const soon = (): void => {
      frame ||= requestAnimationFrame(place);
    };
    const moved = new MutationObserver((changes) => {
      // our own moving of card and ring is no reason to move them
      if (changes.some(({ target }) => target !== card.current && target !== ring.current)) soon();
    });
    moved.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["class", "hidden", "style"] });
    addEventListener("resize", soon);
    addEventListener("scroll", soon, true);
    place();
    return () => {
      cancelAnimationFrame(frame);
      moved.disconnect();
      removeEventListener("resize", soon);
      removeEventListener("scroll", soon, true);
    };
  }, [step]);
}

/** Escape ends the tour, and nothing else; a dialog over the page takes it first. */
function useEscape(end: () => void): void {
  // with the paint, not after it: who sees what a key does may press it
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      event.stopPropagation();
      end();
    };
    document.addEventListener("keydown", onKey, true);
    return () => document.removeEventListener("keydown", onKey, true);
  }, []);
}

const OWN_KEYS: ReadonlySet<string> = new Set(["Tab", "Shift", "Enter", " ", "Escape"]);

/** Hotkeys of the editor work while the card has the focus: they are what it talks about. */
function passKeys(event: KeyboardEvent): void {
  if (OWN_KEYS.has(event.key) && !event.ctrlKey && !event.metaKey) return;
  const editor = document.querySelector<HTMLElement>(".label-page>.editor");
  if (!editor) return;
  const { key, code, ctrlKey, metaKey, shiftKey, altKey } = event;
  const passed = new KeyboardEvent("keydown", { key, code, ctrlKey, metaKey, shiftKey, altKey, bubbles: true, cancelable: true });
  if (!editor.dispatchEvent(passed)) event.preventDefault();
}
