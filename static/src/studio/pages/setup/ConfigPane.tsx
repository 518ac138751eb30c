// The label config as it is edited: its parts, or its XML. Both are the same text.
import { useMemo, useRef, useState } from "preact/hooks";
import { Icon } from "../../components/Icon";
import { Lazy } from "../../components/Lazy";
import { isWarning } from "../../components/xml-editor/problems";
import { clock } from "../../icons/pages";
import { warning } from "../../icons/shell";
import { setup as words } from "../../strings/setup";
import { setupBuilder } from "../../strings/setup-builder";
import { setupHistory } from "../../strings/setup-history";
import { toast } from "../../toasts";
import Builder from "./builder/index";
import { Effects } from "./Effects";
import { CopyLink, OpenInPlayground } from "./LinkParts";
import { useConfigView, type ConfigView } from "./use-config-view";
import { useDataKeys } from "./use-data-keys";
import type { Setup } from "./use-setup";
import type { Validation } from "../../shared/use-validation";

const xmlEditor = () => import("../../components/xml-editor/index");

export interface ConfigPaneProps {
  readonly setup: Setup;
  readonly validation: Validation;
  readonly onTemplate: () => void;
}

export function ConfigPane({ setup, validation, onTemplate }: ConfigPaneProps) {
  const [view, setView] = useConfigView();
  const xmlSeen = useRef(false);
  xmlSeen.current ||= view === "xml";
  const keys = useDataKeys();
  const names = useMemo(() => keys?.map(({ key }) => key) ?? [], [keys]);
  const onChange = (text: string): void => setup.set({ label_config: text });
  const onSave = (): void => void (setup.changed && validation.state !== "invalid" && setup.save());
  const text = setup.now.label_config;
  return (
    <section class="pane" aria-label={words.config}>
      <div class="ph">
        <Switch view={view} onView={setView} />
        <span class="right row">
          <Verdict validation={validation} onXml={() => setView("xml")} />
          <History setup={setup} />
          <OpenInPlayground config={text} />
          <CopyLink config={text} />
        </span>
      </div>
      <Effects setup={setup} validation={validation} />
      {view === "visual" && (
        <Builder text={text} problems={validation.problems} keys={keys} onChange={onChange} onXml={() => setView("xml")} onTemplate={onTemplate} onSave={onSave} />
      )}
      {xmlSeen.current && (
        // it stays when the other is shown, with what can be undone in it
        <div class="xml-view" hidden={view !== "xml"}>
          <Lazy load={xmlEditor} props={{ text, problems: validation.problems, label: words.config, dataKeys: names, onChange, onSave }} />
        </div>
      )}
    </section>
  );
}

function Switch({ view, onView }: { readonly view: ConfigView; readonly onView: (view: ConfigView) => void }) {
  return (
    <div class="seg-ctl" role="group" aria-label={setupBuilder.view}>
      <button aria-pressed={view === "visual"} onClick={() => onView("visual")}>{setupBuilder.visual}</button>
      <button aria-pressed={view === "xml"} onClick={() => onView("xml")}>{setupBuilder.xml}</button>
    </div>
  );
}

/** Earlier configs; one that is chosen comes into the editor and is not saved. */
function History({ setup }: { readonly setup: Setup }) {
  const [open, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  const restore = (config: string): void => {
    setup.startFrom(config);
    close();
    toast(setupHistory.restored);
  };
  return (
    <>
      <button class="btn quiet sm" aria-label={setupHistory.open} title={setupHistory.openTitle} onClick={() => setOpen(true)}>
        <Icon path={clock} size={14} />
        <span class="hide-s">{setupHistory.open}</span>
      </button>
      {open && (
        <Lazy load={() => import("./history/index")} props={{ text: setup.now.label_config, accepted: setup.accepted ?? "", onRestore: restore, onClose: close }} />
      )}
    </>
  );
}

/** Where the first mistake is, or how many notes there are; a press shows them in the XML. */
function Verdict({ validation: { state, problems }, onXml }: { readonly validation: Validation; readonly onXml: () => void }) {
  const error = state === "invalid" ? problems.find((problem) => !isWarning(problem)) : undefined;
  if (!error && problems.length === 0) return null;
  return (
    <button class={error ? "pill bad" : "pill warn"} onClick={onXml}>
      {error && <Icon path={warning} />}
      {error ? words.line(error.line) : words.noted(problems.length)}
    </button>
  );
}
