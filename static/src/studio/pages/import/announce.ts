// What a screen reader hears of imports: their ends, and every tenth of the way.
import { importing as words } from "../../strings/import";
import { isHeading, stepOf, type Job } from "./job";

export class Announcer {
  private readonly said = new Map<number, string>();

  /** The sentence for what changed since the last call; undefined when there is nothing to say. */
  next(jobs: readonly Job[]): string | undefined {
    let sentence: string | undefined;
    for (const job of jobs) {
      const now = sentenceOf(job);
      if (now === undefined || this.said.get(job.id) === now) continue;
      this.said.set(job.id, now);
      sentence = now;
    }
    return sentence;
  }
}

function sentenceOf(job: Job): string | undefined {
  const { name, state } = job;
  const percent = Math.floor((stepOf(job) ?? 0) * 10) * 10;
  switch (state.kind) {
    case "mapping":
      return words.announceMapping(name);
    case "sending":
      return words.announceSent(name, percent);
    case "fetching":
      return words.announceFetched(name, percent);
    case "paused":
      return words.announcePaused(name);
    case "reading":
      return words.announceRead(name, percent);
    case "done":
      return state.undone ? words.announceUndone(name) : words.announceDone(name, state.answer.task_count);
    case "refused":
      return isHeading(state.refusals) ? words.announceHeading(name) : words.announceRefused(name, state.count);
    case "failed":
      return `${name}: ${state.reason}`;
    default:
      return undefined;
  }
}
