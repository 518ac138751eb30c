// Whose project this is: the calls behind the session badge and the Settings page.
import { address, api } from "./api";
import { toastError } from "./toasts";

/** A project that this browser has opened before. */
export interface SessionProject {
  /** its place in this browser's own list; nothing else of a project's identity ever reaches a page */
  readonly number: number;
  readonly title: string;
  readonly task_number?: number;
  readonly finished_task_number?: number;
  readonly current?: boolean;
}

export interface SessionInfo {
  readonly private: boolean;
  /** nothing was written yet */
  readonly new: boolean;
  /** ISO 8601; null when it is kept until somebody deletes it */
  readonly kept_until?: string | null;
  readonly projects: readonly SessionProject[];
}

/** What was removed from the server. */
export interface Removal {
  readonly tasks?: number;
  readonly annotations?: number;
  readonly files?: number;
  readonly bytes?: number;
}

export const session = {
  read: (): Promise<SessionInfo> => api.get("/api/session"),
  token: (): Promise<{ readonly token: string }> => api.post("/api/session/token"),
  resetToken: (): Promise<{ readonly token: string }> => api.post("/api/session/token/reset"),
  resumeCode: (): Promise<{ readonly code: string }> => api.post("/api/session/resume-code"),
  resume: (code: string): Promise<unknown> => api.post("/api/session/resume", { code }),
  signOutElsewhere: (): Promise<unknown> => api.post("/api/session/sign-out-elsewhere"),
  startOver: (): Promise<unknown> => api.post("/api/session/start-over"),
  open: (number: number): Promise<unknown> => api.post("/api/session/open", { number }),
  remove: (): Promise<Removal> => api.delete("/api/session/project"),
};

/** Makes another project of this browser the open one; the page starts afresh with it. */
export async function openProject(project: SessionProject): Promise<void> {
  try {
    await session.open(project.number);
    location.assign(address("/label"));
  } catch (error) {
    toastError(error);
  }
}
