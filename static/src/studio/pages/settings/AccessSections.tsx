// Ways into this project from elsewhere: the resume code and the API token.
import { useId, useState } from "preact/hooks";
import { address } from "../../api";
import { CopyButton } from "../../components/Copy";
import { Icon } from "../../components/Icon";
import { eye, eyeOff } from "../../icons/pages";
import { session } from "../../session";
import { settings as words } from "../../strings/settings";
import { toast, toastError } from "../../toasts";
import { Row, Section } from "./Section";

export function ResumeSection() {
  const [code, setCode] = useState<string>();
  const make = (): void => void session.resumeCode().then((made) => setCode(made.code), toastError);
  const signOut = (): void => void session.signOutElsewhere().then(() => toast(words.signedOut), toastError);
  return (
    <Section id="resume" title={words.resume}>
      <Row name={words.resumeCode} hint={words.resumeHint}>
        {code !== undefined && (
          <div class="secret wrap">
            <span class="grow">{code}</span>
            <CopyButton text={code} label={words.copyCode} />
          </div>
        )}
        <div class="row under">
          <button class="btn" onClick={make}>{code === undefined ? words.makeCode : words.makeNewCode}</button>
          <span class="small muted grow">{words.codeOnce}</span>
        </div>
      </Row>
      <EnterCode />
      <Row name={words.signOut}>
        <div class="row under">
          <button class="btn" onClick={signOut}>{words.signOutButton}</button>
          <span class="small muted grow">{words.signOutHint}</span>
        </div>
      </Row>
    </Section>
  );
}

function EnterCode() {
  const id = useId();
  const [code, setCode] = useState("");
  const open = (event: Event): void => {
    event.preventDefault();
    session.resume(code.trim()).then(() => location.assign(address("/label")), toastError);
  };
  return (
    <Row name={words.haveCode} htmlFor={id}>
      <form class="row" onSubmit={open}>
        <input id={id} class="in" value={code} autocomplete="off" spellcheck={false} onInput={(event) => setCode(event.currentTarget.value)} />
        <button class="btn" disabled={code.trim() === ""}>{words.openCode}</button>
      </form>
    </Row>
  );
}

const HIDDEN = `ls_${"•".repeat(28)}`;

export function TokenSection() {
  const [token, setToken] = useState<string>();
  const [shown, setShown] = useState(false);
  const show = async (): Promise<void> => {
    if (shown) return setShown(false);
    try {
      if (token === undefined) setToken((await session.token()).token);
      setShown(true);
    } catch (error) {
      toastError(error);
    }
  };
  const reset = async (): Promise<void> => {
    try {
      setToken((await session.resetToken()).token);
      setShown(true);
      toast(words.tokenReset);
    } catch (error) {
      toastError(error);
    }
  };
  const code = snippet(shown && token !== undefined ? token : "ls_…");
  return (
    <Section id="token" title={words.tokenTitle} note={words.tokenFor}>
      <Row name={words.tokenLabel} hint={words.tokenHint}>
        <div class="secret">
          <span class="clip">{shown ? token : HIDDEN}</span>
          <button class="ib sm" aria-label={shown ? words.hideToken : words.showToken} title={shown ? words.hideToken : words.showToken} onClick={() => void show()}>
            <Icon path={shown ? eyeOff : eye} size={14} />
          </button>
          {shown && token !== undefined && <CopyButton text={token} label={words.copyToken} />}
        </div>
        <div class="row under">
          <button class="btn sm quiet first" onClick={() => void reset()}>{words.resetToken}</button>
          <span class="small muted">{words.resetHint}</span>
        </div>
      </Row>
      <Row name={words.python}>
        <div class="snip-wrap">
          <pre class="snip" tabIndex={0}>{code}</pre>
          <CopyButton text={code} label={words.copySnippet} />
        </div>
      </Row>
    </Section>
  );
}

const snippet = (token: string): string => `from label_studio_sdk import LabelStudio

ls = LabelStudio(
    base_url="${location.origin}${address("")}",
    api_key="${token}",
)
for task in ls.tasks.list(project=1):
    print(task.id, task.is_labeled)`;
