// Whose project this is: the calls behind the session badge and the Settings page.
import { address, api } from "./api";
import { toastError } from "./toasts";

/** A project that this browser has opened before. */
export interface SessionProject {
  /** its place in this browser's own list; nothing else of a project's identity ever reaches a page */
  readonly index: number;
  /** the one that is open now */
  readonly active: boolean;
  readonly title: string;
  /** ISO 8601; with the index it names the project for certain */
  readonly created_at?: string;
  /** when it is deleted; null: never */
  readonly expires_at?: string | null;
  readonly expires_because?: "idle" | "age" | null;
  readonly frozen?: boolean;
  readonly task_number: number;
  readonly finished_task_number: number;
  readonly total_annotations_number?: number;
}

/** What a project holds, or may hold (0: no limit). */
export interface Amounts {
  readonly bytes: number;
  readonly tasks: number;
  readonly uploads: number;
}

/** The project that this browser's cookie named is gone; told once. */
export interface Ended {
  /** when it was removed */
  readonly when: string;
  readonly because: "idle" | "age" | "deleted" | "host";
}

/** Times are ISO 8601, by the server's clock. */
export interface SessionInfo {
  readonly private: boolean;
  /** nothing was written yet */
  readonly new: boolean;
  /** what the server's clock says */
  readonly now?: string;
  /** when the project is deleted unless something changes that; null: never, or there is none yet */
  readonly expires_at?: string | null;
  readonly expires_because?: "idle" | "age" | null;
  /** from then on the page warns */
  readonly warn_from?: string | null;
  /** the host froze it: reading and exporting go on */
  readonly frozen?: boolean;
  readonly ended?: Ended | null;
  readonly usage?: Amounts | null;
  readonly limits?: Amounts;
  readonly has_resume_code?: boolean;
  /** the mark of the project that is open */
  readonly stamp?: string;
  readonly projects: readonly SessionProject[];
}

/** What was removed from the server. */
export interface Removal {
  readonly tasks: number;
  readonly annotations: number;
  readonly skipped: number;
  readonly predictions: number;
  readonly uploads: number;
  readonly bytes: number;
}

export const session = {
  read: (): Promise<SessionInfo> => api.get("/api/session"),
  token: (): Promise<{ readonly token: string }> => api.post("/api/session/token"),
  resetToken: (): Promise<{ readonly token: string }> => api.post("/api/current-user/reset-token"),
  resumeCode: (): Promise<{ readonly code: string }> => api.post("/api/session/resume-code"),
  resume: (code: string): Promise<unknown> => api.post("/api/session/resume", { code }),
  signOutElsewhere: (): Promise<unknown> => api.post("/api/session/sign-out-elsewhere"),
  startOver: (): Promise<unknown> => api.post("/api/session/start-over"),
  open: (index: number): Promise<unknown> => api.post("/api/session/projects/switch", { index }),
  projects: (): Promise<readonly SessionProject[]> => api.get("/api/session/projects"),
  remove: (): Promise<Removal> => api.delete("/api/session/project"),
  /** Removes one of the list; its time names it beside its place, since another window may have changed the order. */
  removeListed: ({ index, created_at }: SessionProject): Promise<Removal> => api.delete(`/api/session/projects/${index}`, { query: { created_at } }),
};

/** The address under which a project of the list is downloaded. */
export const downloadOf = ({ index, created_at }: SessionProject): string => address(`/api/session/projects/${index}/download`, { created_at });

/** Makes another project of this browser the open one; the page starts afresh with it. */
export async function openProject(project: SessionProject): Promise<void> {
  try {
    await session.open(project.index);
    location.assign(address("/label"));
  } catch (error) {
    toastError(error);
  }
}
