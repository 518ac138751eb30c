// The line under an import's name: what is going on, how fast, and how long it takes.
import { ago } from "../../format";
import { importing as words } from "../../strings/import";
import { isFolder } from "./batches";
import { isHeading, type Job } from "./job";
import type { Pace } from "./pace";

export function sentenceOf(job: Job, before: Job | undefined): string {
  const { state } = job;
  switch (state.kind) {
    case "looking":
      return words.looking;
    case "mapping":
      return words.toBeMapped;
    case "waiting":
      return before && before.id !== job.id ? words.waitingFor(before.name) : words.next;
    case "sending":
      return [words.sending(state.sent, state.total), ...paced(state.pace, words.bytesASecond)].join(" · ");
    case "fetching":
      return [words.fetching(state.sent, state.total), ...paced(state.pace, words.bytesASecond)].join(" · ");
    case "paused":
      return words.paused(state.sent, state.total);
    case "reading":
      return state.rows === undefined ? words.reading : [words.rows(state.rows, inAll(state.rows, state.part)), ...paced(state.pace, words.rowsASecond)].join(" · ");
    case "done":
      return state.undone ? words.undone : words.finishedAgo(ago(new Date(state.at)), words.finished(state.answer.duration));
    case "refused":
      return isHeading(state.refusals) ? words.headingDetail : state.tasks === 0 ? words.noneDetail : words.refusedDetail(state.count);
    case "failed":
      return state.reason;
    case "stopped":
      return words.stopped;
    case "interrupted":
      return (isFolder(job) ? words.interruptedFolder : words.interrupted)(state.received, job.size);
  }
}

/** About how many rows there are, when this part of the file held so many. */
const inAll = (rows: number, part: number): number | undefined => (part > 0.01 ? Math.round(rows / part) : undefined);

const paced = ({ speed, left }: Pace, of: (speed: number) => string): readonly string[] => [
  ...(speed === undefined ? [] : [of(speed)]),
  ...(left === undefined || left < 0.5 ? [] : [words.secondsLeft(left)]),
];
