// The pages and how they are loaded: each is a chunk of its own with its CSS.
import type { ComponentType } from "preact";
import type { PageName } from "../router";

export interface PageChunk {
  readonly default: ComponentType;
}

export const PAGE_CHUNKS: Readonly<Record<PageName, () => Promise<PageChunk>>> = {
  welcome: () => import("./welcome/index"),
  label: () => import("./label/index"),
  data: () => import("./data/index"),
  setup: () => import("./setup/index"),
  import: () => import("./import/index"),
  export: () => import("./export/index"),
  dashboard: () => import("./dashboard/index"),
  settings: () => import("./settings/index"),
  projects: () => import("./projects/index"),
  privacy: () => import("./privacy/index"),
  playground: () => import("./playground/index"),
};

/** Pages that fill the window: their navigation is behind the menu on small screens. */
export const FULL_HEIGHT: ReadonlySet<PageName> = new Set<PageName>(["label", "setup", "playground"]);
