// The state of the Setup page: what is edited, what is saved, and the way between them.
import { useEffect, useRef, useState } from "preact/hooks";
import { api, ApiError } from "../../api";
import { confirm } from "../../components/Confirm";
import { onConfigChange } from "../../config-watch";
import { asksNothing } from "../../shared/label-config";
import { setup } from "../../strings/setup";
import { shell } from "../../strings/shell";
import { project, refreshProject, studio } from "../../studio";
import { toast, toastError } from "../../toasts";
import type { Project } from "../../types";

/** The parts of a project that are edited here. */
export interface Edited {
  readonly label_config: string;
  readonly expert_instruction: string;
  readonly title: string;
  readonly sampling: string;
}

const FIELDS = ["label_config", "expert_instruction", "title", "sampling"] as const;

const edited = (of: Project): Edited => ({
  label_config: of.label_config,
  expert_instruction: of.expert_instruction,
  title: of.title,
  sampling: of.sampling ?? "Sequential sampling",
});

export interface Setup {
  readonly loaded: boolean;
  readonly failed: string | undefined;
  readonly now: Edited;
  /** the label config as the server holds it; undefined until it is loaded */
  readonly accepted: string | undefined;
  readonly changed: boolean;
  readonly saving: boolean;
  /** the label config in the editor came with the address, and is not saved */
  readonly fromLink: boolean;
  /** sentences about labels that the new config lacks and annotations use; saving was refused because of them */
  readonly inUse: readonly string[];
  set(part: Partial<Edited>): void;
  /** Puts a config that came with the address into the editor. */
  propose(config: string): void;
  /** Puts a template's config into the editor. */
  startFrom(config: string): void;
  discard(): void;
  save(options?: { readonly force?: boolean }): Promise<void>;
  closeInUse(): void;
  load(): void;
}

const EMPTY: Edited = { label_config: "", expert_instruction: "", title: "", sampling: "Sequential sampling" };

export function useSetup(): Setup {
  const [saved, setSaved] = useState<Edited | undefined>(() => (project.value ? edited(project.value) : undefined));
  const [now, setNow] = useState<Edited>(saved ?? EMPTY);
  const [proposed, setProposed] = useState<string>();
  const [failed, setFailed] = useState<string>();
  const [saving, setSaving] = useState(false);
  const [inUse, setInUse] = useState<readonly string[]>([]);
  const changes = saved ? Object.fromEntries(FIELDS.filter((field) => now[field] !== saved[field]).map((field) => [field, now[field]])) : {};
  const changed = Object.keys(changes).length > 0;
  /** Shows a project as it is now; what was changed since `sent` stays in the editor. */
  const take = (next: Project, sent?: Edited): void => {
    setSaved(edited(next));
    setNow((last) => ({ ...edited(next), ...(sent ? Object.fromEntries(FIELDS.filter((field) => last[field] !== sent[field]).map((field) => [field, last[field]])) : {}) }));
    setProposed(undefined);
  };
  const load = (): void => {
    setFailed(undefined);
    refreshProject().then((next) => take(next), (error: Error) => setFailed(error.message));
  };
  useEffect(() => {
    if (!saved) load();
  }, []);
  // a proposal that nobody has touched is not lost by leaving: the address still has it
  useLeaveGuard(changed && !(Object.keys(changes).length === 1 && changes["label_config"] === proposed));
  useOutsideChange(changed, saved?.label_config, take);

  return {
    loaded: saved !== undefined,
    failed,
    now,
    accepted: saved?.label_config,
    changed,
    saving,
    fromLink: proposed !== undefined && "label_config" in changes,
    inUse,
    load,
    set: (part) => setNow((last) => ({ ...last, ...part })),
    propose(config) {
      setProposed(config);
      setNow((last) => ({ ...(saved ?? last), label_config: config }));
    },
    startFrom(config) {
      setProposed(undefined);
      setNow((last) => ({ ...last, label_config: config }));
    },
    discard() {
      setProposed(undefined);
      if (saved) setNow(saved);
    },
    closeInUse: () => setInUse([]),
    async save({ force = false } = {}) {
      setInUse([]);
      setSaving(true);
      try {
        const next = await api.patch<Project>("/api/projects/1/", changes, force ? { query: { force: true } } : {});
        project.value = next;
        take(next, now);
        const { task_number: tasks = 0, finished_task_number: finished = 0 } = next;
        // what people want next, where there is something left to label
        toast(setup.saved, tasks > finished && !asksNothing(next.label_config) ? { action: { title: setup.goLabel, run: () => studio().router.go("label") } } : {});
      } catch (error) {
        if (error instanceof ApiError && error.code === "label-config-in-use") setInUse(sentences(error));
        else toastError(error);
      } finally {
        setSaving(false);
      }
    },
  };
}

function sentences(error: ApiError): readonly string[] {
  const fields = error.body["validation_errors"] as { readonly label_config?: readonly string[] } | undefined;
  return fields?.label_config ?? [error.message];
}

/** Asks before changes are lost: by our own dialog inside the studio, by the browser's when the window closes. */
function useLeaveGuard(changed: boolean): void {
  useEffect(() => {
    if (!changed) return;
    const onUnload = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener("beforeunload", onUnload);
    const release = studio().router.guard(() =>
      confirm({ title: setup.leaveTitle, detail: setup.leave, yes: setup.leaveButton, no: setup.stay, danger: true }),
    );
    return () => {
      removeEventListener("beforeunload", onUnload);
      release();
    };
  }, [changed]);
}

/** Follows a config that is changed elsewhere, unless something is being edited here. */
function useOutsideChange(changed: boolean, known: string | undefined, take: (next: Project) => void): void {
  const state = useRef({ changed, known });
  state.current = { changed, known };
  useEffect(
    () =>
      onConfigChange(project.value?.label_config, (config) => {
        if (config === state.current.known) return; // our own save
        toast(shell.configChanged);
        if (!state.current.changed && project.value) take(project.value);
      }),
    [],
  );
}
