// What the server wrote into the page, so that the first paint needs no further request.
import type { Mode, Position, Project, Task, Template } from "./types";
import type { SessionInfo } from "./session";

export interface Limits {
  /** bytes of one import or upload */
  readonly max_body_bytes?: number;
  /** bytes of one task */
  readonly max_task_bytes?: number;
  /** bytes of a label config */
  readonly max_config_bytes?: number;
}

export interface Hosting {
  readonly mode: "open" | "closed" | "maintenance";
  /** the host's sentence about the mode */
  readonly message: string;
  /** seconds after the last visit, and after the first change; 0: never */
  readonly idle_expiry: number;
  readonly absolute_expiry: number;
  readonly contact: string;
}

export interface Bootstrap {
  /** the path that stands before every address of ours: "" or "/studio" */
  readonly root: string;
  readonly mode: Mode;
  readonly page: string;
  readonly project: Project | null;
  readonly session: SessionInfo;
  /** a sentence of the host's for every page; "" when there is none */
  readonly banner: string;
  /** how the host takes visitors; null where one project is everybody's */
  readonly hosting: Hosting | null;
  readonly task: Task | null;
  readonly position: Position | null;
  readonly templates: readonly Template[] | null;
  readonly limits: Limits;
  /** the server fetches files from addresses */
  readonly url_import?: boolean;
  readonly version: string;
  readonly editor: { readonly interfaces: readonly string[] | null; readonly debug: boolean };
}

const NOTHING: Bootstrap = {
  root: "",
  mode: "multi",
  page: "welcome",
  project: null,
  session: { private: true, new: true, projects: [] },
  banner: "",
  hosting: null,
  task: null,
  position: null,
  templates: null,
  limits: {},
  version: "",
  editor: { interfaces: null, debug: false },
};

/** Reads `<script type="application/json" id="bootstrap">`; a page without it starts empty and asks the server. */
export function readBootstrap(page: Document): Bootstrap {
  const text = page.getElementById("bootstrap")?.textContent;
  if (!text) return NOTHING;
  const found = JSON.parse(text) as Partial<Bootstrap>;
  return { ...NOTHING, ...found, session: { ...NOTHING.session, ...found.session } };
}
