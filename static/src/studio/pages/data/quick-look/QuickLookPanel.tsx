// The panel of the quick look: which task, its neighbours, the editor.
import { render } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { waitingChanges } from "../../../api";
import { useCommands } from "../../../commands";
import { Icon } from "../../../components/Icon";
import { Skeleton } from "../../../components/State";
import { outside, up } from "../../../icons/data";
import { close, down } from "../../../icons/shell";
import { useSlow, useValue } from "../../../observe";
import { quickLook as words } from "../../../strings/quick-look";
import { studio } from "../../../studio";
import { GroundTruth } from "../../label/around/GroundTruth";
import { useEditor } from "../../label/around/use-editor";
import { offerOf } from "../../label/offer";
import type { DataModel } from "../model";
import { QuickLookState } from "./QuickLookState";
import { QuickLookTask } from "./quick-look";
import { useQuickLookKeys } from "./use-quick-look-keys";
import { WidthHandle } from "./WidthHandle";
import "./quick-look.css";

export interface QuickLookPanelProps {
  readonly model: DataModel;
  readonly task: number;
}

export default function QuickLookPanel({ model, task }: QuickLookPanelProps) {
  const look = useMemo(() => new QuickLookTask(model, task), [model]);
  const panel = useRef<HTMLElement>(null);
  const editor = useRef<HTMLDivElement>(null);
  const opening = useRef(true);
  const view = useValue(look.page.labeling.view);
  const ready = useValue(look.page.ready);
  const waiting = useValue(look.page.pending.count);
  const slow = useSlow(view.kind === "loading" || (view.kind === "task" && !ready));
  const labeling = view.kind === "task";
  useEffect(() => {
    const before = document.activeElement;
    if (editor.current) look.mount(editor.current);
    return () => {
      look.close();
      giveFocusBack(before);
    };
  }, [look]);
  useEffect(() => {
    waitingChanges.value = waiting;
    return () => {
      waitingChanges.value = undefined;
    };
  }, [waiting]);
  const running = useEditor(look.page);
  useEffect(() => {
    const { slot } = look.page;
    if (running) render(<GroundTruth page={look.page} editor={running} />, slot);
    return () => render(null, slot);
  }, [running]);
  useCommands(() => offerOf(look.page.instance.peek()));
  useCommands(() => ({
    commands: [
      { id: "quick-next", title: words.next, keys: ["j"], run: () => look.step(1) },
      { id: "quick-previous", title: words.previous, keys: ["k"], run: () => look.step(-1) },
      { id: "quick-close", title: words.close, keys: ["escape"], run: () => model.closeQuickLook() },
    ],
  }));
  useEffect(() => {
    // the editor hears keys that are pressed inside it; a submission draws it anew, and what had the focus is gone
    if (!labeling || !ready || panel.current?.contains(document.activeElement) || (!opening.current && inTable())) return;
    opening.current = false;
    editor.current?.focus({ preventScroll: true });
  }, [view, ready]);
  useQuickLookKeys(panel, look, () => model.closeQuickLook());
  return (
    <aside class="quick-look" ref={panel} aria-label={words.region(task)}>
      <WidthHandle />
      <Head model={model} look={look} task={task} />
      {slow && <div class="doc-skeleton"><Skeleton blocks={2} /></div>}
      <div class="editor" ref={editor} tabIndex={-1} hidden={!labeling} />
      {!labeling && view.kind !== "loading" && <QuickLookState view={view} onRetry={() => void look.page.labeling.open(task, { silent: true })} />}
    </aside>
  );
}

function Head({ model, look, task }: { readonly model: DataModel; readonly look: QuickLookTask; readonly task: number }) {
  const place = useValue(look.place);
  const total = useValue(model.total);
  useValue(model.position);
  const step = (by: -1 | 1, icon: string, title: string, key: string) => (
    <button class="ib" aria-label={title} title={`${title}  ${key}`} disabled={look.neighbour(by) === undefined} onClick={() => look.step(by)}>
      <Icon path={icon} />
    </button>
  );
  return (
    <header class="quick-head">
      <h2 class="clip">{words.heading(task)}</h2>
      {place !== undefined && total !== undefined && <span class="small muted num">{words.place(place + 1, total)}</span>}
      <span class="grow" />
      {step(-1, up, words.previous, "K")}
      {step(1, down, words.next, "J")}
      <a class="btn quiet sm" href={studio().router.href("label", { task })} aria-label={words.openInLabel} title={words.openInLabel}>
        <Icon path={outside} size={14} />
        <span class="hide-s">{words.openInLabel}</span>
      </a>
      <button class="ib" aria-label={words.close} title={`${words.close}  Esc`} onClick={() => model.closeQuickLook()}>
        <Icon path={close} />
      </button>
    </header>
  );
}

/** The table itself may go on being walked through with its own keys while the panel follows. */
const inTable = (): boolean => document.activeElement?.closest("[role=grid], table") != null;

function giveFocusBack(before: Element | null): void {
  const lost = document.activeElement === null || document.activeElement === document.body;
  if (!lost) return;
  const target = before instanceof HTMLElement && before.isConnected && before !== document.body ? before : document.querySelector<HTMLElement>("#main [role=grid][tabindex], #main [role=grid] [tabindex='0'], #main");
  target?.focus({ preventScroll: true });
}
