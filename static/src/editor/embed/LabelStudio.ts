// The class that hosts use: `new LabelStudio(element, options)`.
import { signal } from "@preact/signals-core";
import { parseConfig } from "../core/config";
import { untilThere } from "../core/late";
import { interfaceNames } from "../core/interfaces";
import { tagNames, readXml, XmlInvalid } from "../core/xml";
import type { AnnotationSource, Config, HotkeyBinding, TagDescriptor } from "../core/types";
import type { Editor } from "../core/editor";
import { HotkeyTable } from "../core/hotkeys";
import { mountShell } from "../panels";
import type { Command, SaveStatus, Shell, ShellProps } from "../panels/contract";
import { loadTags, registerTag } from "../tags/registry";
import { HostEvents } from "./events";
import { openedTask, userOf } from "./options";
import type { HostTask, LabelStudioOptions, OpenedTask, QueueOptions } from "./options";
import { Session } from "./session";
import type { HostStore } from "./store";
import { texts } from "../core/texts";

export class LabelStudio {
  static readonly instances = new Set<LabelStudio>();

  static destroyAll(): void {
    for (const instance of LabelStudio.instances) instance.destroy();
  }

  /** Adds a tag to all editors opened afterwards. */
  static registerTag(descriptor: TagDescriptor): void {
    registerTag(descriptor);
  }

  readonly #element: HTMLElement;
  readonly #events: HostEvents;
  readonly #status = signal<SaveStatus | undefined>(undefined);
  readonly #aborter = new AbortController();
  readonly #language: Promise<void> | undefined;
  #options: LabelStudioOptions;
  #config: string;
  #task: HostTask;
  #session: Session | undefined;
  #shell: Shell | undefined;
  #opening = 0;

