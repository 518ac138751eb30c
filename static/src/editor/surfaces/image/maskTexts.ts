// Texts of masks.
import { catalogue } from "../../../language/catalogue";

export const texts = catalogue("masks", {
  mask: "Mask",
  maskOf: (pixels: string): string => `Mask, ${pixels} px`,
  brush: "Brush",
  eraser: "Eraser",
  wand: "Magic wand",
  size: "Brush size",
  tolerance: "Colour tolerance",
  smaller: "Smaller",
  larger: "Larger",
  pixels: (count: number): string => `${count} px`,
  selectFirst: "Select a mask, then erase.",
  locked: "This mask is locked.",
  unreadable: "This mask cannot be read. It is saved as it is.",
  foreign: "The picture comes from a host that lets nobody read its colours. Use the brush.",
});
