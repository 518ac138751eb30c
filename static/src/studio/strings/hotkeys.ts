// The sheet of hotkeys.
import { catalogue } from "../../language/catalogue";

export const hotkeys = catalogue("hotkeys", {
  title: "Hotkeys",
  here: "On this page",
  everywhere: "Everywhere",
  palette: "Command palette: any page or action by its name",
  sheet: "This sheet",
  close: "Close what is open",
  next: "Next field or button",
  openPalette: "All commands",
});
