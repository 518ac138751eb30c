// The chunk of what the shell shows only when it is asked for: see later.ts.
import "./parts.css";

export { Beside } from "./beside/Beside";
export { Guideline } from "./Guideline";
export { HotkeySheet } from "./HotkeySheet";
export { MenuItems } from "./MenuItems";
export { PopoverPanel } from "./PopoverPanel";
export { ProblemList } from "./ProblemList";
export { RegionDetails } from "./regions/RegionDetails";
export { RegionList } from "./regions/RegionList";
export { ToastMessage } from "./ToastMessage";
