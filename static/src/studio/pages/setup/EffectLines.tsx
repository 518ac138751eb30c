// What a change takes from annotations, line by line; a label that was only renamed can keep its annotations.
import { Icon } from "../../components/Icon";
import { warning } from "../../icons/shell";
import { setupHistory as words } from "../../strings/setup-history";
import type { Use } from "../../shared/use-validation";
import { renameOf } from "./effects";

/** Lines that are told; more than these are a change that nobody makes by mistake. */
const MOST = 5;

export interface EffectLinesProps {
  readonly uses: readonly Use[];
  readonly before: string;
  readonly text: string;
  readonly onKeep: (config: string) => void;
}

export default function EffectLines({ uses, before, text, onKeep }: EffectLinesProps) {
  return (
    <div class="note warn effects">
      <Icon path={warning} />
      <div class="grow">
        <ul aria-label={words.effects}>
          {uses.slice(0, MOST).map((use) => <Line key={`${use.tag}\0${use.label}`} use={use} before={before} text={text} onKeep={onKeep} />)}
        </ul>
        <p>{words.effectsDetail}</p>
      </div>
    </div>
  );
}

interface LineProps {
  readonly use: Use;
  readonly before: string;
  readonly text: string;
  readonly onKeep: (config: string) => void;
}

function Line({ use, before, text, onKeep }: LineProps) {
  const rename = renameOf(before, text, use);
  return (
    <li>
      <b>{use.label === null ? words.removesTag(use.annotations, use.tag) : words.removesLabel(use.annotations, use.label)}</b>
      {rename && <button class="btn sm" title={words.keepTitle(rename.old, rename.name)} onClick={() => onKeep(rename.kept)}>{words.keep(rename.name)}</button>}
    </li>
  );
}
