// Counted nouns in Arabic, in all their forms. `genitive` ones stand after "of" and "in".
import { locale } from "../../../language/language";
import { counted, type Forms } from "../../../language/plural";

const noun =
  (forms: Forms) =>
  (value: number): string =>
    counted(value, forms);

/** 8204 -> "8,204" */
export const number = (value: number): string => value.toLocaleString(locale);

export const tasks = noun({ zero: "لا مهام", one: "مهمة واحدة", two: "مهمتان", few: "# مهام", many: "# مهمة", other: "# مهمة" });
export const annotations = noun({ zero: "لا تعليقات", one: "تعليق واحد", two: "تعليقان", few: "# تعليقات", many: "# تعليقًا", other: "# تعليق" });
export const changes = noun({ zero: "لا تغييرات", one: "تغيير واحد", two: "تغييران", few: "# تغييرات", many: "# تغييرًا", other: "# تغيير" });
export const files = noun({ zero: "لا ملفات", one: "ملف واحد", two: "ملفان", few: "# ملفات", many: "# ملفًا", other: "# ملف" });
export const rows = noun({ zero: "لا صفوف", one: "صف واحد", two: "صفان", few: "# صفوف", many: "# صفًا", other: "# صف" });
export const templates = noun({ zero: "لا قوالب", one: "قالب واحد", two: "قالبان", few: "# قوالب", many: "# قالبًا", other: "# قالب" });
export const projectsOf = noun({ zero: "لا مشاريع", one: "مشروع واحد", two: "مشروعان", few: "# مشاريع", many: "# مشروعًا", other: "# مشروع" });
export const formatsOf = noun({ zero: "لا صيغ", one: "صيغة واحدة", two: "صيغتان", few: "# صيغ", many: "# صيغة", other: "# صيغة" });
export const days = noun({ zero: "أقل من يوم", one: "يومًا واحدًا", two: "يومين", few: "# أيام", many: "# يومًا", other: "# يوم" });
export const hours = noun({ zero: "أقل من ساعة", one: "ساعة واحدة", two: "ساعتين", few: "# ساعات", many: "# ساعة", other: "# ساعة" });
export const minutes = noun({ zero: "أقل من دقيقة", one: "دقيقة واحدة", two: "دقيقتين", few: "# دقائق", many: "# دقيقة", other: "# دقيقة" });
export const seconds = noun({ zero: "أقل من ثانية", one: "ثانية واحدة", two: "ثانيتين", few: "# ثوانٍ", many: "# ثانية", other: "# ثانية" });
