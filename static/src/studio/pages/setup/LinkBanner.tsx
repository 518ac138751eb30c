// What is said of a config that came with the address; nothing of it is there where none came.
import { Icon } from "../../components/Icon";
import { link as linkIcon } from "../../icons/pages";
import { close, warning } from "../../icons/shell";
import { setup as words } from "../../strings/setup";
import { firstError, type Validation } from "../../shared/use-validation";
import type { Link } from "./use-link";
import type { Setup } from "./use-setup";
import "./link-banner.css";

export interface LinkBannerProps {
  readonly setup: Setup;
  readonly validation: Validation;
  readonly link: Link;
}

/** Says that the config in the editor came with the address, and asks what becomes of it; or why none came. */
export default function LinkBanner({ setup, validation, link }: LinkBannerProps) {
  if (link.problem !== undefined) {
    return (
      <div class="note bad from-link" role="alert">
        <Icon path={warning} />
        <span class="grow"><b>{words.linkFailed}</b> {link.problem}</span>
        <button class="ib sm" aria-label={words.close} onClick={link.forget}><Icon path={close} size={14} /></button>
      </div>
    );
  }
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
