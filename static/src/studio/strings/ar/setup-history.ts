// Earlier label configs in Arabic, and what a change takes from annotations.
import type { Translation } from "../../../language/catalogue";
import type { setupHistory as historyTexts } from "../setup-history";
import { annotations, number } from "./counts";

const list = (names: readonly string[]): string =>
  names.slice(0, 6).map((name) => `«${name}»`).join("، ") + (names.length > 6 ? ` و${number(names.length - 6)} غيرها` : "");

export const setupHistory: Translation<typeof historyTexts> = {
  open: "السجل",
  openTitle: "نسخ سابقة من الإعداد",
  title: "نسخ سابقة",
  nothing: "لم يُغيَّر الإعداد بعد. ما يحلّ الحفظ محلّه يُحفظ هنا.",
  present: "مستخدم الآن",
  byHand: "عُدّل يدويًا",
  start: "في البداية",
  added: (names) => `أُضيف: ${list(names)}`,
  removed: (names) => `أُزيل: ${list(names)}`,
  looks: "المظهر أو الترتيب أو الملاحظات فقط",
  unreadable: "تعذّرت قراءته",
  differs: "ما سيتغير في المحرّر",
  same: "هذا ما في المحرّر.",
  restore: "ضعه في المحرّر",
  restored: "الإعداد السابق في المحرّر. لم يُحفظ بعد.",
  effects: "ما يأخذه هذا من التعليقات",
  removesLabel: (all, label) => `الوسم «${label}» الذي يزيله هذا مستخدم في ${annotations(all)}.`,
  removesTag: (all, tag) => `العنصر «${tag}» الذي يزيله هذا تعود إليه ${annotations(all)}.`,
  keep: (name) => `أبقه باسم «${name}»`,
  keepTitle: (old, name) => `يظهر «${name}»، ويبقى «${old}» في النتائج`,
  effectsDetail: "تبقى في التعليقات، لكنها لا تظهر ما دام الإعداد يخلو منها.",
};
