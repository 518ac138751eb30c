import { useLayoutEffect, useRef } from "preact/hooks";
import type { EditorState, HotkeyBinding } from "../core/types";
import { Icon } from "./icons";
import { keyCaps } from "./keys";
import { useSignal } from "./useSignal";
import { texts } from "./part-texts";

/** Titles with their keys, by group: one row for each title, whatever the number of its keys. */
export function grouped(bindings: readonly HotkeyBinding[]): Map<string, Map<string, string[]>> {
  const groups = new Map<string, Map<string, string[]>>();
  for (const { group, title, key } of bindings) {
    const titles = groups.get(group) ?? new Map<string, string[]>();
    groups.set(group, titles);
    const keys = titles.get(title) ?? [];
    // a binding may name several, separated by commas; one of them may be the comma
    titles.set(title, [...new Set([...keys, ...key.split(/,(?!$)/)])]);
  }
  return groups;
}

/** Every hotkey that works now; nothing that this config does not have. */
export function HotkeySheet({ editor, close }: { readonly editor: EditorState; readonly close: () => void }) {
  const bindings = useSignal(editor.hotkeys.list);
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog class="dlg keysheet" ref={dialog} aria-label={texts.hotkeys} onClose={close}
      onKeyDown={(event) => event.stopPropagation()}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}>
      <div class="keysheet-in">
        <div class="row">
          <h2>{texts.hotkeys}</h2>
          <button type="button" class="ib right" aria-label={texts.close} onClick={() => dialog.current?.close()}>
            <Icon name="close" />
          </button>
        </div>
        <div class="keys">
          {[...grouped(bindings)].map(([group, titles]) => (
            <section key={group}>
              <h3>{group}</h3>
              <dl>
                {[...titles].map(([title, keys]) => (
                  <div key={title}>
                    <dt class="clip">{title}</dt>
                    <dd>{keys.map((key) => <kbd class="kbd" key={key}>{keyCaps(key)}</kbd>)}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </div>
    </dialog>
  );
}
