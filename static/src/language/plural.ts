// Counted things in languages that have more forms than one and many.
import { locale } from "./language";

/** A text for each form that the language has; "#" stands for the number, where the text does not name it itself. */
export type Forms = Partial<Readonly<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

/** counted(3, { one: "a task", other: "# tasks" }) -> "3 tasks" */
export function counted(value: number, forms: Forms): string {
  const form = forms[new Intl.PluralRules(locale).select(value)] ?? forms.other;
  return form.replace("#", value.toLocaleString(locale));
}
