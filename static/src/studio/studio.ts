// What all pages share: the bootstrap, the router, the project. Set once by main.tsx.
import { signal } from "@preact/signals-core";
import { api } from "./api";
import type { Bootstrap } from "./bootstrap";
import type { Router } from "./router";
import type { SessionProject } from "./session";
import type { Project } from "./types";

export interface Studio {
  readonly bootstrap: Bootstrap;
  readonly router: Router;
}

let current: Studio | undefined;

/** Makes the studio known to the pages. */
export function startStudio(studio: Studio): void {
  current = studio;
  project.value = studio.bootstrap.project;
  ownProjects.value = studio.bootstrap.session.projects;
}

/** The running studio. Throws when it was not started, which is a mistake of ours. */
export function studio(): Studio {
  if (!current) throw new Error("the studio is not started");
  return current;
}

/** The address of the gallery, also when there is a project: the bare root path then leads to labeling. */
export const gallery = (): string => studio().router.href("welcome", { show: "templates" });

/** The project of this session; null while there is none. */
export const project = signal<Project | null>(null);

/** The projects of this browser, as the bootstrap or GET /api/session last told. */
export const ownProjects = signal<readonly SessionProject[]>([]);

/** What the title says before the page's name: the task, the view; "" says nothing. */
export const titleDetail = signal("");

/** Asks the server for the project again. */
export async function refreshProject(): Promise<Project> {
  const found = await api.get<Project>("/api/projects/1/");
  project.value = found;
  return found;
}

let firstPage = true;
/** True for the page that the server rendered, whose data stands in the bootstrap; false after the first move. */
export function takeFirstPage(): boolean {
  const first = firstPage;
  firstPage = false;
  return first;
}
