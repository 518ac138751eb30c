// Texts of the Number tag.
import { catalogue } from "../../../language/catalogue";

export const texts = catalogue("number", {
  group: "Number",
  oneMore: (name: string): string => `One step up: ${name}`,
  noNumber: (written: string): string => `"${written}" is not a number. Write digits, for instance 12 or 1.5.`,
  ambiguous: (whole: string, divided: string): string => `This can be read in two ways. Write ${whole} or ${divided}.`,
  between: (min: number, max: number): string => `Write a number from ${min} to ${max}.`,
  atLeast: (min: number): string => `Write a number that is at least ${min}.`,
  atMost: (max: number): string => `Write a number that is at most ${max}.`,
  inSteps: (step: number, from: number): string => `Numbers go in steps of ${step} from ${from} here.`,
});
