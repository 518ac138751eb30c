// @vitest-environment jsdom
import { render } from "preact";
import { act } from "preact/test-utils";
import { beforeEach, expect, it } from "vitest";
import { pageOffers, useCommands, type Offer } from "./commands";
import { hotkeyGroups } from "./components/hotkey-groups";
import HotkeySheet from "./components/HotkeySheet";

const place = document.body.appendChild(document.createElement("div"));

function Page({ offer }: { readonly offer: Offer }) {
  useCommands(() => offer);
  return null;
}

const show = (offer: Offer | undefined): void => void act(() => render(offer ? <Page offer={offer} /> : null, place));
const titles = (): string[] => pageOffers().flatMap(({ commands }) => commands.map(({ title }) => title));

beforeEach(() => show(undefined));

it("offers what a page says, as long as it is shown, and what it says last", () => {
  show({ commands: [{ id: "save", title: "Save" }] });
  expect(titles()).toEqual(["Save"]);
  show({ commands: [{ id: "save", title: "Save again" }] });
  expect(titles()).toEqual(["Save again"]);
  show(undefined);
  expect(titles()).toEqual([]);
});

it("lists keys of the page before those of the frame, and nothing without a key", () => {
  show({ commands: [{ id: "save", title: "Save", keys: ["ctrl+s"] }, { id: "copy", title: "Copy" }] });
  const [here, everywhere] = hotkeyGroups();
  expect(here).toEqual({ title: "On this page", rows: [{ title: "Save", keys: ["ctrl+s"] }] });
  expect(everywhere?.rows.map(({ keys }) => keys[0])).toEqual(["ctrl+k", "?", "tab", "escape"]);
});

it("has one row for a title with several keys, under the group that the page names", () => {
  const hotkeys = ["backspace", "delete"].map((key) => ({ title: "Delete", keys: [key], group: "Regions" }));
  show({ commands: [{ id: "x", title: "Not listed", keys: ["x"] }], hotkeys: [...hotkeys, { title: "All hotkeys", keys: ["shift+/"] }] });
  expect(hotkeyGroups()[0]).toEqual({ title: "Regions", rows: [{ title: "Delete", keys: ["backspace", "delete"] }] });
  expect(hotkeyGroups()).toHaveLength(2);
});

it("shows in an open sheet what a part of the page offers that came later", () => {
  HTMLDialogElement.prototype.showModal = () => undefined; // jsdom has none
  HTMLDialogElement.prototype.close = () => undefined;
  const sheet = document.body.appendChild(document.createElement("div"));
  void act(() => render(<HotkeySheet page="label" onClose={() => undefined} />, sheet));
  expect(sheet.textContent).not.toContain("Save");
  show({ commands: [{ id: "save", title: "Save", keys: ["ctrl+s"] }] });
  expect(sheet.textContent).toContain("Save");
  show(undefined);
  expect(sheet.textContent).not.toContain("Save");
  void act(() => render(null, sheet));
});
