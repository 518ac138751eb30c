// Signed out: one field for the key.
import { useId, useState } from "preact/hooks";
import { Icon } from "../../components/Icon";
import { eye, eyeOff, key as keyIcon } from "../../icons/pages";
import { useValue } from "../../observe";
import { host } from "../../strings/host";
import { accessNote, signIn } from "./access";

const words = host.signIn;

export function SignIn() {
  const id = useId();
  const note = useValue(accessNote);
  const [key, setKey] = useState("");
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy || key.trim() === "") return;
    setBusy(true);
    await signIn(key);
    setBusy(false);
  };
  return (
    <main class="page center" id="main" tabIndex={-1}>
      <form class="card sign-in" onSubmit={(event) => void send(event)}>
        <span class="ic"><Icon path={keyIcon} size={24} /></span>
        <div>
          <h1>{words.heading}</h1>
          <p class="muted">{words.detail}</p>
        </div>
        <div class="field">
          <label for={id}>{words.key}</label>
          <div class="row key-row">
            <input
              id={id}
              class="in lg mono"
              {...(shown ? { type: "text" } : { type: "password" })}
              autocomplete="current-password"
              autocapitalize="none"
              spellcheck={false}
              autoFocus
              value={key}
              aria-describedby={`${id}-where ${id}-note`}
              onInput={(event) => setKey(event.currentTarget.value)}
            />
            <button type="button" class="ib" aria-label={shown ? words.hide : words.show} title={shown ? words.hide : words.show} onClick={() => setShown(!shown)}>
              <Icon path={shown ? eyeOff : eye} />
            </button>
          </div>
          <p class="hint" id={`${id}-where`}>{words.where}</p>
        </div>
        <div role="status" id={`${id}-note`}>{note !== "" && <p class="note warn">{note}</p>}</div>
        <button class="btn primary lg" aria-disabled={key.trim() === "" || busy}>{busy ? words.busy : words.button}</button>
      </form>
    </main>
  );
}
