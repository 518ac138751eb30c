// Deleting a project: the question that names what is lost, and the report that shows what is gone.
import { useEffect, useRef } from "preact/hooks";
import { count } from "../format";
import type { Removal } from "../session";
import { projects as words } from "../strings/projects";
import { Dialog } from "./Dialog";
import "../life/life.css";

export interface DeletionDialogProps {
  /** its title, where several could be meant */
  readonly title?: string | undefined;
  readonly tasks: number;
  readonly annotations: number;
  /** undefined where nobody counted them */
  readonly files?: number | undefined;
  readonly download: string;
  readonly onDelete: () => void;
  readonly onClose: () => void;
}

export function DeletionDialog({ title, tasks, annotations, files, download, onDelete, onClose }: DeletionDialogProps) {
  return (
    <Dialog kind="alert" title={title === undefined ? words.confirmTitle : words.confirmNamed(title)} onClose={onClose}>
      <p>{words.loses(tasks, annotations, files)}</p>
      <div class="answers">
        <a class="btn quiet" href={download} download>{words.downloadFirst}</a>
        <span class="grow" />
        <button class="btn" data-safe onClick={onClose}>{words.keepIt}</button>
        <button class="btn danger" onClick={onDelete}>{words.deleteIt}</button>
      </div>
    </Dialog>
  );
}

/** What was removed, in figures; it stays, and takes the focus, since what had it is gone. */
export function DeletionReport({ removed, title }: { readonly removed: Removal; readonly title?: string | undefined }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const figures: readonly (readonly [string, string])[] = [
    [count(removed.tasks), words.counts.tasks(removed.tasks)],
    [count(removed.annotations), words.counts.annotations(removed.annotations)],
    ...(removed.predictions > 0 ? [[count(removed.predictions), words.counts.predictions(removed.predictions)] as const] : []),
    [count(removed.uploads), words.counts.files(removed.uploads)],
    [words.counts.bytes(removed.bytes), words.counts.size],
  ];
  const nothing = removed.tasks + removed.annotations + removed.uploads + removed.bytes === 0;
  return (
    <>
      <h2 ref={heading} tabIndex={-1}>{title === undefined ? words.deletedTitle : words.deletedNamed(title)}</h2>
      <p>{nothing ? words.nothing : words.deletedDetail}</p>
      {!nothing && (
        <div class="counts">
          {figures.map(([figure, name]) => (
            <div key={name}>
              <b>{figure}</b>
              {name}
            </div>
          ))}
        </div>
      )}
    </>
  );
}
