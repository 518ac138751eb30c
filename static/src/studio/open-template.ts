// From a template to its first task.
import { api } from "./api";
import { refreshProject, studio } from "./studio";

/** Makes the session's project from a template, then shows its first task. Throws ApiError "project-not-empty" when the
 *  project holds something and `replace` was not asked for. */
export async function openTemplate(name: string, replace: boolean): Promise<void> {
  await api.post(`/api/templates/${encodeURIComponent(name)}/open`, undefined, replace ? { query: { replace: true } } : {});
  await refreshProject();
  await studio().router.go("label");
}
