// A question with two answers, as a promise: used before something is lost.
import { signal } from "@preact/signals-core";
import { useValue } from "../observe";
import { Dialog } from "./Dialog";

export interface Question {
  readonly title: string;
  readonly detail: string;
  readonly yes: string;
  readonly no: string;
  /** the answer cannot be undone */
  readonly danger: boolean;
}

interface Asked extends Question {
  answer(yes: boolean): void;
}

const asked = signal<Asked | undefined>(undefined);

/** Asks; resolves to true for yes. A second question answers the first with no. */
export function confirm(question: Question): Promise<boolean> {
  asked.value?.answer(false);
  return new Promise((resolve) => {
    asked.value = {
      ...question,
      answer(yes) {
        asked.value = undefined;
        resolve(yes);
      },
    };
  });
}

/** Shows the question that is asked now; a page that asks renders it once. */
export function ConfirmDialog() {
  const question = useValue(asked);
  if (!question) return null;
  return (
    <Dialog kind="alert" title={question.title} onClose={() => question.answer(false)}>
      <p>{question.detail}</p>
      <div class="answers">
        <button class="btn" data-safe onClick={() => question.answer(false)}>
          {question.no}
        </button>
        <button class={question.danger ? "btn danger" : "btn primary"} onClick={() => question.answer(true)}>
          {question.yes}
        </button>
      </div>
    </Dialog>
  );
}
