// The contract between the embedding class (embed/) and the shell (panels/): what the shell shows, what it can ask for,
// and the elements it offers for the config's tags. panels/index.tsx exports `mountShell(element, props): Shell`.
import type { ReadonlySignal } from "@preact/signals-core";
import type { AnnotationState, EditorState, Notice, ValidationProblem } from "../core/types";

/** What is known about the saving of this task's work. `at`: when it was last on disk; `count`: changes not saved yet. */
export interface SaveStatus {
  readonly saved: "saved" | "saving" | "waiting";
  readonly at?: Date | undefined;
  readonly count?: number | undefined;
  /** said in the place of the words for all this: "Draft from 14:20" */
  readonly text?: string | undefined;
}

/** The names of everything a button, a hotkey or the sheet can start. */
export type CommandName =
  | "submit" | "update" | "skip" | "undo" | "redo" | "reset"
  | "delete-region" | "delete-all" | "hide" | "hide-all" | "lock" | "unselect" | "next-region" | "exit"
  | "focus-region-input" | "duplicate" | "relate" | "note" | "new-annotation" | "delete-annotation" | "copy-annotation"
  | "next-task" | "previous-task" | "hotkeys";

/** One thing that can be done: the same object stands behind the button, the hotkey and the row of the hotkey sheet. */
export interface Command {
  readonly name: CommandName;
  readonly title: string;
  /** as in the keymap ("ctrl+enter"), or undefined; already bound by the editor: the shell only prints it */
  readonly key: string | undefined;
  /** false: not offered at all (interfaces, read-only); the button is not drawn */
  readonly available: ReadonlySignal<boolean>;
  /** false: offered, but not now (nothing to undo); the button is drawn disabled */
  readonly enabled: ReadonlySignal<boolean>;
  run(): void;
}

/** The elements that the shell offers for the config's tags; all stay in the document as long as the shell is mounted. */
export interface ConfigSlots {
  /** the label bar above the surface (class "labels"): label controls that stand directly in the root View. Hide it while it is empty. */
  readonly bar: HTMLElement;
  /** the labeling area (inside class "main"): everything else of the config */
  readonly main: HTMLElement;
  /** under the selected region in the panel: perRegion controls. Left out when there is no side column: they then stand in `main`. */
  readonly details?: HTMLElement | undefined;
}

export interface ShellProps {
  /** a new object for every task or config: the shell starts afresh (selection, scroll) when it changes */
  readonly editor: EditorState;
  readonly commands: Readonly<Record<CommandName, Command>>;
  /** mounts the config's tags; the shell calls it once per `editor`, after its slots are in the document, and the returned
   *  function before they go */
  mountConfig(slots: ConfigSlots): () => void;
  /** `editor.interfaces` holds the names after translation of the 2020 names (completions:… reads annotations:…) */
  readonly status: ReadonlySignal<SaveStatus | undefined>;
  /** missing answers found by the last press of Submit: the red bar with a link each, and the count beside Submit */
  readonly problems: ReadonlySignal<readonly ValidationProblem[]>;
  /** shows the question of a problem and puts the focus there (selects the region first when it has one) */
  focusProblem(problem: ValidationProblem): void;
  dismissProblems(): void;
  /** true while a promise of the host is awaited: Submit, Update and Skip wait too */
  readonly busy: ReadonlySignal<boolean>;
  /** the toast: set by `editor.notify`; the shell clears it (`dismissNotice`) after its time, 12 s when it has an action */
  readonly notice: ReadonlySignal<Notice | undefined>;
  dismissNotice(): void;
  /** looks at another annotation or prediction */
  select(annotation: AnnotationState): void;
  readonly queue: {
    readonly total?: number | undefined;
    /** from 1 */
    readonly position?: number | undefined;
    /** tasks done, for the progress at the foot */
    readonly done?: number | undefined;
    /** tasks that were only skipped: besides those done */
    readonly skipped?: number | undefined;
  };
  /** the task's instruction, HTML of the project's owner: shown as text */
  readonly description: string;
  readonly user: { readonly id?: number | string; readonly displayName: string; readonly initials: string };
  /** shows all tasks; the place in the queue then is a button */
  readonly openTaskList: (() => void) | undefined;
  /** the host's own element in the task bar */
  readonly slot: HTMLElement | undefined;
  /** draws "Submit and next" instead of "Submit" */
  readonly loadsNext: boolean;
}

export interface Shell {
  update(props: ShellProps): void;
  /** opens the hotkey sheet: what the command "hotkeys" runs */
  showHotkeys(): void;
  destroy(): void;
}

export type MountShell = (element: HTMLElement, props: ShellProps) => Shell;
