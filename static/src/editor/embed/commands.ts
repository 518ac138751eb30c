// Everything a button or a hotkey can start, declared once: its name, its key, when it is offered, what it does.
import { computed, signal } from "@preact/signals-core";
import type { ReadonlySignal } from "@preact/signals-core";
import type { Editor } from "../core/editor";
import { keyFor, KEYMAP } from "../core/keymap";
import type { KeymapEntry, KeymapName } from "../core/keymap";
import { texts, titles } from "../core/texts";
import type { Command, CommandName } from "../panels/contract";
import { withParts } from "../panels/later";

/** What the commands ask of the session around the editor. */
export interface CommandHost {
  readonly editor: Editor;
  readonly busy: ReadonlySignal<boolean>;
  /** true once the current annotation has been submitted */
  readonly submitted: ReadonlySignal<boolean>;
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
  submit(): void;
  skip(): void;
  next(): void;
  previous(): void;
  addAnnotation(): void;
  deleteAnnotation(): void;
  copyAnnotation(): void;
  focusRegionInput(): void;
  showHotkeys(): void;
}

export interface KeySettings {
  readonly changes: Readonly<Record<string, Partial<KeymapEntry> | undefined>>;
  readonly mac: boolean;
}

interface Declaration {
  readonly keys?: readonly KeymapName[];
  readonly group?: string;
  readonly inInputs?: boolean;
  readonly available?: () => boolean;
  readonly enabled?: () => boolean;
  run(): void;
}

type Declarations = Readonly<Record<CommandName, Declaration>>;

/** Builds the commands and binds their keys; `unbind` takes the keys away. */
export function createCommands(host: CommandHost, keys: KeySettings): { readonly commands: Readonly<Record<CommandName, Command>>; unbind(): void } {
  const declared: Declarations = { ...taskCommands(host), ...regionCommands(host.editor), ...annotationCommands(host) };
  const unbinders: (() => void)[] = [];
  const entries = Object.entries(declared).map(([name, declaration]) => {
    const bound = (declaration.keys ?? []).map((key) => keyFor(key, keys.changes, keys.mac)).filter((key) => key !== "");
    const command: Command = {
      name: name as CommandName,
      title: titles[name as CommandName],
      key: bound[0],
      available: declaration.available ? computed(declaration.available) : signal(true),
      enabled: declaration.enabled ? computed(declaration.enabled) : signal(true),
      run: () => {
        if (command.available.peek() && command.enabled.peek()) declaration.run();
      },
    };
    for (const key of bound) {
      const title = declaration.keys?.length ? KEYMAP[declaration.keys[0]!].description : command.title;
      const enabled = (): boolean => command.available.peek() && command.enabled.peek();
      const { group = texts.ofTask, inInputs = false } = declaration;
      unbinders.push(host.editor.hotkeys.bind({ key, title, group, inInputs, enabled, run: () => command.run() }));
    }
    return [name, command] as const;
  });
  return { commands: Object.fromEntries(entries) as Record<CommandName, Command>, unbind: () => unbinders.forEach((unbind) => unbind()) };
}

type Part<Names extends CommandName> = Readonly<Record<Names, Declaration>>;

function taskCommands(host: CommandHost): Part<"submit" | "update" | "skip" | "undo" | "redo" | "reset" | "next-task" | "previous-task" | "hotkeys"> {
  const { editor } = host;
  const has = (name: string): boolean => editor.interfaces.has(name);
  const editable = (): boolean => editor.current.value.editable;
  const history = () => editor.current.value.history;
  const submitKey = { keys: ["annotation:submit"], inInputs: true } as const;
  return {
    submit: { ...submitKey, available: () => has("submit") && editable() && !host.submitted.value, enabled: () => !host.busy.value, run: () => host.submit() },
    update: {
      ...submitKey, available: () => has("update") && editable() && host.submitted.value, enabled: () => !host.busy.value,
      run: () => host.submit(),
    },
    skip: { keys: ["annotation:skip"], inInputs: true, available: () => has("skip") && editable(), enabled: () => !host.busy.value, run: () => host.skip() },
    undo: { keys: ["annotation:undo"], enabled: () => history().canUndo.value, run: () => history().undo() },
    redo: { keys: ["annotation:redo"], enabled: () => history().canRedo.value, run: () => history().redo() },
    reset: { available: () => has("panel"), enabled: () => history().canUndo.value, run: () => history().reset() },
    "next-task": { available: () => host.hasNext, enabled: () => !host.busy.value, run: () => host.next() },
    "previous-task": { available: () => host.hasPrevious, enabled: () => !host.busy.value, run: () => host.previous() },
    hotkeys: { keys: ["sheet:open"], run: () => host.showHotkeys() },
  };
}

