// Asked before a change is saved that takes from annotations what they use.
import { Dialog } from "../../components/Dialog";
import { setup as words } from "../../strings/setup";
import type { Setup } from "./use-setup";

export default function InUse({ setup }: { readonly setup: Setup }) {
  return (
    <Dialog kind="alert" title={words.inUseTitle} onClose={setup.closeInUse}>
      <p>{words.inUse}</p>
      <ul class="in-use">{setup.inUse.map((said) => <li key={said}>{said.split(". Keep it")[0]}</li>)}</ul>
      <p>{words.inUseDetail}</p>
      <div class="answers">
        <button class="btn" data-safe onClick={setup.closeInUse}>{words.goOnEditing}</button>
        <button class="btn danger" onClick={() => void setup.save({ force: true })}>{words.saveAnyway}</button>
      </div>
    </Dialog>
  );
}
