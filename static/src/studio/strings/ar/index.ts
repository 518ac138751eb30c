// The pages and the editor in Arabic, by the names of their catalogues.
import editor from "../../../editor/translations/ar";

export default { ...editor };

/** The catalogues that have every text; a test says which are missing. */
export const complete: readonly string[] = [...Object.keys(editor)];
