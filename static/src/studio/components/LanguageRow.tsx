// A row of a menu: the language of the pages.
import { LANGUAGES } from "../../language/languages";
import type { Language } from "../../language/language";
import { chooseLanguage } from "../choose-language";
import { globe } from "../icons/pages";
import { chosenLanguage } from "../language";
import { menus } from "../strings/menus";
import { Icon } from "./Icon";

/** Follows the browser until one is chosen; the choice shows the page anew. */
export function LanguageRow() {
  return (
    <label class="mrow">
      <Icon path={globe} />
      {menus.language}
      <LanguageSelect />
    </label>
  );
}

/** The choice itself; give it a label. Each language stands there in its own words. */
export function LanguageSelect({ id }: { readonly id?: string }) {
  return (
    <select class="in language" id={id} onChange={(event) => chooseLanguage((event.currentTarget.value || undefined) as Language | undefined)}>
      <option value="" selected={chosenLanguage() === undefined}>{menus.asBrowser}</option>
      {Object.entries(LANGUAGES).map(([code, { name }]) => (
        <option key={code} value={code} lang={code} selected={chosenLanguage() === code}>{name}</option>
      ))}
    </select>
  );
}
