// The pages and the editor in Arabic, by the names of their catalogues.
import editor from "../../../editor/translations/ar";
import * as frame from "./frame";
import { life, refusals } from "./life";
import * as projects from "./projects";
import * as welcome from "./welcome";

const pages = { ...frame, life, refusals, ...projects, ...welcome };

export default { ...editor, ...pages };

/** The catalogues that have every text; a test says which are missing. */
export const complete: readonly string[] = [...Object.keys(editor), ...Object.keys(pages)];
