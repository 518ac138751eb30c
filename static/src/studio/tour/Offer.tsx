// A small offer beside the first task that somebody opens: shown around, or never asked again.
import { useEffect, useId, useRef } from "preact/hooks";
import { tour } from "../strings/tour";
import { project, studio } from "../studio";

export interface OfferProps {
  readonly onStart: () => void;
  /** never again */
  readonly onNever: () => void;
  /** the person has gone on without it */
  readonly onGone: () => void;
}

export function Offer({ onStart, onNever, onGone }: OfferProps) {
  const title = useId();
  const done = useRef(project.peek()?.finished_task_number ?? 0);
  useEffect(() => {
    const stops = [
      project.subscribe((own) => (own?.finished_task_number ?? 0) > done.current && onGone()),
      studio().router.place.subscribe(({ page }) => page !== "label" && onGone()),
    ];
    return () => stops.forEach((stop) => stop());
  }, []);
  return (
    <section class="tour offer" aria-labelledby={title}>
      <h2 id={title}>{tour.offer}</h2>
      <p>{tour.offerDetail}</p>
      <div class="row">
        <button class="btn sm" onClick={onStart}>{tour.start}</button>
        <button class="btn quiet sm" onClick={onNever}>{tour.never}</button>
      </div>
    </section>
  );
}
