// The pages and the editor in Arabic, by the names of their catalogues.
import editor from "../../../editor/translations/ar";
import * as dashboard from "./dashboard";
import * as data from "./data";
import * as frame from "./frame";
import * as importing from "./import";
import { keptExports } from "./kept-exports";
import * as around from "./label-around";
import { life, refusals } from "./life";
import * as projects from "./projects";
import * as setup from "./setup";
import { setupHistory } from "./setup-history";
import * as welcome from "./welcome";

const pages = { ...frame, life, refusals, ...welcome, ...around, ...data, ...setup, setupHistory, ...importing, keptExports, ...dashboard, ...projects };

export default { ...editor, ...pages };

/** The catalogues that have every text; a test says which are missing. */
export const complete: readonly string[] = [...Object.keys(editor), ...Object.keys(pages)];
