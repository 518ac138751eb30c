import { useState } from "preact/hooks";
import type { AnnotationState, ConfigNode, EditorState, LabelEntry, Region } from "../../core/types";
import { Icon } from "../icons";
import { Popover } from "../Popover";

interface ChangeLabelProps {
  readonly editor: EditorState;
  readonly annotation: AnnotationState;
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

function valuesOf(region: Region, control: string, field: string): readonly string[] {
  const value = region.items.find((item) => item.from_name === control)?.value?.[field];
  return Array.isArray(value) ? value.filter((entry) => typeof entry === "string") : [];
}

/** Sets the label on all regions given; with choice="multiple" it is added or taken away. */
function press(annotation: AnnotationState, regions: readonly Region[], node: ConfigNode, entry: LabelEntry): void {
  const type = node.descriptor?.resultType ?? "labels";
  const multiple = node.attributes["choice"] === "multiple";
  annotation.history.transact(() => {
    for (const region of regions) {
      const values = valuesOf(region, entry.control, type);
      const rest = values.filter((value) => value !== entry.value);
      const content = multiple ? (rest.length < values.length ? rest : [...values, entry.value]) : [entry.value];
      annotation.setPart(region.id, { control: entry.control, type, field: type, content });
    }
  });
}

export function ChangeLabel({ editor, annotation, regions }: ChangeLabelProps) {
  const first = regions[0];
  const controls = first === undefined ? [] : controlsFor(editor, first);
  const total = controls.reduce((sum, node) => sum + (editor.config.entries.get(node.attributes["name"] ?? "")?.length ?? 0), 0);
  if (first === undefined || total === 0) return null;
  return (
    <Popover label="Change label" buttonClass="btn sm quiet" role="listbox" place="above-start" button="Change label">
      {(close) => <LabelChoices {...{ editor, annotation, regions, controls, first, close }} searchable={total > 12} />}
    </Popover>
  );
}

interface LabelChoicesProps extends ChangeLabelProps {
  readonly controls: readonly ConfigNode[];
  readonly first: Region;
  readonly searchable: boolean;
  readonly close: () => void;
}

function LabelChoices({ editor, annotation, regions, controls, first, searchable, close }: LabelChoicesProps) {
  const [search, setSearch] = useState("");
  const needle = search.trim().toLowerCase();
  return (
    <>
      {searchable && (
        <label class="search">
          <Icon name="search" />
          <input class="in" placeholder="Find a label" aria-label="Find a label" value={search} onInput={(event) => setSearch(event.currentTarget.value)} />
        </label>
      )}
      {controls.flatMap((node) => {
        const type = node.descriptor?.resultType ?? "labels";
        const chosen = valuesOf(first, node.attributes["name"] ?? "", type);
        const entries = (editor.config.entries.get(node.attributes["name"] ?? "") ?? []).filter((entry) => entry.title.toLowerCase().includes(needle));
        return entries.map((entry) => (
          <button type="button" class="popi" role="option" key={`${entry.control} ${entry.value}`} aria-selected={chosen.includes(entry.value)}
            onClick={() => { press(annotation, regions, node, entry); close(); }}>
            <span class="sw" style={{ "--c": entry.color }} />
            <bdi class="clip">{entry.title}</bdi>
            {chosen.includes(entry.value) && <Icon name="check" size={14} />}
          </button>
        ));
      })}
    </>
  );
}