function regionCommands(
  editor: Editor,
): Part<"delete-region" | "delete-all" | "hide" | "hide-all" | "lock" | "unselect" | "next-region" | "exit" | "duplicate" | "relate" | "note"> {
  const group = texts.regions;
  const editable = (): boolean => editor.current.value.editable;
  const selected = (): boolean => editor.current.value.selection.value.size > 0;
  const one = (): boolean => editor.current.value.selection.value.size === 1;
  const any = (): boolean => editor.current.value.order.value.length > 0;
  const unselect = (): void => void (editor.current.peek().selection.value = new Set());
  const drawing = (): boolean => editor.relating.value?.from !== undefined;
  const exit = (): void => {
    if (drawing()) return void (editor.relating.value = {});
    unselect();
    editor.prompts.value = [];
    editor.activeLabels.value = new Map();
    editor.tool.value = "select";
  };
  return {
    "delete-region": { group, keys: ["region:delete", "segment:delete"], available: editable, enabled: selected, run: () => withParts((parts) => parts.deleteSelected(editor)) },
    "delete-all": { group, keys: ["region:delete-all"], available: editable, enabled: any, run: () => withParts((parts) => parts.deleteAll(editor)) },
    hide: { group, keys: ["region:visibility"], enabled: selected, run: () => withParts((parts) => parts.toggleHidden(editor, editor.current.peek().selection.peek())) },
    "hide-all": { group, enabled: any, run: () => withParts((parts) => parts.toggleHidden(editor, editor.current.peek().order.peek())) },
    lock: { group, keys: ["region:lock"], available: editable, enabled: selected, run: () => withParts((parts) => parts.toggleLocked(editor)) },
    unselect: { group, keys: ["region:unselect"], enabled: selected, run: unselect },
    // where there is nothing to leave, Escape is the host's: it may close what the editor stands in
    exit: { group, keys: ["region:exit"], enabled: () => drawing() || selected() || editor.prompts.value.length > 0 || editor.activeLabels.value.size > 0 || editor.tool.value !== "select", run: exit },
    "next-region": { group, keys: ["region:cycle"], enabled: any, run: () => withParts((parts) => parts.selectNext(editor)) },
    duplicate: { group, keys: ["region:duplicate"], available: editable, enabled: selected, run: () => withParts((parts) => parts.duplicateSelected(editor)) },
    note: { group, keys: ["region:meta"], available: editable, enabled: one, run: () => withParts((parts) => parts.focusNote(editor)) },
    relate: {
      group, keys: ["region:relation"], available: editable, enabled: one,
      run: () => void (editor.relating.value = { from: [...editor.current.peek().selection.peek()][0]! }),
    },
  };
}

function annotationCommands(host: CommandHost): Part<"focus-region-input" | "new-annotation" | "delete-annotation" | "copy-annotation"> {
  const { editor } = host;
  const has = (name: string): boolean => editor.interfaces.has(name);
  const isPrediction = (): boolean => editor.current.value.source.kind === "prediction";
  return {
    "focus-region-input": {
      group: texts.regions, keys: ["region:focus"], enabled: () => editor.current.value.selection.value.size > 0,
      run: () => host.focusRegionInput(),
    },
    "new-annotation": { available: () => has("annotations:add-new"), run: () => host.addAnnotation() },
    "delete-annotation": { available: () => has("annotations:delete") && !isPrediction(), run: () => host.deleteAnnotation() },
    "copy-annotation": { available: () => has("annotations:add-new") || isPrediction(), run: () => host.copyAnnotation() },
  };
}
