import { useState } from "preact/hooks";
import type { ConfigNode, EditorState, Region } from "../../core/types";
import { Icon } from "../icons";
import { Popover } from "../Popover";
import { texts } from "../part-texts";

interface ChangeLabelProps {
  readonly editor: EditorState;
  readonly regions: readonly Region[];
}

const shapeOf = (type: string) => type.replace(/labels$/, "");

/** The labels controls that may label this region: those it carries, Labels, and those of its own shape. */
function controlsFor(editor: EditorState, region: Region): readonly ConfigNode[] {
  return editor.labelControls(region.object).filter((node) => {
    const type = node.descriptor?.resultType ?? "labels";
    return type === "labels" || region.items.some((item) => item.from_name === node.attributes["name"] || shapeOf(item.type) === shapeOf(type));
  });
}

export function ChangeLabel({ editor, regions }: ChangeLabelProps) {
  const first = regions[0];
  const controls = first === undefined ? [] : controlsFor(editor, first);
  const total = controls.reduce((sum, node) => sum + (editor.config.entries.get(node.attributes["name"] ?? "")?.length ?? 0), 0);
  if (first === undefined || total === 0) return null;
  return (
    <Popover label={texts.changeLabel} buttonClass="btn sm quiet" role="listbox" place="above-start" button={texts.changeLabel}>
      {(close) => <LabelChoices {...{ editor, controls, close }} searchable={total > 12} />}
    </Popover>
  );
}

interface LabelChoicesProps {
  readonly editor: EditorState;
  readonly controls: readonly ConfigNode[];
  readonly searchable: boolean;
  readonly close: () => void;
}

function LabelChoices({ editor, controls, searchable, close }: LabelChoicesProps) {
  const [search, setSearch] = useState("");
  const needle = search.trim().toLowerCase();
  return (
    <>
      {searchable && (
        <label class="search">
          <Icon name="search" />
          <input class="in" placeholder={texts.findLabel} aria-label={texts.findLabel} value={search} onInput={(event) => setSearch(event.currentTarget.value)} />
        </label>
      )}
      {controls.flatMap((node) => {
        const chosen = editor.pressedLabels(node.attributes["name"] ?? "");
        const entries = (editor.config.entries.get(node.attributes["name"] ?? "") ?? []).filter((entry) => entry.title.toLowerCase().includes(needle));
        return entries.map((entry) => (
          <button type="button" class="popi" role="option" key={`${entry.control} ${entry.value}`} aria-selected={chosen.includes(entry.value)}
            onClick={() => { editor.pressLabel(entry.control, entry.value); close(); }}>
            <span class="sw" style={{ "--c": entry.color }} />
            <bdi class="clip">{entry.title}</bdi>
            {chosen.includes(entry.value) && <Icon name="check" size={14} />}
          </button>
        ));
      })}
    </>
  );
}
