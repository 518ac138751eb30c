// A label's colour: handed out, one of the twelve, or any other.
import { useState } from "preact/hooks";
import { Flyout } from "../../../components/Flyout";
import { Icon } from "../../../components/Icon";
import { check } from "../../../icons/shell";
import { setupBuilder as words } from "../../../strings/setup-builder";
import type { Item } from "./model";
import { PALETTE } from "./palette";

export interface ColorPickerProps {
  readonly item: Item;
  /** undefined: the next of the twelve */
  readonly onPick: (color: string | undefined) => void;
}

export function ColorPicker({ item, onPick }: ColorPickerProps) {
  const [open, setOpen] = useState(false);
  const name = words.color(item.value);
  const own = item.ownColor?.toLowerCase();
  const pick = (color: string | undefined): void => {
    onPick(color);
    setOpen(false);
  };
  return (
    <span class="fly-at">
      <button class="ib sm" aria-label={name} title={name} aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span class="sw big" style={{ "--c": item.color }} />
      </button>
      {open && (
        <Flyout title={name} onClose={() => setOpen(false)}>
          <div class="palette">
            <button class="fly-item" data-safe={own === undefined ? true : undefined} aria-pressed={own === undefined} onClick={() => pick(undefined)}>
              <span>
                <b class="strong">{words.automatic}</b>
                <span class="small muted">{words.automaticDetail}</span>
              </span>
            </button>
            <div class="swatches" role="group" aria-label={name}>
              {PALETTE.map((color, index) => (
                <button
                  key={color}
                  class="ib"
                  aria-label={words.paletteColor(index + 1)}
                  aria-pressed={own === color}
                  data-safe={own === color ? true : undefined}
                  onClick={() => pick(color)}
                >
                  <span class="sw big" style={{ "--c": color }}>{own === color && <Icon path={check} size={14} />}</span>
                </button>
              ))}
            </div>
            <label class="own-color">
              <input type="color" value={/^#[\da-f]{6}$/.test(own ?? "") ? own : "#105fb6"} onChange={(event) => onPick(event.currentTarget.value)} />
              {words.ownColor}
            </label>
          </div>
        </Flyout>
      )}
    </span>
  );
}
