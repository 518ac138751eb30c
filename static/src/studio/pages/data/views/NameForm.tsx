// The name of a view, in a small panel.
import { useState } from "preact/hooks";
import { views as words } from "../../../strings/views";

export const LONGEST_NAME = 100;

export function NameForm({ name, onName }: { readonly name: string; readonly onName: (name: string) => void }) {
  const [text, setText] = useState(name);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (text.trim() !== "") onName(text.trim());
  };
  return (
    <form class="name-form" onSubmit={submit}>
      <label class="field">
        <span class="label">{words.name}</span>
        <input class="in" data-safe onFocus={(event) => event.currentTarget.select()} value={text} maxLength={LONGEST_NAME}
          placeholder={words.namePlaceholder} autocomplete="off" onInput={(event) => setText(event.currentTarget.value)} />
      </label>
      <button class="btn sm primary" disabled={text.trim() === ""}>{words.save}</button>
    </form>
  );
}
