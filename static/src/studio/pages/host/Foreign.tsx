// What a visitor wrote, on the host's screen: as text and as nothing else. No attribute, address or markup is made of it.
import { hostSessions as words } from "../../strings/host-sessions";
import { oneLine, printed } from "./foreign";

/** One line of it, kept from turning the direction of what stands beside it. */
export function Line({ text, longest }: { readonly text: string; readonly longest?: number }) {
  const shown = oneLine(text, longest).trim();
  return shown === "" ? <span class="muted">{words.untitled}</span> : <bdi>{shown}</bdi>;
}

/** A JSON value, one entry a line, that can be scrolled with the keyboard. */
export function Json({ value, label }: { readonly value: unknown; readonly label: string }) {
  const { text, left } = printed(value);
  return (
    <>
      <pre class="foreign" dir="ltr" tabIndex={0} role="region" aria-label={label}>{text}</pre>
      {left > 0 && <p class="small muted">{words.view.left(left)}</p>}
    </>
  );
}
