// Texts of the Taxonomy tag.
import { catalogue } from "../../../language/catalogue";

export const texts = catalogue("taxonomy", {
  choose: "Choose",
  nothing: (words: string): string => `Nothing here has "${words}" in its name.`,
  empty: "This taxonomy is empty.",
  takeOut: (name: string): string => `Take out ${name}`,
  some: (chosen: number, all: number): string => `${chosen} of ${all}`,
  atMost: (count: number): string => `at most ${count}`,
  full: (count: number): string => `At most ${count} can be chosen. Take one out first.`,
  loading: "Loading…",
  failed: (reason: string): string => `The taxonomy did not load. ${reason} What is chosen already is safe.`,
  otherHost: (host: string): string => `It lies on ${host}, and this page reads from its own host only.`,
  unreachable: (address: string): string => `${address} could not be reached.`,
  answered: (status: string): string => `The address answered "${status}".`,
  noJson: "The address did not answer with JSON.",
});
