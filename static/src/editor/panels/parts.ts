// The chunk of what the shell shows only when it is asked for: see later.ts.
import "./part-icons";
import "./parts.css";

export { Beside } from "./beside/Beside";
export { GroundTruth } from "./GroundTruth";
export { Instruction } from "./Instruction";
export { HotkeySheet } from "./HotkeySheet";
export { leadToProblem, leadToRegionInput } from "./leading";
export { MenuItems } from "./MenuItems";
export { PopoverPanel } from "./PopoverPanel";
export { ProblemList } from "./ProblemList";
export * from "./regions/commands";
export { focusNote, RegionDetails } from "./regions/RegionDetails";
export { RegionsView } from "./regions/RegionsView";
export { ToastMessage } from "./ToastMessage";
