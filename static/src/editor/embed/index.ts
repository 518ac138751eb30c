// The entry of the editor's own build: a page loads it as a module, or reads `window.LabelStudio`.
import "../../look/tokens.css";
import "../../look/base.css";
import { LabelStudio } from "./LabelStudio";

export { LabelStudio };

(window as unknown as { LabelStudio: typeof LabelStudio }).LabelStudio = LabelStudio;
