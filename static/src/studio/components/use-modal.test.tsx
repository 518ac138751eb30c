// @vitest-environment jsdom
import { render } from "preact";
import { useState } from "preact/hooks";
import { afterEach, expect, it } from "vitest";
import { Dialog } from "./Dialog";

const place = document.body.appendChild(document.createElement("div"));
const opener = document.body.appendChild(document.createElement("button"));

// jsdom has no modal dialogs: what the browser's own do with the attribute is enough here
HTMLDialogElement.prototype.showModal = function () {
  this.open = true;
};
HTMLDialogElement.prototype.close = function () {
  this.open = false;
};
afterEach(() => render(null, place));

/** A sheet with two steps, each a dialog of its own, as the filters of a phone are. */
function Steps() {
  const [step, setStep] = useState("column");
  return (
    <Dialog key={step} title={step} onClose={() => undefined}>
      <input data-safe name={step} onKeyDown={() => setStep("value")} />
    </Dialog>
  );
}

it("has the focus before a frame is drawn, and so has the next one: no key of fast typing is lost", async () => {
  const frames = globalThis.requestAnimationFrame;
  globalThis.requestAnimationFrame = () => 0; // no frame comes
  try {
    opener.focus();
    render(<Steps />, place);
    const focused = () => (document.activeElement as HTMLInputElement).name;
    expect(focused()).toBe("column");
    document.activeElement!.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    await Promise.resolve();
    expect(focused()).toBe("value");
    render(null, place);
    expect(document.activeElement).toBe(opener);
  } finally {
    globalThis.requestAnimationFrame = frames;
  }
});
