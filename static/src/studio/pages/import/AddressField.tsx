// The field for the address of a file, which the server fetches.
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { importing as words } from "../../strings/import";
import { shell } from "../../strings/shell";

export interface AddressFieldProps {
  readonly onAddress: (address: string) => void;
  readonly onClose: () => void;
}

export function AddressField({ onAddress, onClose }: AddressFieldProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState<string>();
  const [address, setAddress] = useState("");
  useEffect(() => field.current?.focus(), []);
  const send = (event: Event): void => {
    event.preventDefault();
    const reason = reasonAgainst(address.trim());
    setWrong(reason);
    if (reason !== undefined) return field.current?.focus();
    onAddress(address.trim());
    onClose();
  };
  return (
    <form class="paste" noValidate onSubmit={send}>
      <label class="label" for={id}>{words.addressLabel}</label>
      <input
        ref={field}
        id={id}
        class="in"
        type="url"
        inputMode="url"
        autocomplete="off"
        spellcheck={false}
        dir="ltr"
        placeholder="https://"
        value={address}
        aria-invalid={wrong !== undefined}
        aria-describedby={`${id}-hint`}
        onInput={(event) => setAddress(event.currentTarget.value)}
      />
      <span class={wrong === undefined ? "hint" : "hint bad-text"} id={`${id}-hint`} role={wrong === undefined ? undefined : "alert"}>{wrong ?? words.addressHint}</span>
      <div class="row">
        <button class="btn primary" type="submit" disabled={address.trim() === ""}>{words.addressButton}</button>
        <button class="btn quiet" type="button" onClick={onClose}>{shell.cancel}</button>
      </div>
    </form>
  );
}

/** Why the server would not even ask, undefined when it would. */
export function reasonAgainst(address: string): string | undefined {
  const parts = URL.canParse(address) ? new URL(address) : undefined;
  if (!parts || !["http:", "https:"].includes(parts.protocol)) return words.addressKind;
  return parts.username || parts.password ? words.addressSecret : undefined;
}
