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
  readonly task_number: number;
  readonly finished_task_number: number;
}

export interface SessionInfo {
  readonly private: boolean;
  /** nothing was written yet */
  readonly new: boolean;
  /** when this browser loses sight of it unless it comes back before; ISO 8601 */
  readonly kept_until?: string;
  readonly has_resume_code?: boolean;
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
  remove: (): Promise<Removal> => api.delete("/api/session/project"),
};

/** Makes another project of this browser the open one; the page starts afresh with it. */
export async function openProject(project: SessionProject): Promise<void> {
  try {
    await session.open(project.index);
    location.assign(address("/label"));
  } catch (error) {
    toastError(error);
  }
}