  constructor(root: string | HTMLElement, options: LabelStudioOptions = {}) {
    const element = typeof root === "string" ? document.getElementById(root) : root;
    if (!element) throw new TypeError(`No element has the id "${String(root)}".`);
    this.#element = element;
    this.#options = options;
    this.#config = options.config ?? "<View></View>";
    this.#task = options.task ?? {};
    this.#events = new HostEvents(options);
    const { language } = options;
    this.#language = language ? import("../translations").then(({ speakIn }) => speakIn(language, element)).catch(console.error) : undefined;
    LabelStudio.instances.add(this);
    document.addEventListener("keydown", (event) => this.#keyDown(event), { signal: this.#aborter.signal });
    void this.#open(openedTask(this.#task), true);
  }

  /** What hosts read and call; undefined until the config's tags are loaded (onLabelStudioLoad tells). */
  get store(): HostStore | undefined {
    return this.#session?.store;
  }

  /** The running editor; another one for every task and config (storageInitialized tells). */
  get editor(): Editor | undefined {
    return this.#session?.editor;
  }

  on(name: string, listener: (...values: never[]) => unknown): void {
    this.#events.on(name, listener);
  }

  off(name: string, listener?: (...values: never[]) => unknown): void {
    this.#events.off(name, listener);
  }

  destroy(): void {
    this.#opening++;
    this.#aborter.abort();
    this.#shell?.destroy();
    this.#session?.destroy();
    LabelStudio.instances.delete(this);
  }

  /** Shows another task. Work on the present one that waits to be saved is dropped: call `flushDraft` first. */
  replaceTask(task: HostTask, options: QueueOptions & Partial<LabelStudioOptions> = {}): void {
    this.#options = { ...this.#options, ...options };
    this.#task = task;
    void this.#open(openedTask(task), false);
  }

  /** Shows the same task under another config. Work that is not saved yet is kept. */
  replaceConfig(config: string): void {
    this.#config = config;
    const session = this.#session;
    void this.#open(session ? keptWork(session, openedTask(this.#task)) : openedTask(this.#task), false);
  }

  /** Saves what waits; resolves when the host has answered. */
  async flushDraft(): Promise<void> {
    await this.#session?.flushDraft();
  }

  setStatus(status: SaveStatus): void {
    this.#status.value = status;
  }

  showHotkeys(): void {
    this.#shell?.showHotkeys();
  }

  /** What can be done now, and the keys that do it; the hotkeys include those of labels, choices and tools. */
  get offered(): { readonly commands: readonly Command[]; readonly hotkeys: readonly HotkeyBinding[] } {
    const session = this.#session;
    const commands = session ? Object.values(session.commands) : [];
    return { commands: commands.filter(({ available, enabled }) => available.peek() && enabled.peek()), hotkeys: session?.editor.hotkeys.list.peek() ?? [] };
  }

  async #open(task: OpenedTask, first: boolean): Promise<void> {
    const mine = ++this.#opening;
    const names = namesIn(this.#config);
    const [find] = await Promise.all([untilThere(() => loadTags(names), () => this.#sayMissing()), this.#language]);
    if (mine !== this.#opening) return;
    const config = parseConfig(this.#config, find, task.data);
    const interfaces = interfaceNames(this.#options.interfaces);
    const session = new Session(
      {
        config, interfaces,
        task: { id: task.id, data: task.data },
        annotations: task.annotations,
        predictions: interfaces.has("predictions:hide") ? [] : task.predictions,
        settings: { ...(this.#options.forceAutoAcceptSuggestions && { acceptAnswers: true }), ...this.#options.settings },
        hotkeys: new HotkeyTable(),
      },
      {
        events: this.#events,
        keys: { changes: this.#options.keymap ?? {}, mac: /Mac|iPhone|iPad/.test(navigator.userAgent) },
        open: (next) => this.replaceTask(next),
        showHotkeys: () => (this.#events.has("showHotkeys") ? void this.#events.emit("showHotkeys") : this.showHotkeys()),
      },
    );
    const before = this.#session;
    this.#session = session;
    (window as unknown as { Htx: unknown }).Htx = session.store;
    if (first) void this.#events.emit("labelStudioLoad", session.store);
    void this.#events.emit("storageInitialized", session.store);
    session.editor.ensureAnnotation();
    session.editor.autoAnnotation.value = this.#options.forceAutoAnnotation === true || before?.editor.autoAnnotation.peek() === true;
    this.#show(session);
    before?.destroy();
    void this.#events.emit("taskLoad", session.store);
    if (config.invalid) session.editor.notify(texts.notWellFormed(config.invalid.message), "warning");
    else if (interfaces.has("debug")) reportProblems(config).catch(console.warn);
  }

  #sayMissing(): void {
    if (this.#session) this.#session.editor.notify(texts.partMissing, "warning");
    else this.#element.textContent = texts.partMissing;
  }

  #show(session: Session): void {
    const props = this.#props(session);
    if (this.#shell) this.#shell.update(props);
    else this.#shell = mountShell(this.#element, props);
  }

  #props(session: Session): ShellProps {
    const { editor } = session;
    const { queueTotal, queuePosition, queueDone, queueSkipped, description, user, slot } = this.#options;
    return {
      editor,
      commands: session.commands,
      mountConfig: (slots) => session.mountConfig(slots),
      status: this.#status,
      problems: editor.problems,
      focusProblem: (problem) => session.focusProblem(problem),
      dismissProblems: () => void (editor.problems.value = []),
      busy: session.busy,
      notice: editor.notice,
      dismissNotice: () => void (editor.notice.value = undefined),
      select: (annotation) => session.select(annotation),
      queue: { total: queueTotal, position: queuePosition, done: queueDone, skipped: queueSkipped },
      description: description ?? "",
      user: userOf(user),
      openTaskList: this.#events.has("taskList") ? () => void this.#events.emit("taskList") : undefined,
      slot,
      loadsNext: editor.interfaces.has("submit:load") || this.#events.has("nextTask"),
    };
  }

  #keyDown(event: KeyboardEvent): void {
    const target = event.target;
    // keys pressed in other parts of the host's page are not ours, unless nothing there has the focus
    const ours = target === document.body || target === document.documentElement || (target instanceof Node && this.#element.contains(target));
    if (ours && !document.querySelector("dialog[open]")) this.#session?.editor.hotkeys.handle(event);
  }
}

function namesIn(config: string): readonly string[] {
  try {
    return tagNames(readXml(config));
  } catch (error) {
    if (!(error instanceof XmlInvalid)) throw error;
    return [];
  }
}

/** For the maker of a config: what is odd about it, in the browser's console. */
async function reportProblems(config: Config): Promise<void> {
  const { checkConfig } = await import("../core/checks");
  for (const { message } of checkConfig(config)) console.warn(message);
}

/** The annotations as they stand now, so that another config can show them. */
function keptWork(session: Session, task: OpenedTask): OpenedTask {
  const annotations = session.editor.annotations.peek().map((annotation): AnnotationSource => {
    const dirty = annotation.dirty.peek();
    return { ...annotation.source, result: annotation.serialize(), leadTime: annotation.leadTime(), unsaved: dirty };
  });
  return { ...task, annotations };
}
