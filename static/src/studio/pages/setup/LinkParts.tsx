// A config in an address, on the Setup page: the button that makes one, and what is said of one that came.
import { useId, useState } from "preact/hooks";
import { copyText } from "../../components/Copy";
import { Dialog } from "../../components/Dialog";
import { Icon } from "../../components/Icon";
import { flask, link as linkIcon } from "../../icons/pages";
import { close, warning } from "../../icons/shell";
import { setup as words } from "../../strings/setup";
import { studio } from "../../studio";
import { fragmentOf } from "../../shared/config-link";
import type { Link } from "./use-link";
import type { Setup } from "./use-setup";
import { firstError, type Validation } from "../../shared/use-validation";

/** Copies the address that opens this page with the config in the editor. */
export function CopyLink({ config }: { readonly config: string }) {
  const [shown, setShown] = useState<string>();
  const copy = async (): Promise<void> => {
    const address = location.origin + studio().router.href("setup", {}, await fragmentOf(config));
    if (!(await copyText(address, words.linkCopied(address.length)))) setShown(address);
  };
  return (
    <>
      <button class="btn quiet sm" aria-label={words.copyLink} title={words.copyLink} disabled={config.trim() === ""} onClick={() => void copy()}>
        <Icon path={linkIcon} size={14} />
        <span class="hide-s">{words.copyLink}</span>
      </button>
      {shown !== undefined && <LinkDialog address={shown} onClose={() => setShown(undefined)} />}
    </>
  );
}

/** Opens the config in the playground, where nothing is kept on the server. */
export function OpenInPlayground({ config }: { readonly config: string }) {
  const { router } = studio();
  const open = async (): Promise<void> => void (await router.go("playground", {}, { hash: await fragmentOf(config) }));
  return (
    <button class="btn quiet sm" aria-label={words.openInPlayground} title={words.openInPlayground} disabled={config.trim() === ""} onClick={() => void open()}>
      <Icon path={flask} size={14} />
      <span class="hide-s">{words.playground}</span>
    </button>
  );
}

function LinkDialog({ address, onClose }: { readonly address: string; readonly onClose: () => void }) {
  const id = useId();
  return (
    <Dialog title={words.linkTitle} onClose={onClose}>
      <p id={id}>{words.linkDetail}</p>
      <textarea class="in link-text" data-safe readOnly rows={5} aria-labelledby={id} value={address} onFocus={(event) => event.currentTarget.select()} />
      <div class="answers">
        <button class="btn" onClick={onClose}>{words.close}</button>
      </div>
    </Dialog>
  );
}

export interface LinkBannerProps {
  readonly setup: Setup;
  readonly validation: Validation;
  readonly link: Link;
}

/** Says that the config in the editor came with the address, and asks what becomes of it; or why none came. */
export function LinkBanner({ setup, validation, link }: LinkBannerProps) {
  if (link.problem !== undefined) {
    return (
      <div class="note bad from-link" role="alert">
        <Icon path={warning} />
        <span class="grow"><b>{words.linkFailed}</b> {link.problem}</span>
        <button class="ib sm" aria-label={words.close} onClick={link.forget}><Icon path={close} size={14} /></button>
      </div>
    );
  }
  if (!setup.fromLink) return null;
  const error = validation.state === "invalid" ? firstError(validation.problems) : undefined;
  return (
    <div class={error ? "note warn from-link" : "note acc from-link"} role="status">
      <Icon path={error ? warning : linkIcon} />
      <span class="grow"><b>{words.fromLink}</b> {error ? words.fromLinkInvalid(error.line, error.message) : words.fromLinkDetail}</span>
      <span class="row right">
        <button class="btn" onClick={setup.discard}>{words.discardLink}</button>
        <button class="btn primary" disabled={setup.saving || validation.state !== "valid"} onClick={() => void setup.save()}>{setup.saving ? words.saving : words.useLink}</button>
      </span>
    </div>
  );
}
