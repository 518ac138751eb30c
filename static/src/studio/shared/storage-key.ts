// Where a project's unsent work is kept in the browser: another project has another place.
import { project, studio } from "../studio";

/** The start of every key of the open project. */
export const storageKey = (): string => `${studio().bootstrap.root}:${project.value?.created_at ?? "none"}`;
