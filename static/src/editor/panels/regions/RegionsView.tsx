import { useState } from "preact/hooks";
import type { AnnotationState } from "../../core/types";
import { CommandIcon } from "../CommandButton";
import type { ShellProps } from "../contract";
import { Icon } from "../icons";
import { texts } from "../part-texts";
import { Popover } from "../Popover";
import { useSignal } from "../useSignal";
import { RegionList } from "./RegionList";
import type { GroupBy } from "./rows";

interface RegionsViewProps {
  readonly shell: ShellProps;
  readonly annotation: AnnotationState;
  readonly onDelete: (ids: readonly string[]) => void;
  readonly onDetails: () => void;
}

/** The regions of an annotation that has some: how they are listed, and the list. */
export function RegionsView({ shell, annotation, onDelete, onDetails }: RegionsViewProps) {
  const [groupBy, setGroupBy] = useState<GroupBy>("label");
  const [search, setSearch] = useState<string | undefined>(undefined);
  return (
    <>
      <PanelTools {...{ shell, annotation, groupBy, setGroupBy, search, setSearch }} />
      <RegionList editor={shell.editor} annotation={annotation} groupBy={groupBy} search={search ?? ""} onDelete={onDelete} onDetails={onDetails} />
    </>
  );
}

interface PanelToolsProps {
  readonly shell: ShellProps;
  readonly annotation: AnnotationState;
  readonly groupBy: GroupBy;
  readonly setGroupBy: (groupBy: GroupBy) => void;
  readonly search: string | undefined;
  readonly setSearch: (search: string | undefined) => void;
}

const grouping = (by: GroupBy): string => (by === "label" ? texts.byLabel : texts.byTime);

function PanelTools({ shell, annotation, groupBy, setGroupBy, search, setSearch }: PanelToolsProps) {
  useSignal(annotation.changed);
  const allHidden = annotation.regions.size > 0 && [...annotation.regions.values()].every((region) => region.hidden);
  return (
    <>
      <div class="ptools">
        <Popover label={`${texts.order}: ${grouping(groupBy)}`} buttonClass="btn quiet sm" role="menu" button={<>{grouping(groupBy)} <Icon name="chevronDown" size={14} /></>}>
          {(close) => (["label", "time"] as const).map((name) => (
            <button type="button" class="popi" role="menuitemradio" aria-checked={groupBy === name} key={name} onClick={() => { setGroupBy(name); close(); }}>
              <Icon name={name === "label" ? "tag" : "clock"} size={14} /> {grouping(name)}
            </button>
          ))}
        </Popover>
        <span class="grow" />
        <button type="button" class="ib sm" aria-label={texts.find} title={texts.find} aria-pressed={search !== undefined}
          onClick={() => setSearch(search === undefined ? "" : undefined)}>
          <Icon name="search" size={14} />
        </button>
        <CommandIcon command={shell.commands["hide-all"]} icon={allHidden ? "eyeOff" : "eye"} size="sm" />
      </div>
      {search !== undefined && (
        <label class="search regs-search">
          <Icon name="search" />
          <input class="in" autofocus placeholder={texts.find} aria-label={texts.find} value={search}
            ref={(input) => void (search === "" && input?.focus())}
            onInput={(event) => setSearch(event.currentTarget.value)}
            onKeyDown={(event) => event.key === "Escape" && setSearch(undefined)} />
        </label>
      )}
    </>
  );
}
