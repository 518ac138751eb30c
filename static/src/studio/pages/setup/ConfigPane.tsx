// The label config as it is edited: its parts, or its XML. Both are the same text.
import { useRef } from "preact/hooks";
import { Icon } from "../../components/Icon";
import { isWarning } from "../../components/xml-editor/problems";
import XmlEditor from "../../components/xml-editor/index";
import { warning } from "../../icons/shell";
import { setup as words } from "../../strings/setup";
import { setupBuilder } from "../../strings/setup-builder";
import Builder from "./builder/index";
import { CopyLink } from "./LinkParts";
import { useConfigView, type ConfigView } from "./use-config-view";
import { useDataKeys } from "./use-data-keys";
import type { Setup } from "./use-setup";
import type { Validation } from "./use-validation";

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
  const onChange = (text: string): void => setup.set({ label_config: text });
  const onSave = (): void => void (setup.changed && validation.state !== "invalid" && setup.save());
  const text = setup.now.label_config;
  return (
    <section class="pane" aria-label={words.config}>
      <div class="ph">
        <Switch view={view} onView={setView} />
        <span class="right row">
          <Verdict validation={validation} onXml={() => setView("xml")} />
          <CopyLink config={text} />
        </span>
      </div>
      {view === "visual" && (
        <Builder text={text} problems={validation.problems} keys={keys} onChange={onChange} onXml={() => setView("xml")} onTemplate={onTemplate} onSave={onSave} />
      )}
      {xmlSeen.current && (
        // it stays when the other is shown, with what can be undone in it
        <div class="xml-view" hidden={view !== "xml"}>
          <XmlEditor text={text} problems={validation.problems} label={words.config} dataKeys={keys.map(({ key }) => key)} onChange={onChange} onSave={onSave} />
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
