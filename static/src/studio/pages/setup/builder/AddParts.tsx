// What can be added: objects to show, questions about them, headings. The tag table says what there is.
import { useState } from "preact/hooks";
import { Flyout } from "../../../components/Flyout";
import { Icon } from "../../../components/Icon";
import { plus } from "../../../icons/pages";
import type { TagEntry, TagTable } from "../../../shared/tag-table";
import { setupBuilder as words } from "../../../strings/setup-builder";
import { isHeading, readParts, type Part } from "./model";
import { addControl, addHeading, addObject, targetsFor, type DataKey } from "./operations";
import { tagTitle } from "./titles";
import type { Builder } from "./use-builder";

export interface AddPartsProps {
  readonly builder: Builder;
  readonly parts: readonly Part[];
  readonly keys: readonly DataKey[];
  readonly onTemplate: () => void;
}

export function AddParts({ builder, parts, keys, onTemplate }: AddPartsProps) {
  const { text, table } = builder;
  const entries = [...table.values()];
  const objects = entries.filter(({ kind }) => kind === "object");
  const controls = entries.filter((entry) => entry.kind === "control" && targetsFor(entry, parts) !== undefined);
  const heading = entries.find(isHeading);
  const putObject = (entry: TagEntry): void => builder.edit(addObject(text, entry, keys));
  const putControl = (entry: TagEntry): void => {
    const next = addControl(text, entry, targetsFor(entry, parts) ?? [], table);
    builder.edit(next, { focus: `add ${pathOfNew(next, parts, table)}` });
  };
  const putHeading = (entry: TagEntry): void => {
    const next = addHeading(text, entry, words.newHeading, parts);
    builder.edit(next, { focus: `heading ${pathOfHeading(next, parts, table)}` });
  };
  if (!parts.some(({ kind }) => kind === "object")) {
    return (
      <section class="first-step">
        <h2>{words.startTitle}</h2>
        <p class="muted">{words.startDetail}</p>
        <Offers entries={objects} onChoose={putObject} />
        <button class="btn quiet" onClick={onTemplate}>{words.startTemplate}</button>
      </section>
    );
  }
  const asks = parts.some(({ kind }) => kind === "control");
  return (
    <>
      {!asks && (
        <section class="first-step">
          <h2>{words.nextTitle}</h2>
          <Offers entries={controls} onChoose={putControl} />
        </section>
      )}
      <div class="row add-parts">
        {asks && <Menu title={words.addControl} entries={controls} onChoose={putControl} />}
        <Menu title={words.addObject} entries={objects} onChoose={putObject} />
        {heading && (
          <button class="btn" onClick={() => putHeading(heading)}>
            <Icon path={plus} size={14} />{words.addHeading}
          </button>
        )}
      </div>
    </>
  );
}

/** Where the control is that was not there before. */
function pathOfNew(text: string, parts: readonly Part[], table: TagTable): string | undefined {
  const shown = readParts(text, table);
  const names = new Set(parts.map(({ name }) => name));
  return "parts" in shown ? shown.parts.find(({ kind, name }) => kind === "control" && !names.has(name))?.element.path : undefined;
}

/** Where the new heading is: the first one stands on top, others at the end. */
function pathOfHeading(text: string, parts: readonly Part[], table: TagTable): string | undefined {
  const shown = readParts(text, table);
  const headings = "parts" in shown ? shown.parts.filter(({ kind }) => kind === "heading") : [];
  return headings[parts.some(({ kind }) => kind === "heading") ? headings.length - 1 : 0]?.element.path;
}

interface OffersProps {
  readonly entries: readonly TagEntry[];
  readonly onChoose: (entry: TagEntry) => void;
}

function Offers({ entries, onChoose }: OffersProps) {
  return (
    <ul class="offers">
      {entries.map((entry) => (
        <li key={entry.tag}>
          <button class="pick-row" onClick={() => onChoose(entry)}>
            <b class="strong">{tagTitle(entry.tag)}</b>
            <span class="small muted">{entry.doc}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Menu({ title, entries, onChoose }: OffersProps & { readonly title: string }) {
  const [open, setOpen] = useState(false);
  return (
    <span class="fly-at">
      <button class="btn" aria-haspopup="menu" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon path={plus} size={14} />{title}
      </button>
      {open && (
        <Flyout title={title} above onClose={() => setOpen(false)}>
          <div class="fly-menu" role="menu" aria-label={title}>
            {entries.map((entry, index) => (
              <button
                key={entry.tag}
                class="fly-item offer"
                role="menuitem"
                data-safe={index === 0 ? true : undefined}
                onClick={() => {
                  setOpen(false);
                  onChoose(entry);
                }}
              >
                <span>
                  <b class="strong">{tagTitle(entry.tag)}</b>
                  <span class="small muted">{entry.doc}</span>
                </span>
              </button>
            ))}
          </div>
        </Flyout>
      )}
    </span>
  );
}
