// The tasks of one session: a list, and beside it the one that is read. Arrow keys go through the list.
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../../components/Icon";
import { State } from "../../components/State";
import { count } from "../../format";
import { left, lines } from "../../icons/pages";
import { offline } from "../../icons/shell";
import { useSlow, useValue } from "../../observe";
import { errors } from "../../strings/errors";
import { hostSessions } from "../../strings/host-sessions";
import { gist } from "./foreign";
import { host, type HostSession, type TaskLine, type TaskPage } from "./host-api";
import { go, href, place } from "./place";
import { Pager } from "./SessionTable";
import { TaskReading } from "./TaskReading";
import { since } from "./times";
import { usePoll } from "./use-poll";

const words = hostSessions.view;
export const TASKS_A_PAGE = 50;

export function TaskBrowser({ session: { id } }: { readonly session: HostSession }) {
  const { task, tasks: page } = useValue(place);
  const found = usePoll(`${id} ${page}`, (signal) => host.tasks(id, page, TASKS_A_PAGE, signal));
  const slow = useSlow(found.value === undefined && found.fault === undefined);
  return (
    <div class={task === undefined ? "tasks-of" : "tasks-of reading"}>
      <section class="card task-list" aria-labelledby="tasks-heading">
        <div class="ch">
          <h2 id="tasks-heading">{words.tasks}</h2>
          {found.value && <span class="small num">{count(found.value.total)}</span>}
          <span class="small right hide-s">{words.keys}</span>
        </div>
        {found.value ? (
          <List page={found.value} number={page} open={task} />
        ) : found.fault ? (
          <div class="padded">
            <State icon={offline} tone="bad" title={words.tasks} detail={found.fault.message}>
              <button class="btn" onClick={() => void found.again()}>{errors.tryAgain}</button>
            </State>
          </div>
        ) : (
          <div class="waiting">{slow && <div class="sk" />}</div>
        )}
      </section>
      {task === undefined ? (
        found.value !== undefined && found.value.total > 0 && <p class="card pick-one hide-narrow">{words.pick}</p>
      ) : (
        <div>
          <button class="btn sm only-narrow" onClick={() => go({ task: undefined })}>
            <Icon path={left} size={14} />
            {words.closeTask}
          </button>
          <TaskReading session={id} task={task} />
        </div>
      )}
    </div>
  );
}

interface ListProps {
  readonly page: TaskPage;
  readonly number: number;
  readonly open: number | undefined;
}

function List({ page, number, open }: ListProps) {
  const list = useRef<HTMLUListElement>(null);
  const now = new Date();
  useEffect(() => {
    list.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }, [open]);
  if (page.total === 0) {
    return <div class="padded"><State icon={lines} title={words.noTasks} detail={words.noTasksDetail} /></div>;
  }
  return (
    <>
      <ul class="task-lines" ref={list} onKeyDown={(event) => step(event, list.current)}>
        {page.tasks.map((task) => (
          <Item key={task.id} task={task} open={task.id === open} now={now} />
        ))}
      </ul>
      <Pager total={page.total} shown={page.tasks.length} page={number} size={TASKS_A_PAGE} onPage={(next) => go({ tasks: next, task: undefined })} />
    </>
  );
}

function Item({ task, open, now }: { readonly task: TaskLine; readonly open: boolean; readonly now: Date }) {
  return (
    <li>
      <a
        class="task-line"
        href={href({ task: task.id })}
        aria-current={open ? "true" : undefined}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          go({ task: task.id }, { replace: open || place.peek().task !== undefined });
        }}
      >
        <span class="num task-id"><span class="sr">{words.taskColumn} </span>{task.id}</span>
        <bdi class="clip">{gist(task.data)}</bdi>
        <span class="small muted num beside">
          {task.skipped ? words.skipped : task.annotations > 0 ? words.annotationsOf(task.annotations) : ""}
          {task.updated_at !== null && task.annotations > 0 && ` · ${since(task.updated_at, now)}`}
        </span>
      </a>
    </li>
  );
}

/** Up and down: the link before or after; the one that is reached is opened. */
function step(event: KeyboardEvent, list: HTMLUListElement | null): void {
  const links = [...(list?.querySelectorAll<HTMLElement>(".task-line") ?? [])];
  const at = links.indexOf(document.activeElement as HTMLElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
  if (next === undefined || at < 0) return;
  event.preventDefault();
  const link = links[Math.min(links.length - 1, Math.max(0, next))];
  link?.focus();
  link?.click();
}
