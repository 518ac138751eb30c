import { useLayoutEffect, useRef } from "preact/hooks";
import type { EditorState, HotkeyBinding } from "../core/types";
import { Icon } from "./icons";
import { keyCaps } from "./keys";
import { useSignal } from "./useSignal";

function grouped(bindings: readonly HotkeyBinding[]): Map<string, HotkeyBinding[]> {
  const groups = new Map<string, HotkeyBinding[]>();
  for (const binding of bindings) {
    const group = groups.get(binding.group);
    if (group === undefined) groups.set(binding.group, [binding]);
    else group.push(binding);
  }
  return groups;
}

/** Every hotkey that works now; nothing that this config does not have. */
export function HotkeySheet({ editor, close }: { readonly editor: EditorState; readonly close: () => void }) {
  const bindings = useSignal(editor.hotkeys.list);
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog class="dlg keysheet" ref={dialog} aria-label="Hotkeys" onClose={close}
      onKeyDown={(event) => event.stopPropagation()}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}>
      <div class="keysheet-in">
        <div class="row">
          <h2>Hotkeys</h2>
          <button type="button" class="ib right" aria-label="Close" onClick={() => dialog.current?.close()}>
            <Icon name="close" />
          </button>
        </div>
        <div class="keys">
          {[...grouped(bindings)].map(([group, members]) => (
            <section key={group}>
              <h3>{group}</h3>
              <dl>
                {members.map((binding) => (
                  <div key={`${binding.key} ${binding.title}`}>
                    <dt class="clip">{binding.title}</dt>
                    <dd><kbd class="kbd">{keyCaps(binding.key)}</kbd></dd>
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
