// The chosen paths, each with a button that takes it out.
import { texts } from "./texts";

export interface Chip {
  readonly key: string;
  readonly path: readonly string[];
  readonly titles: readonly string[];
}

/** With `fullPath` the way to it stands in the chip, else only behind it, when the pointer rests. */
export function chipsOf(items: readonly Chip[], { separator, fullPath }: { readonly separator: string; readonly fullPath: boolean }): readonly HTMLElement[] {
  return items.map(({ key, titles }) => {
    const chip = document.createElement("span");
    const button = document.createElement("button");
    const way = titles.slice(0, -1);
    chip.className = "pick";
    chip.title = titles.join(separator);
    if (fullPath && way.length > 0) {
      const small = document.createElement("small");
      small.textContent = way.join(separator) + separator;
      chip.append(small);
    }
    chip.append(titles.at(-1) ?? "", button);
    button.type = "button";
    button.className = "takeout";
    button.dataset["key"] = key;
    button.setAttribute("aria-label", texts.takeOut(titles.join(separator)));
    return chip;
  });
}
