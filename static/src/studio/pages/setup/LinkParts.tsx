// A config in an address: the buttons that make one on the Setup page.
import { useId, useState } from "preact/hooks";
import { copyText } from "../../components/Copy";
import { Dialog } from "../../components/Dialog";
import { Icon } from "../../components/Icon";
import { flask, link as linkIcon } from "../../icons/pages";
import { setup as words } from "../../strings/setup";
import { studio } from "../../studio";
import { configLink } from "../../shared/config-fragment";
import { toastError } from "../../toasts";

/** Copies the address that opens this page with the config in the editor. */
export function CopyLink({ config }: { readonly config: string }) {
  const [shown, setShown] = useState<string>();
  const copy = async (): Promise<void> => {
    const { fragmentOf } = await configLink();
    const address = location.origin + studio().router.href("setup", {}, await fragmentOf(config));
    if (!(await copyText(address, words.linkCopied(address.length)))) setShown(address);
  };
  return (
    <>
      <button class="btn quiet sm" aria-label={words.copyLink} title={words.copyLink} disabled={config.trim() === ""} onClick={() => void copy().catch(toastError)}>
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
  const open = async (): Promise<void> => {
    const { fragmentOf } = await configLink();
    await router.go("playground", {}, { hash: await fragmentOf(config) });
  };
  return (
    <button class="btn quiet sm" aria-label={words.openInPlayground} title={words.openInPlayground} disabled={config.trim() === ""} onClick={() => void open().catch(toastError)}>
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
